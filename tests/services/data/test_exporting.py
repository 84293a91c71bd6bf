"""What is exported is what import reads."""

import shutil
from pathlib import Path

import pytest

from monproduit.core import database
from monproduit.demo import load as load_demo
from monproduit.services.data.applying import apply
from monproduit.services.data.exporting import count, export
from monproduit.services.data.reading import Raw
from tests.world import PEOPLE, load


async def _export() -> list[str]:
    return [line.model_dump_json() async for line in export()]


def _raws(lines: list[str]) -> list[Raw]:
    return [Raw("export", place, line.encode()) for place, line in enumerate(lines, 1)]


@pytest.mark.usefixtures("portal")
async def test_importing_an_export_changes_nothing() -> None:
    await load_demo()
    report = await apply(_raws(await _export()))
    assert (report.problems, sum(report.written.values())) == ([], 0)
    assert report.unchanged == await count() > 200


async def test_an_export_makes_the_same_portal_elsewhere(portal: Path, empty_database: Path) -> None:
    await load_demo()
    first = await _export()
    await database.engine().dispose()
    for suffix in ("", "-wal", "-shm"):
        (portal / f"monproduit.db{suffix}").unlink(missing_ok=True)
    shutil.copy(empty_database, portal / "monproduit.db")
    database.engine.cache_clear()
    assert (await apply(_raws(first))).problems == []
    assert await _export() == first


@pytest.mark.usefixtures("portal")
async def test_facts_of_the_life_cycle_survive() -> None:
    release = {"type": "release", "product": "vigie", "version": "1.1.1w", "end_of_support_on": True, "full_support_until": "2026-01-01"}
    await load(*PEOPLE, release)
    (line,) = [line for line in await _export() if '"release"' in line]
    assert '"end_of_support_on":true' in line
    assert '"full_support_until":"2026-01-01"' in line
    assert '"limited_support_until":null' in line
