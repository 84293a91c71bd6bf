"""Fixtures that all tests share: a database of its own for each test that asks."""

import gc
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from monproduit.core import database, settings
from monproduit.migrations.run import migrate
from tests.asvs_run import AsvsRun
from tests.postgresql import Postgres, serve

_make_engine = database.make_engine


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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "make_engine", lambda url, **_options: _kept_engine(make_url(url).get_backend_name()))
        engine = database.engine()
    engine.sync_engine.url = make_url(settings.settings().database)
    yield
    await engine.dispose()
    await database.engine().dispose()
    settings.settings.cache_clear()
    database.engine.cache_clear()


@cache
def _kept_engine(_backend: str) -> AsyncEngine:
    """Make one engine for all tests, which keeps the SQL that it compiled; each connection goes to the database of the test."""
    engine = _make_engine(settings.settings().database, is_plain=True)

    @event.listens_for(engine.sync_engine, "do_connect")
    def _connect_here(dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[:], wanted = dialect.create_connect_args(make_url(settings.settings().database))
        options.update(wanted)

    return engine


def pytest_configure(config: pytest.Config) -> None:
    """Watch the tests that the table of the ASVS names; look for no garbage while everything is imported, which takes a quarter of that time."""
    gc.disable()
    config.pluginmanager.register(AsvsRun())


def pytest_collection_finish() -> None:
    """Look for garbage again, but no more among what was imported."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly when nothing was tried on real data."""
    if any("REAL DATA" in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.section("NOT RUN ON REAL DATA", yellow=True)
        terminalreporter.line("Set MONPRODUIT_REAL_DATA to a folder with endoflife.date, release-data and csaf-cisa.")
