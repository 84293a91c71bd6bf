"""Fill whatever tables a database has with valid rows, known by reflection alone: so at every step of the history."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Connection,
    Date,
    DateTime,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    func,
    select,
)

_NOT_OURS = ("alembic_version", "article_search")
_BEGUN = datetime(2026, 1, 1, 9, tzinfo=UTC)
_VALUES: tuple[tuple[type, Callable[[int], Any]], ...] = (
    (JSON, lambda place: [f"pkg:generic/produit-{place}"]),
    (Boolean, lambda place: place % 2 == 0),
    (DateTime, lambda place: _BEGUN + timedelta(hours=place)),
    (Date, lambda place: date(2026, 1, 1) + timedelta(days=place % 400)),
)
_NAMED: dict[str, Callable[[int], str]] = {
    "email": lambda place: f"personne-{place}@exemple.fr",
    "time_zone": lambda _place: "Europe/Paris",
    "locale": lambda _place: "fr",
    "language": lambda place: "fr" if place % 2 else "en",
    "number": lambda place: f"SR-{place + 1001}",
    "canonical_number": lambda place: f"SR{place + 1001}",
    "url": lambda place: f"https://exemple.fr/{place}",
    "key": lambda place: f"cle-{place}",
    "sha256": lambda place: f"{place:064x}",
    "domain": lambda place: f"groupe-{place}.exemple.fr",
    "slug": lambda place: f"produit-{place}",
    "support_plan": lambda _place: "premier",
}


@dataclass(frozen=True)
class Column:
    """A column to fill."""

    name: str
    type: Any
    is_nullable: bool
    is_unique: bool
    choices: tuple[str, ...]
    parent: tuple[str, str] | None

    def value(self, place: int, parents: list[Any]) -> Any:
        """Return what the row at a place holds: a parent of its own where a pair must be unique, else one that three rows share."""
        if self.is_nullable and place % 3 == 2:
            return None
        if self.parent:
            return parents[place if self.is_unique else place // 3]
        if self.choices:
            return self.choices[place % len(self.choices)]
        if isinstance(self.type, String):
            named = _NAMED.get(self.name) or _NAMED.get(self.name.rpartition("_")[2])
            return (named(place) if named else f"{place} {self.name} é'")[: self.type.length]
        return next((make(place) for type_, make in _VALUES if isinstance(self.type, type_)), 1 + place % 4)


Rows = dict[str, list[tuple[Any, ...]]]


def tables(connection: Connection) -> list[Table]:
    """Return the tables, each after those that it refers to."""
    known = MetaData()
    known.reflect(connection, only=lambda name, _known: not name.startswith(_NOT_OURS))
    return known.sorted_tables


def fill(connection: Connection, known: list[Table], many: Callable[[str], int]) -> int:
    """Add so many rows to each table; return how many they are together."""
    added = 0
    for table in known:
        columns = _columns(table)
        parents = {one.name: list(connection.scalars(_ids(table.metadata, *one.parent))) for one in columns if one.parent}
        there = connection.scalar(select(func.count()).select_from(table)) or 0
        places = range(there, there + many(table.name))
        rows = [{one.name: one.value(place, parents.get(one.name, [])) for one in columns} for place in places]
        connection.execute(table.insert(), rows)
        added += len(rows)
    return added


def content(connection: Connection, known: list[Table]) -> Rows:
    """Return what these tables hold in the columns that they are known to have."""
    return {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in known}


def _ids(known: MetaData, table: str, column: str) -> Any:
    return select(known.tables[table].c[column]).order_by(known.tables[table].c[column])


def _columns(table: Table) -> list[Column]:
    """Return the columns to fill: not those that count by themselves."""
    unique = {column.name for one in table.constraints if isinstance(one, UniqueConstraint | PrimaryKeyConstraint) for column in one.columns}
    unique |= {column.name for one in table.indexes if one.unique for column in one.columns}
    checks = [_choices(str(one.sqltext)) for one in table.constraints if isinstance(one, CheckConstraint)]
    choices = dict(filter(None, checks))
    return [
        Column(one.name, one.type, bool(one.nullable), one.name in unique, choices.get(one.name, ()), _parent(one))
        for one in table.columns
        if (one.name != "id" or isinstance(one.type, String)) and one.name != "xid"
    ]


def _parent(column: Any) -> tuple[str, str] | None:
    return next(((one.column.table.name, one.column.name) for one in column.foreign_keys), None)


def _choices(check: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the column and the values of a CHECK that lists some, as either database writes it."""
    values = tuple(re.findall(r"'([^']*)'", check))
    column = re.match(r"\W*(\w+)", check)
    return (column[1], values) if values and column else None
