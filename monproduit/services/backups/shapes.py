"""The form in which rows are kept: the same on every database, so that equal tables have equal digests."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Integer, MetaData, Select, String, Table, TypeDecorator, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from monproduit.models.columns import Moment

_TOGETHER = 1000


class Kind(StrEnum):
    """What a column holds, whatever its database calls it."""

    MOMENT = "moment"
    TRUTH = "truth"
    DATE = "date"
    JSON = "json"
    TEXT = "text"
    NUMBER = "number"


_TYPES: Mapping[Kind, type[TypeEngine[Any]]] = {
    Kind.MOMENT: Moment,
    Kind.TRUTH: Boolean,
    Kind.DATE: Date,
    Kind.JSON: JSON,
    Kind.TEXT: String,
    Kind.NUMBER: BigInteger,
}


class Shape(BaseModel):
    """A table: the kind of each column, the columns that order its rows, how many rows were kept, and their SHA-256."""

    model_config = ConfigDict(extra="forbid")

    name: str
    columns: dict[str, Kind]
    order: list[str]
    rows: int = 0
    sha256: str = ""

    def table(self) -> Table:
        """Return the table for queries; it need not be the one of today's models."""
        return Table(self.name, MetaData(), *(Column(name, _TYPES[kind](), primary_key=name in self.order) for name, kind in self.columns.items()))


def shapes() -> list[Shape]:
    """Return all tables of the models, each after those that it refers to."""
    return [_shape(table) for table in SQLModel.metadata.sorted_tables]


async def lines(connection: AsyncConnection, shape: Shape) -> AsyncIterator[bytes]:
    """Yield each row as one line of JSON, in the order of its key."""
    kinds = list(shape.columns.values())
    async with connection.stream(_ordered(connection, shape)) as rows:
        async for some in rows.partitions(_TOGETHER):
            for row in some:
                values = [_plain(value, kind) for value, kind in zip(row, kinds, strict=True)]
                yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def row(shape: Shape, line: bytes) -> dict[str, Any]:
    """Return a row that was kept, as the database takes it.

    Raises:
        ValueError: it is none.
    """
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(shape.columns):
        raise ValueError("a row has other columns than its table")
    return {name: _value(value, kind) for (name, kind), value in zip(shape.columns.items(), values, strict=True)}


def _shape(table: Table) -> Shape:
    columns = {column.name: _kind(column) for column in table.columns}
    return Shape(name=table.name, columns=columns, order=[column.name for column in table.primary_key.columns])


def _kind(column: Column[Any]) -> Kind:
    known = column.type
    inner = known.impl_instance if isinstance(known, TypeDecorator) and not isinstance(known, Moment) else known
    return next(kind for kind, made in (*_TYPES.items(), (Kind.NUMBER, Integer)) if isinstance(inner, made))


def _ordered(connection: AsyncConnection, shape: Shape) -> Select[Any]:
    """Order as bytes: what people's languages make of letters differs from one database to the next."""
    table = shape.table()
    is_collated = connection.dialect.name == "postgresql"
    order = [table.c[name].collate("C") if is_collated and shape.columns[name] == Kind.TEXT else table.c[name] for name in shape.order]
    return select(table).order_by(*order)


def _plain(value: Any, kind: Kind) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value if kind != Kind.NUMBER or value is None else int(value)


def _value(value: Any, kind: Kind) -> Any:
    if value is None or kind not in {Kind.DATE, Kind.MOMENT}:
        return value
    return date.fromisoformat(value) if kind == Kind.DATE else datetime.fromisoformat(value)
