"""Several portals that start at once on an empty database: one makes the tables, and the others find them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import Postgres

_START = "import sys; from monproduit.migrations.run import migrate; migrate(sys.argv[1])"
_PORTALS = int(os.environ.get("MONPRODUIT_STARTS") or 2)
"""How many start; 5 for the long form."""
_ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'monproduit.db'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.bare().replace("postgresql://", "postgresql+psycopg://")


def test_all_of_them_start(bare: str) -> None:
    starting = [subprocess.Popen([sys.executable, "-c", _START, bare], cwd=_ROOT, stderr=subprocess.PIPE, text=True) for _ in range(_PORTALS)]
    ends = [one.communicate(timeout=100)[1] for one in starting]
    assert [one.returncode for one in starting] == [0] * _PORTALS, "\n".join(ends)
