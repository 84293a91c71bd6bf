"""The database: one engine a process, and sessions that commit once."""

import asyncio
import logging
import select
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from contextvars import ContextVar
from functools import cache
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Executable, SingletonThreadPool, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from monproduit.core import tracing
from monproduit.core.errors import PortalError
from monproduit.core.metrics import SLOW
from monproduit.core.settings import settings
from monproduit.core.sqlite import Driver

_PG_DISK_FULL = "53100"
_PG_AWAY = ("08", "53", "57")
_SQLITE_AWAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
PATIENCE: dict[str, Any] = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000}
"""How long PostgreSQL may be silent: a machine that is gone says nothing, and TCP alone would wait for a quarter of an hour."""
_CONNECTIONS = 15
"""How many one process has at most: a dashboard asks seven queries at once, and a connection beyond those that stay would be made anew each time."""
_log = logging.getLogger(__name__)

_nearby: dict[AsyncEngine, Engine] = {}
_whole: WeakKeyDictionary[AsyncEngine, AsyncEngine] = WeakKeyDictionary()
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[AsyncEngine, asyncio.Lock]] = WeakKeyDictionary()
_elsewhere: ContextVar[AsyncEngine | None] = ContextVar("elsewhere", default=None)


@cache
def engine() -> AsyncEngine:
    """Return the engine of this process, made at first use."""
    return make_engine(settings().database, is_plain=True)


def make_engine(url: str, *, is_plain: bool = False) -> AsyncEngine:
    """Make an engine; on SQLite with foreign keys, a write-ahead log and one writer at a time. No error of it tells what is in a query.

    A plain one has no transactions on PostgreSQL but where `writing` asks for them; SQLite begins none anyway.
    """
    is_sqlite = url.startswith("sqlite")
    known: dict[str, Any] = {"connect_args": {"timeout": 30}, "module": Driver()} if is_sqlite else {"connect_args": PATIENCE}
    if is_plain and not is_sqlite:
        known["isolation_level"] = "AUTOCOMMIT"
    made = create_async_engine(url, hide_parameters=True, pool_size=_CONNECTIONS, max_overflow=0, **known)
    if is_sqlite:
        event.listen(made.sync_engine, "connect", _prepare_sqlite)
    else:
        event.listen(made.sync_engine, "checkout", _leave_if_closed)
    _watch(made.sync_engine)
    return made


def work_in(other: AsyncEngine) -> None:
    """Let the rest of this task read and write another database than the portal's own."""
    _elsewhere.set(other)


@asynccontextmanager
async def reading(*, at_length: bool = False) -> AsyncIterator[AsyncSession]:
    """Give a session that only reads; one that reads at length, as a stream, has a transaction around it.

    On PostgreSQL each statement sees what is committed then, with a transaction around it or without: without, two trips of four are spared.
    """
    chosen = _elsewhere.get() or engine()
    async with AsyncSession(_wholly(chosen) if at_length else chosen, expire_on_commit=False) as session:
        yield session


@asynccontextmanager
async def asking() -> AsyncIterator[AsyncConnection]:
    """Give a connection that reads columns, for what is asked often: a session around a query takes as long as the query."""
    async with (_elsewhere.get() or engine()).connect() as connection:
        yield connection


async def fetch(query: Executable, values: dict[str, Any] | None = None) -> Sequence[Any]:
    """Return the rows of one query of columns."""
    async with asking() as connection:
        return (await connection.execute(query, values)).all()


async def look(query: Executable, values: dict[str, Any]) -> Any:
    """Return the first row of a query that is asked at every request, and so is built once and read by keys; or None.

    On SQLite such a read takes less time than handing it to a thread: it is done here and now, unless somebody has locked the database.
    """
    chosen = _elsewhere.get() or engine()
    if chosen.dialect.name == "sqlite":
        try:
            with _near(chosen).connect() as connection:
                return connection.execute(query, values).first()
        except OperationalError as error:
            if not is_away(error):
                raise
    async with chosen.connect() as distant:
        return (await distant.execute(query, values)).first()


