"""A portal of any earlier version is brought to the newest tables: no row is lost or changed, and the portal reads them all."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, Table, create_engine, event, func, select
from sqlmodel import SQLModel, col

from monproduit.core.database import reading
from monproduit.migrations.run import config, head, history
from monproduit.models import Person
from monproduit.services import alerts, downloads, licenses, products, service_requests
from tests.conftest import fresh_engine
from tests.models.filling import content, fill, tables
from tests.postgresql import Postgres
from tests.world import actor

ROWS = int(os.environ.get("MONPRODUIT_UPGRADE_ROWS") or 300)
"""How many rows the database has at the first step, and thus at each; from 1000 on it is the long form, with PostgreSQL too."""
FEW = 3


@pytest.fixture(params=["sqlite", "postgresql"] if ROWS >= 1000 else ["sqlite"])
async def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Let the portal have a database without tables; return its address for what is not asynchronous."""
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(tmp_path))
    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("MONPRODUIT_DATABASE_URL", bare := postgres.bare())
    async with fresh_engine():
        yield bare.replace("postgresql:", "postgresql+psycopg:") if request.param == "postgresql" else f"sqlite:///{tmp_path / 'monproduit.db'}"


@pytest.mark.timeout(300)
@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
async def test_every_earlier_version_can_be_upgraded(address: str) -> None:
    begun = time.monotonic()
    steps = await asyncio.to_thread(_climb, address)
    kept = sum(number for number, _seconds in steps)
    async with reading() as session:
        for mapper in SQLModel._sa_registry.mappers:
            whole = await session.scalar(select(func.count()).select_from(mapper.local_table))
            assert len((await session.scalars(select(mapper.class_))).all()) == whole, mapper
        emails = list(await session.scalars(select(col(Person.email)).order_by(col(Person.id)).limit(3 * FEW)))
    for email in emails[2::3]:
        person = await actor(email)
        slugs = {row.slug for row in await products.rows(person)}
        assert slugs
        for cells in (licenses.support_statuses, licenses.license_statuses, alerts.cells, service_requests.cells, downloads.cells):
            assert set(await cells(person)) == slugs
    slowest, took = max(seconds for _number, seconds in steps), time.monotonic() - begun
    print(f"upgrade: {len(steps)} steps, {kept} rows, 0 lost, slowest step {slowest:.2f} s, all {took:.1f} s ({address[:6]})")  # noqa: T201


def _climb(address: str) -> list[tuple[int, float]]:
    """Go up step by step, with new rows at each; return how many rows each step added, and how long it took."""
    engine, steps, known = _engine(address), list[tuple[int, float]](), list[Table]()
    for revision in reversed(history(head())):
        with engine.connect() as connection:
            before = content(connection, known)
        begun = time.monotonic()
        command.upgrade(config(_asynchronous(address)), revision)
        took = time.monotonic() - begun
        with engine.begin() as connection:
            after = content(connection, known)
            for table, rows in before.items():
                assert after[table] == rows, f"{table} at {revision}"
            former, known = {table.name for table in known}, tables(connection)
            many = ROWS // len(former or known) + 1
            steps.append((fill(connection, known, lambda name, former=former, many=many: FEW if name in former else many), took))
            _assert_held_together(connection)
    engine.dispose()
    return steps


def _engine(address: str) -> Engine:
    made = create_engine(address)
    if address.startswith("sqlite"):
        event.listen(made, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=on"))
    return made


def _asynchronous(address: str) -> str:
    return address.replace("sqlite:", "sqlite+aiosqlite:")


def _assert_held_together(connection: Connection) -> None:
    """SQLite looks for dangling references when asked; PostgreSQL lets none be."""
    if connection.dialect.name == "sqlite":
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
