"""Fixtures that all tests share: a database of its own for each test that asks."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from monproduit.core import database, settings
from monproduit.migrations.run import migrate
from tests.postgresql import Postgres, serve


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL server once."""
    with serve() as server:
        server.hurry()
        yield server


@pytest.fixture
async def portal(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """Give the test an empty database, and its folder."""
    shutil.copy(empty_database, tmp_path / "monproduit.db")
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(tmp_path))
    async with fresh_engine():
        yield tmp_path


@asynccontextmanager
async def fresh_engine() -> AsyncIterator[None]:
    """Read the settings anew, and leave no connection behind."""
    settings.settings.cache_clear()
    database.engine.cache_clear()
    yield
    await database.engine().dispose()
    settings.settings.cache_clear()
    database.engine.cache_clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly when nothing was tried on real data."""
    if any("REAL DATA" in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("NOT RUN ON REAL DATA", yellow=True)
        terminalreporter.line("Set MONPRODUIT_REAL_DATA to a folder with endoflife.date, release-data and csaf-cisa.")