@asynccontextmanager
async def writing() -> AsyncIterator[AsyncSession]:
    """Give a session whose work is committed at the end, or rolled back whole.

    Raises:
        PortalError: `no_room`, the disk of the database is full; nothing was written.
    """
    chosen = _elsewhere.get() or engine()
    is_sqlite = chosen.dialect.name == "sqlite"
    try:
        async with _turn(chosen) if is_sqlite else nullcontext(), AsyncSession(_wholly(chosen), expire_on_commit=False) as session:
            if is_sqlite:
                await (await session.connection()).exec_driver_sql("BEGIN IMMEDIATE")
            yield session
            await session.commit()
    except DBAPIError as error:
        if not _is_full(error.orig):
            raise
        _log.exception("the disk of the database is full")
        raise PortalError("no_room") from error


def is_away(error: BaseException | None) -> bool:
    """Tell whether an error says that the database cannot be reached just now: what was being written may or may not be there."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        return (getattr(error.orig, "sqlite_errorcode", None) or 0) & 0xFF in _SQLITE_AWAY
    if isinstance(error, OperationalError | InterfaceError):
        return (getattr(error.orig, "sqlstate", None) or _PG_AWAY[0]).startswith(_PG_AWAY)
    return isinstance(error, PoolTimeoutError)


def insert_new(session: AsyncSession, table: Any) -> Any:
    """Return an INSERT that can say what happens where a row is there already (`on_conflict_…`), on either database."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def _turn(where: AsyncEngine) -> asyncio.Lock:
    """Return what the writers of this process queue for: SQLite alone would let them sleep, up to 100 ms, and ask again."""
    return _turns.setdefault(asyncio.get_running_loop(), {}).setdefault(where, asyncio.Lock())


def _wholly(chosen: AsyncEngine) -> AsyncEngine:
    """Return the same engine with transactions on PostgreSQL; to ask for them each time would take as long as a query."""
    if chosen.dialect.name == "sqlite":
        return chosen
    if chosen not in _whole:
        _whole[chosen] = chosen.execution_options(isolation_level="READ COMMITTED")
    return _whole[chosen]


def _near(far: AsyncEngine) -> Engine:
    """Return the engine that reads the database of another one in the thread that asks, and waits for nobody; it ends with the other."""
    if far not in _nearby:
        known: dict[str, Any] = {"connect_args": {"timeout": 0}, "poolclass": SingletonThreadPool}
        _nearby[far] = made = create_engine(far.url.set(drivername="sqlite"), hide_parameters=True, **known)
        event.listen(made, "connect", _let_read)
        event.listen(far.sync_engine, "engine_disposed", lambda _engine: _nearby.pop(far, made).dispose(), once=True)
        _watch(made)
    return _nearby[far]


def _let_read(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=on")


def _watch(watched: Engine) -> None:
    tracing.watch(watched)
    if settings().slow_query_ms:
        event.listen(watched, "before_cursor_execute", _note_begin)
        event.listen(watched, "after_cursor_execute", _note_end)


def _is_full(error: Any) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(error, "sqlstate", None) == _PG_DISK_FULL


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Set what SQLite leaves off by default; leave BEGIN to us, so that writers queue instead of failing."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=wal", "synchronous=normal", "foreign_keys=on", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _leave_if_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """Take another connection than one that the server closed while nobody used it: its end is there to be read; that costs no way to the server."""
    driver, asked = connection.driver_connection, select.poll()
    if not driver.closed:
        asked.register(driver.fileno(), select.POLLIN)
    if driver.closed or asked.poll(0):
        raise DisconnectionError


def _note_begin(connection: Any, *_query: Any) -> None:
    connection.info["begun"] = perf_counter()


def _note_end(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Note a query that took long: its words, never what was asked with it."""
    took = (perf_counter() - connection.info["begun"]) * 1000
    if took >= settings().slow_query_ms:
        SLOW.inc()
        _log.warning("slow query", extra={"ms": round(took, 1), "query": statement})
