"""The driver for SQLite: a statement and its rows in one step to the connection's thread, where aiosqlite alone takes four, and a read no other."""

import sqlite3
from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite import aiosqlite as adapted
from sqlalchemy.util import EMPTY_DICT
from sqlalchemy.util.concurrency import await_


class _Cursor(adapted.AsyncAdapt_aiosqlite_cursor):
    """A cursor that is opened, read to the end and closed in the connection's thread, at each statement anew."""

    __slots__ = ()

    def __init__(self, connection: Any) -> None:
        """Wait for a statement."""
        self._adapt_connection, self._connection = connection, connection._connection
        self._soft_closed_memoized, self._rows, self._cursor = EMPTY_DICT, deque[Any](), None  # type: ignore[assignment]

    async def _async_soft_close(self) -> None:
        """Do nothing: it is closed."""

    def close(self) -> None:
        """Forget the rows."""
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._step(sqlite3.Cursor.execute, operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._step(sqlite3.Cursor.executemany, operation, seq_of_parameters)

    async def _step(self, run: Any, operation: Any, parameters: Any) -> None:
        async with self._adapt_connection._execute_mutex:
            work = partial(_read, self._connection._conn, run, operation, parameters)
            self._cursor, self._rows = await self._connection._execute(work)


class _Connection(adapted.AsyncAdapt_aiosqlite_connection):
    """A connection with such cursors; those that stream stay as they are."""

    __slots__ = ()
    _cursor_cls = _Cursor

    def rollback(self) -> None:
        """Roll back, unless nothing was begun: who only read has no step to wait for (who gave up waiting loses the connection anyway)."""
        if self._connection.in_transaction:
            super().rollback()


class Driver(adapted.AsyncAdapt_aiosqlite_dbapi):
    """What SQLAlchemy takes for its `module`."""

    def __init__(self) -> None:
        """Speak through aiosqlite."""
        super().__init__(aiosqlite, sqlite3)  # type: ignore[arg-type]

    def connect(self, *arguments: Any, **options: Any) -> _Connection:
        """Open a connection, whose thread does not keep the process alive."""
        connection = aiosqlite.connect(*arguments, **options)
        connection._thread.daemon = True
        return _Connection(self, await_(connection))  # type: ignore[arg-type]


def _read(connection: sqlite3.Connection, run: Any, operation: str, parameters: Iterable[Any]) -> tuple[sqlite3.Cursor, deque[Any]]:
    """Run a statement, and return its cursor, closed, for what it says of the statement; and the rows."""
    cursor = connection.cursor()
    try:
        run(cursor, operation, parameters)
        return cursor, deque(cursor.fetchall() if cursor.description else ())
    finally:
        cursor.close()
