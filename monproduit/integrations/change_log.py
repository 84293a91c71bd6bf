"""Follow the change log: what any process committed, in batches, with nothing missed and nothing twice."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import psycopg
from sqlalchemy import URL, delete
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlmodel import col

from monproduit.core.database import PATIENCE
from monproduit.models import Change

_EVERY = 0.1
_AT_MOST = 2000
_PATIENCE = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """One row of the change log."""

    id: int
    user_id: int | None
    group_id: int | None
    product_id: int | None
    section: str


class ChangeLog(Protocol):
    """A place in the change log that moves forward."""

    async def start(self) -> None:
        """Stand at the end of the log."""
        ...

    async def changes(self) -> AsyncGenerator[list[Changed]]:
        """Yield what was committed since; an error leaves the place where it was, so that calling again misses nothing."""
        yield []


class SqliteChangeLog:
    """Ask SQLite whether another connection wrote, which costs no reading; ids commit in order, since there is one writer at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Follow the log behind an engine."""
        self._engine = engine
        self._last = 0

    async def start(self) -> None:
        """Stand at the end of the log."""
        async with self._engine.connect() as connection:
            self._last = (await connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM change")).scalar_one()

    async def changes(self) -> AsyncGenerator[list[Changed]]:
        """Yield what was committed since."""
        async with self._engine.connect() as connection:
            seen = None
            while True:
                version = (await connection.exec_driver_sql("PRAGMA data_version")).scalar_one()
                while version != seen and (batch := await self._read(connection)):
                    yield batch
                    self._last = batch[-1].id
                seen = version
                await asyncio.sleep(_EVERY)

    async def _read(self, connection: AsyncConnection) -> list[Changed]:
        query = "SELECT id, user_id, group_id, product_id, section FROM change WHERE id > ? ORDER BY id LIMIT ?"
        return [Changed(*row) for row in await connection.exec_driver_sql(query, (self._last, _AT_MOST))]


class PostgresChangeLog:
    """Be woken by PostgreSQL at each commit, and read what the snapshot before did not show: there ids do not commit in order.

    A server that was killed may give transactions numbers that a snapshot knows as over; it never gives an id again that was read.
    """

    def __init__(self, url: URL) -> None:
        """Follow the log of a database, by a connection of its own."""
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._snapshot, self._last = "", 0

    async def start(self) -> None:
        """Stand at the end of the log."""
        async with await self._connection() as connection:
            row = await (await connection.execute("SELECT pg_current_snapshot()::text, (SELECT coalesce(max(id), 0) FROM change)")).fetchone()
            self._snapshot, self._last = row or ("", 0)

    async def changes(self) -> AsyncGenerator[list[Changed]]:
        """Yield what was committed since."""
        async with await self._connection() as connection:
            await connection.execute("LISTEN change")
            while True:
                batch, snapshot = await self._read(connection)
                if batch:
                    yield batch
                self._snapshot, self._last = snapshot, max([self._last, *(change.id for change in batch)])
                async for _ in connection.notifies(timeout=30, stop_after=1):
                    pass

    async def _connection(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self._dsn, autocommit=True, **PATIENCE)

    async def _read(self, connection: psycopg.AsyncConnection[Any]) -> tuple[list[Changed], str]:
        query = """
            SELECT pg_current_snapshot()::text, c.id, c.user_id, c.group_id, c.product_id, c.section
            FROM (SELECT) one LEFT JOIN change c
              ON (c.xid >= pg_snapshot_xmin(%(before)s::pg_snapshot) AND NOT pg_visible_in_snapshot(c.xid, %(before)s::pg_snapshot))
              OR c.id > %(last)s
            ORDER BY c.id"""
        rows = await (await connection.execute(query, {"before": self._snapshot, "last": self._last})).fetchall()
        return [Changed(*row[1:]) for row in rows if row[1] is not None], rows[0][0]


def change_log(engine: AsyncEngine) -> ChangeLog:
    """Return the change log of a database."""
    return SqliteChangeLog(engine) if engine.dialect.name == "sqlite" else PostgresChangeLog(engine.url)


async def follow(log: ChangeLog) -> AsyncGenerator[list[Changed]]:
    """Yield what is committed from now on, for ever: when the database goes away, wait for it and catch up."""
    started = False
    while True:
        try:
            if not started:
                await log.start()
                started = True
            async with aclosing(log.changes()) as changes:
                async for batch in changes:
                    yield batch
        except Exception:  # noqa: BLE001 (whatever the driver raises, the answer is to come back)
            _log.warning("the change log is out of reach; trying again in %s s", _PATIENCE, exc_info=True)
            await asyncio.sleep(_PATIENCE)


async def forget_before(engine: AsyncEngine, moment: datetime) -> None:
    """Drop the part of the log that nobody can be waiting for any more."""
    async with AsyncSession(engine) as session:
        await session.execute(delete(Change).where(col(Change.at) < moment))
        await session.commit()
