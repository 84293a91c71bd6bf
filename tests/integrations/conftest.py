"""What these tests prove holds on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import fresh_engine
from tests.postgresql import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
async def portal(portal: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """Give the test an empty database of either kind."""
    if request.param == "sqlite":
        yield portal
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    monkeypatch.setenv("MONPRODUIT_DATABASE_URL", postgres.database())
    async with fresh_engine():
        yield portal
