"""What these tests prove holds on SQLite and on PostgreSQL."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import fresh_engine
from tests.postgresql import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
async def portal(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """Give the test an empty database of either kind."""
    monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(tmp_path))
    if request.param == "sqlite":
        shutil.copy(empty_database, tmp_path / "monproduit.db")
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        monkeypatch.setenv("MONPRODUIT_DATABASE_URL", postgres.database())
    async with fresh_engine():
        yield tmp_path
