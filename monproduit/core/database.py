"""The database: one engine a process, and sessions that commit once."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import cache
from time import perf_counter
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from monproduit.core.errors import PortalError
from monproduit.core.settings import settings
from monproduit.core.sqlite import Driver

_PG_DISK_FULL = "53100"
_log = logging.getLogger(__name__)

_elsewhere: ContextVar[AsyncEngine | None] = ContextVar("elsewhere", default=None)


@cache
def engine() -> AsyncEngine:
    """Return the engine of this process, made at first use."""
    return make_engine(settings().database)


def make_engine(url: str) -> AsyncEngine:
    """Make an engine; on SQLite with foreign keys, a write-ahead log and one writer at a time. No error of it tells what is in a query."""
    is_sqlite = url.startswith("sqlite")
    known: dict[str, Any] = {"connect_args": {"timeout": 30}, "module": Driver()} if is_sqlite else {"pool_pre_ping": True}
    made = create_async_engine(url, hide_parameters=True, **known)
    if is_sqlite:
        event.listen(made.sync_engine, "connect", _prepare_sqlite)
    if settings().slow_query_ms:
        event.listen(made.sync_engine, "before_cursor_execute", _note_begin)
        event.listen(made.sync_engine, "after_cursor_execute", _note_end)
    return made


def work_in(other: AsyncEngine) -> None:
    """Let the rest of this task read and write another database than the portal's own."""
    _elsewhere.set(other)


@asynccontextmanager
async def reading() -> AsyncIterator[AsyncSession]:
    """Give a session that only reads."""
    async with AsyncSession(_elsewhere.get() or engine(), expire_on_commit=False) as session:
        yield session


@asynccontextmanager
async def writing() -> AsyncIterator[AsyncSession]:
    """Give a session whose work is committed at the end, or rolled back whole.

    Raises:
        PortalError: `no_room`, the disk of the database is full; nothing was written.
    """
    try:
        async with AsyncSession(_elsewhere.get() or engine(), expire_on_commit=False) as session:
            if session.get_bind().dialect.name == "sqlite":
                await (await session.connection()).exec_driver_sql("BEGIN IMMEDIATE")
            yield session
            await session.commit()
    except DBAPIError as error:
        if not _is_full(error.orig):
            raise
        _log.exception("the disk of the database is full")
        raise PortalError("no_room") from error


def insert_new(session: AsyncSession, table: Any) -> Any:
    """Return an INSERT that can say what happens where a row is there already (`on_conflict_…`), on either database."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def _is_full(error: Any) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(error, "sqlstate", None) == _PG_DISK_FULL


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Set what SQLite leaves off by default; leave BEGIN to us, so that writers queue instead of failing."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=wal", "synchronous=normal", "foreign_keys=on", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _note_begin(connection: Any, *_query: Any) -> None:
    connection.info["begun"] = perf_counter()


def _note_end(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Note a query that took long: its words, never what was asked with it."""
    took = (perf_counter() - connection.info["begun"]) * 1000
    if took >= settings().slow_query_ms:
        _log.warning("slow query", extra={"ms": round(took, 1), "query": statement})
