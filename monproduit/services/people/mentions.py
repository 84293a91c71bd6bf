"""Take a person's name and address out of whatever text they stand in, in any column of any table."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import JSON, Column, String, Table, Text, cast, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from monproduit.core.search import findable, searchable
from monproduit.services.people.columns import APPEND_ONLY

_SHORTEST = 5


class Words:
    """The ways in which a person is named: their address, and their name as people and as indexes write it."""

    def __init__(self, email: str, name: str, instead: str) -> None:
        """Replace a person's words by others; a name so short that it could be anything stays."""
        whole = [name] if len(name) >= _SHORTEST else []
        known = [email, *whole, *(form(one) for one in (email, *whole) for form in (searchable, findable, str.casefold, str.upper))]
        known += [json.dumps(one)[1:-1] for one in known]
        known += [json.dumps(one)[1:-1] for one in known]
        self.all = sorted(set(known), key=len, reverse=True)
        self._instead = instead
        self._pattern = re.compile("|".join(map(re.escape, self.all)), re.IGNORECASE)

    def out_of(self, value: Any) -> Any:
        """Return a text without them, or lists and objects of texts."""
        if isinstance(value, str):
            return self._pattern.sub(self._instead, value)
        if isinstance(value, list):
            return [self.out_of(one) for one in value]
        return {self.out_of(name): self.out_of(one) for name, one in value.items()} if isinstance(value, dict) else value


async def forget(session: AsyncSession, words: Words) -> int:
    """Replace a person's words in every text of every table; return in how many rows."""
    async with changeable(session):
        return sum([await _table(session, table, words) for table in SQLModel.metadata.sorted_tables if table.name != "person"])


def texts(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that hold words: not the short choices."""
    return [column for column in table.columns if _holds_words(column) and not column.foreign_keys]


async def _table(session: AsyncSession, table: Table, words: Words) -> int:
    columns = texts(table)
    if not columns:
        return 0
    key = list(table.primary_key.columns)
    plain = [cast(column, Text) for column in columns]
    found = select(*key, *columns).where(or_(*(one.ilike(f"%{_escaped(word)}%", escape="\\") for one in plain for word in words.all)))
    rows = (await session.execute(found)).all()
    for row in rows:
        clean = {
            column.name: after
            for column, before in zip(columns, row[len(key) :], strict=True)
            if before is not None and (after := words.out_of(before)) != before
        }
        where = [column == value for column, value in zip(key, row, strict=False)]
        if clean:
            await session.execute(update(table).where(*where).values(clean))
    return len(rows)


def _holds_words(column: Column[Any]) -> bool:
    inner = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return isinstance(inner, JSON) or (isinstance(inner, String) and (inner.length or 255) >= 255)  # noqa: PLR2004 (what could hold a name)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


@asynccontextmanager
async def changeable(session: AsyncSession) -> AsyncIterator[None]:
    """Let the records that nobody may change be changed, in this transaction and for this alone."""
    if session.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            await session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"))
        yield
        for table in APPEND_ONLY:
            await session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only"))
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_event', 'alert_event')"
    triggers = (await session.execute(text(query))).all()
    for name, _sql in triggers:
        await session.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _name, sql in triggers:
        await (await session.connection()).exec_driver_sql(sql)
