"""Life cycles: in words, as a table, and as a picture."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine

from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.models import Product, Release
from monproduit.services import product_support, products
from monproduit.services.life_cycle import phase
from monproduit.services.timeline import Lives, timeline
from tests.services.test_software import CLAIRE, LEA, NOON, NORA, file, release
from tests.world import PEOPLE, Line, actor, license_, load

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LIFE = {"full_support_until": "2026-06-30", "limited_support_until": "2027-06-30", "end_of_support_on": "2028-06-30"}


def _download(version: str, at: str = "2026-11-01T10:00:00Z") -> Line:
    return {"type": "download", "key": version, "user": CLAIRE, "product": "vigie", "version": version, "file": "v.zip", "downloaded_at": at}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"released_on": TOMORROW}, "upcoming"),
        ({"full_support_until": TODAY}, "full"),
        ({"full_support_until": YESTERDAY}, "limited"),
        ({"full_support_until": YESTERDAY, "end_of_support_on": TOMORROW}, "limited"),
        ({"full_support_until": YESTERDAY, "end_of_support_on": TODAY}, "ended"),
        ({"full_support_until": YESTERDAY, "limited_support_until": TODAY}, "limited"),
        ({"full_support_until": YESTERDAY, "limited_support_until": YESTERDAY}, "ended"),
        ({"end_of_support_on": TOMORROW}, "supported"),
        ({"has_support_ended": True}, "ended"),
        ({"has_support_ended": False}, "supported"),
        ({"has_full_support": False, "has_support_ended": False}, "full"),
        ({"has_full_support": True, "has_support_ended": False}, "limited"),
        ({"has_limited_support": True}, "ended"),
        ({}, "unknown"),
    ],
)
def test_a_phase_is_read_from_dates_or_facts(known: dict[str, object], expected: str) -> None:
    assert phase(Release(version="1", sort_key="1", **known), TODAY) == expected  # type: ignore[arg-type]


def test_the_picture_keeps_the_order_of_days() -> None:
    dated = [
        Release(version=str(year), sort_key="", released_on=date(year, 3, 1), end_of_support_on=date(year + 2, 3, 1)) for year in (2026, 2025, 2024)
    ]
    picture = timeline([Lives(Product(slug="vigie", name="Vigie"), dated, "2024")], TODAY)
    (row,) = picture.rows
    assert [bar.is_mine for bar in row.bars] == [False, False, True]
    assert [bar.status for bar in row.bars] == ["in_force", "in_force", "expired"]
    places = [float(bar.left.rstrip("%")) for bar in row.bars]
    assert places[0] > places[1] > places[2] >= 0
    assert all(float(bar.left[:-1]) + float(bar.full[:-1]) + float(bar.limited[:-1]) <= 100.01 for bar in row.bars)
    assert places[0] < float(picture.today[:-1]) < 100
    ticks = [float(tick.left[:-1]) for tick in picture.ticks]
    assert all(one < other for one, other in pairwise(ticks))
    assert "Vigie" in picture.description


def test_the_picture_shows_the_newest_and_ones_own_and_counts_the_rest() -> None:
    many = [Release(version=str(place), sort_key="", released_on=TODAY - timedelta(days=place * 30)) for place in range(20)]
    picture = timeline([Lives(Product(slug="vigie", name="Vigie"), many, "17"), Lives(Product(slug="x", name="X"), [])], TODAY)
    (row,) = picture.rows
    assert ([bar.version for bar in row.bars], row.older) == (["0", "1", "2", "3", "4", "17"], "et 14 autres versions")
    assert all(bar.is_open for bar in row.bars)
    assert timeline([], TODAY).rows == []


@pytest.mark.usefixtures("portal")
async def test_the_list_says_where_ones_version_stands() -> None:
    lines = [release("7.1", "2025-01-01", **LIFE), release("7.2", "2026-11-01"), release("9.0", "2030-01-01")]
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"), *lines, _download("7.1"))
    with time_machine.travel(NOON, tick=False):
        found = await product_support.overview(await actor(CLAIRE))
        colleague = await product_support.overview(await actor(LEA))
    archivo, vigie = found.products
    assert (vigie.mine.version, vigie.label, vigie.mine.support, vigie.mine.freshness) == (
        "7.1",
        "Support limité",
        "Support jusqu’au 30 juin 2028",
        "behind",
    )
    assert (archivo.mine.version, archivo.label) == ("", "—")
    assert [row.name for row in found.timeline.rows] == ["Vigie"]
    assert [one.mine.version for one in colleague.products] == ["", ""]
    assert not any(bar.is_mine for row in colleague.timeline.rows for bar in row.bars)
    assert (await product_support.overview(await actor(NORA))).products == []


@pytest.mark.usefixtures("portal")
async def test_one_product_has_its_table_its_news_and_its_files() -> None:
    alert = {"type": "alert", "key": "a", "products": ["vigie"], "kind": "news", "title": "Webinaire", "published_at": "2026-11-20T09:00:00Z"}
    lines = [release("7.1", "2025-01-01", **LIFE), release("7.2", "2026-11-01", end_of_support_on=False), release("dev", None)]
    await load(*PEOPLE, license_("100-1"), *lines, file("7.1"), alert, _download("7.1"))
    with time_machine.travel(NOON, tick=False):
        page = await product_support.one(await actor(CLAIRE), "vigie")
        short = await product_support.one(await actor(CLAIRE), "vigie", limit=1)
    assert [(line.version, line.full_from, line.limited_from, line.ends, line.label, line.is_mine) for line in page.lines] == [
        ("7.2", "1 nov. 2026", "—", "pas encore", "Pris en charge", False),
        ("7.1", "1 janv. 2025", "1 juil. 2026", "30 juin 2028", "Support limité", True),
        ("dev", "—", "—", "—", "Non communiqué", False),
    ]
    assert ([one.title for one in page.news], page.has_files, page.more) == (["Webinaire"], True, 0)
    assert (len(short.lines), short.more, short.more_label) == (1, 2, "Afficher encore 2")


@pytest.mark.usefixtures("portal")
async def test_others_products_are_as_if_they_did_not_exist_and_ones_own_added_ones_do() -> None:
    await load(*PEOPLE, license_("100-1"), release("7.2", "2026-01-01"))
    nora = await actor(NORA)
    for slug in ("vigie", "nothing"):
        with pytest.raises(PortalError, match="no_such_product"):
            await product_support.one(nora, slug)
    await products.add(nora, "vigie")
    assert (await product_support.one(nora, "vigie")).mine.date == "Aucun téléchargement"


@pytest.mark.usefixtures("portal")
async def test_the_documents_of_the_product_come_with_it_in_the_readers_language_first() -> None:
    def document(key: str, language: str, version: str = "", product: str = "vigie") -> Line:
        known = {"product": product, "language": language, "title": f"Guide {key}", "url": f"https://docs.editeur.example/{key}.pdf"}
        return {"type": "document", "key": key, **known} | ({"version": version} if version else {})

    await load(*PEOPLE, license_("777-1"))
    await load(
        document("old", "fr", "6.9"), document("new", "fr", "7.10"), document("english", "en", "7.10"), document("other", "fr", product="archivo")
    )
    claire = await actor(CLAIRE)
    assert [one.key for one in (await product_support.one(claire, "vigie")).documents] == ["new", "old", "english"]
    with use_locale("en"):
        assert [one.key for one in (await product_support.one(claire, "vigie")).documents] == ["english", "new", "old"]
    with pytest.raises(PortalError, match="no_such_product"):
        await product_support.one(await actor(NORA), "vigie")
