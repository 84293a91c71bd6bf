"""Columns that several tables share."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, DateTime, ForeignKey, Integer, String, TypeDecorator

BIG = BigInteger().with_variant(Integer(), "sqlite")
BYTES = String().with_variant(String(collation="C"), "postgresql")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is given back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store every moment in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give every moment back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def key() -> Column[Any]:
    """Return a primary key that counts by itself on every database."""
    return Column(BIG, primary_key=True, autoincrement=True)


def refers(to: str, *, on_delete: str = "CASCADE", nullable: bool = False, primary_key: bool = False, index: bool = False) -> Column[Any]:
    """Return a foreign key to `table.column`."""
    return Column(BIG, ForeignKey(to, ondelete=on_delete), nullable=nullable, primary_key=primary_key, index=index)


def choice(*, nullable: bool = False, primary_key: bool = False, default: str | None = None, length: int = 20) -> Column[Any]:
    """Return a short text; `one_of` among the table's arguments says which."""
    return Column(String(length), nullable=nullable, primary_key=primary_key, server_default=default)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """Let a column hold these values only."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(value)) for value in values)})", name=f"{column}_is_known")


def texts() -> Column[Any]:
    """Return a list of short texts, empty by default."""
    return Column(JSON, nullable=False, server_default="[]", default=list)


def moment(*, nullable: bool = False, index: bool = False, default: Callable[[], datetime] | None = None) -> Column[Any]:
    """Return a moment in UTC."""
    return Column(Moment(), nullable=nullable, index=index, default=default)
