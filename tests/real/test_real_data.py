"""Thousands of real versions and advisories: imported twice, browsed, and put in order."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import Alert, Product, Release
from monproduit.services import alerts, downloads, products
from monproduit.services.data.applying import apply
from monproduit.services.data.reading import Raw
from tests.real.convert import convert
from tests.world import PEOPLE, actor, load

_FOLDER = os.environ.get("MONPRODUIT_REAL_DATA", "")
pytestmark = [
    pytest.mark.usefixtures("portal"),
    pytest.mark.skipif(
        not _FOLDER, reason="NOT RUN ON REAL DATA: set MONPRODUIT_REAL_DATA to a folder with endoflife.date, release-data and csaf-cisa"
    ),
]


def _raws() -> list[Raw]:
    return [Raw("real", place, json.dumps(line).encode()) for place, line in enumerate(convert(Path(_FOLDER)), 1)]


async def _import() -> list[Raw]:
    raws = _raws()
    report = await apply(raws)
    assert report.problems == []
    return raws


async def test_everything_comes_in_and_twice_is_once() -> None:
    raws = await _import()
    async with reading() as session:
        counts = [(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in (Product, Release, Alert)]
    assert counts[0] > 200
    assert counts[1] > 10_000
    assert counts[2] > 50
    again = await apply(raws)
    assert again.problems == []
    assert sum(again.written.values()) == 0


async def test_real_versions_are_in_the_order_of_their_dates_nearly_always() -> None:
    await _import()
    async with reading() as session:
        query = select(col(Release.released_on)).join(Product, col(Product.id) == col(Release.product_id))
        query = query.where(col(Product.slug) == "nodejs", col(Release.version).startswith("20."), col(Release.released_on).is_not(None))
        dates = list(await session.scalars(query.order_by(col(Release.sort_key), col(Release.released_on))))
    assert len(dates) > 10
    assert sum(one > other for one, other in pairwise(dates)) == 0


async def test_a_person_browses_them() -> None:
    await load(*PEOPLE)
    await _import()
    claire = await actor("claire@exemple.fr")
    for name in ("nodejs", "keycloak", "mysql"):
        await products.add(claire, name)
    cells = await downloads.cells(claire)
    assert all(cell.latest for cell in cells.values())
    assert set(await alerts.cells(claire)) == {"nodejs", "keycloak", "mysql"}
    assert [option.slug for option in (await products.search(claire, "node.js")).options][:1] == ["nodejs"]
