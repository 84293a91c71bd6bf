"""Write many rows by their natural keys, touching only those that differ."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, bindparam, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.models.base import Table

Row = dict[str, Any]


async def upsert(
    session: AsyncSession, table: type[Table], key: tuple[str, ...], rows: Sequence[Row], kept: tuple[str, ...] = ()
) -> tuple[list[Row], list[Row]]:
    """Insert what is new, update what differs; of two rows with one key the last wins. Where a `kept` column is null, it stays as it was.

    Returns:
        The rows that were written, with their ids where the table has any, and the rows as they stood before.
    """
    wanted = {tuple(row[name] for name in key): row for row in rows}
    before = await _existing(session, table, key, list(wanted))
    wanted = {name: _with_kept(row, before.get(name, {}), kept, table) for name, row in wanted.items()}
    new = [row for name, row in wanted.items() if name not in before]
    changed = [row | _identity(before[name]) for name, row in wanted.items() if name in before and _differs(before[name], row)]
    columns: Any = table.__table__  # pyright: ignore[reportAttributeAccessIssue]
    after = await _inserted(session, columns, key, new) if new else {}
    if changed:
        statement = update(columns).where(columns.c.id == bindparam("_id")).values({name: bindparam(name) for name in rows[0]})
        connection = await session.connection()
        await connection.execute(statement, [{**{k: v for k, v in row.items() if k != "id"}, "_id": row["id"]} for row in changed])
    written = [row | _identity(after.get(tuple(row[name] for name in key), {})) for row in new] + changed
    return written, [before[tuple(row[name] for name in key)] for row in changed]


async def _existing(session: AsyncSession, table: type[Table], key: tuple[str, ...], names: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Row]:
    """Return the rows with these keys, by key."""
    if not names:
        return {}
    columns: Any = table.__table__  # pyright: ignore[reportAttributeAccessIssue]
    parts: list[Column[Any]] = [columns.c[name] for name in key]
    condition = parts[0].in_([name[0] for name in names]) if len(parts) == 1 else tuple_(*parts).in_(names)
    found = (await session.execute(select(columns).where(condition))).mappings()
    return {tuple(row[name] for name in key): dict(row) for row in found}


async def _inserted(session: AsyncSession, columns: Any, key: tuple[str, ...], rows: list[Row]) -> dict[tuple[Any, ...], Row]:
    """Insert rows; return their ids by key, where the table has any."""
    if "id" not in columns.c:
        await session.execute(insert(columns), rows)
        return {}
    parts = [columns.c[name] for name in key]
    found = (await session.execute(insert(columns).returning(columns.c.id, *parts), rows)).mappings()
    return {tuple(row[name] for name in key): dict(row) for row in found}


def _with_kept(row: Row, before: Row, kept: tuple[str, ...], table: type[Table]) -> Row:
    """Fill what a line left open: as it was, or as a new row has it."""
    return row | {name: before.get(name, table.model_fields[name].get_default()) for name in kept if row[name] is None}


def _identity(row: Row) -> Row:
    return {"id": row["id"]} if "id" in row else {}


def _differs(before: Row, row: Row) -> bool:
    return any(before[name] != value for name, value in row.items())
