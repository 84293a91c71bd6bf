"""Fixtures that all tests share: a database of its own for each test that asks."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monproduit.core import database, settings
from monproduit.migrations.run import migrate


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
async def portal(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """Give the test an empty database, and its folder."""
    shutil.copy(empty_database, tmp_path / "monproduit.db")
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(tmp_path))
    settings.settings.cache_clear()
    database.engine.cache_clear()
    yield tmp_path
    await database.engine().dispose()
    settings.settings.cache_clear()
    database.engine.cache_clear()
