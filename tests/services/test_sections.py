"""Alerts, requests and downloads: what the cells say, what they open to, and to whom."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import Change
from monproduit.services import alerts, downloads, service_requests
from monproduit.services.downloads import years_before
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _alert(key: str, at: str, *, important: bool = True, products: tuple[str, ...] = ("vigie",)) -> Line:
    return {"type": "alert", "key": key, "products": list(products), "kind": "news", "important": important, "title": key, "published_at": at}


def _request(number: str, status: str, who: str = "claire@exemple.fr", title: str = "Panne") -> Line:
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": f"2026-11-2{number[-1]}T09:00:00Z"}
    return {
        "type": "service_request",
        "number": number,
        "product": "vigie",
        "created_by": who,
        "title": title,
        "severity": 3,
        "status": status,
        **moments,
    }


def _download(key: str, version: str, at: str) -> Line:
    return {"type": "download", "key": key, "user": "claire@exemple.fr", "product": "vigie", "version": version, "file": "v.exe", "downloaded_at": at}


async def _last_change() -> int | None:
    async with reading() as session:
        return await session.scalar(select(func.max(col(Change.id))))


def _release(version: str, on: str) -> Line:
    return {"type": "release", "product": "vigie", "version": version, "released_on": on}


async def test_the_latest_important_alert_is_shown_and_the_scheduled_one_is_not() -> None:
    with time_machine.travel(NOON, tick=False):
        await load(*PEOPLE, license_("100-1"), _alert("vieille", "2026-11-01T00:00:00Z"), _alert("recente", "2026-11-20T00:00:00Z"))
        await load(_alert("mineure", "2026-11-23T00:00:00Z", important=False), _alert("future", "2026-12-01T00:00:00Z"))
        claire = await actor("claire@exemple.fr")
        cell = (await alerts.cells(claire))["vigie"]
        page = await alerts.lines(claire, "vigie", 50)
    assert (cell.title, cell.published, cell.total, cell.new_count) == ("recente", "20 nov. 2026", 3, 0)
    assert [line.key for line in page.lines] == ["mineure", "recente", "vieille"]


async def test_new_is_what_came_since_the_last_look_of_this_person() -> None:
    with time_machine.travel(NOON, tick=False):
        await load(*PEOPLE, license_("100-1"))
    await load(_alert("une", "2026-11-24T13:00:00Z"), _alert("deux", "2026-11-24T14:00:00Z"))
    claire, lea = await actor("claire@exemple.fr"), await actor("lea@exemple.fr")
    with time_machine.travel(datetime(2026, 11, 24, 15, tzinfo=UTC), tick=False):
        assert (await alerts.cells(claire))["vigie"].new_label == "2 nouvelles alertes"
        seen = await alerts.mark_seen(claire, "vigie")
        page = await alerts.lines(claire, "vigie", 50, since=seen.before)
        assert [line.is_new for line in page.lines] == [True, True]
        assert (await alerts.cells(claire))["vigie"].new_count == 0
        assert (await alerts.cells(lea))["vigie"].new_count == 2


async def test_a_look_at_nothing_new_writes_nothing() -> None:
    with time_machine.travel(NOON, tick=False):
        await load(*PEOPLE, license_("100-1"))
    await load(_alert("une", "2026-11-24T13:00:00Z"))
    claire = await actor("claire@exemple.fr")
    with time_machine.travel(datetime(2026, 11, 24, 15, tzinfo=UTC), tick=False):
        assert (await alerts.mark_seen(claire, "vigie")).change == await _last_change()
        written = await _last_change()
        assert await alerts.mark_seen(claire, "vigie") == alerts.Seen(datetime(2026, 11, 24, 15, tzinfo=UTC))
        assert await _last_change() == written


async def test_nobody_looks_for_somebody_else() -> None:
    await load(*PEOPLE, license_("100-1"))
    assert await alerts.mark_seen(await actor("nora@ailleurs.fr"), "vigie") == alerts.Seen(None)
    assert (await alerts.lines(await actor("nora@ailleurs.fr"), "vigie", 50)).lines == []


async def test_open_requests_are_counted_and_listed_for_who_created_them() -> None:
    await load(*PEOPLE, license_("100-1"), _request("SR-1", "new"), _request("SR-2", "closed"), _request("SR-3", "waiting_customer"))
    claire, lea = await actor("claire@exemple.fr"), await actor("lea@exemple.fr")
    cell = (await service_requests.cells(claire))["vigie"]
    assert (cell.count, cell.label, cell.tooltip) == (2, "2 ouvertes", "3 demandes de service en tout")
    assert [line.number for line in (await service_requests.lines(claire, "vigie", 50)).lines] == ["SR-3", "SR-1"]
    assert (await service_requests.cells(lea))["vigie"].label == "0 ouverte"
    assert (await service_requests.lines(lea, "vigie", 50)).lines == []


@pytest.mark.parametrize(
    ("sort", "expected"), [("number", ["SR-1", "SR-3"]), ("-title", ["SR-1", "SR-3"]), ("title", ["SR-3", "SR-1"]), ("; drop", ["SR-1", "SR-3"])]
)
async def test_requests_are_sorted_by_any_column(sort: str, expected: list[str]) -> None:
    await load(*PEOPLE, license_("100-1"), _request("SR-1", "new", title="Zèbre"), _request("SR-3", "new", title="abeille"))
    assert [line.number for line in (await service_requests.lines(await actor("claire@exemple.fr"), "vigie", 50, sort=sort)).lines] == expected


def test_a_second_click_turns_the_order_round() -> None:
    assert service_requests.next_sort("number", "number") == "-number"
    assert service_requests.next_sort("-number", "number") == "number"
    assert service_requests.next_sort("number", "secret") == "number"


async def test_the_last_download_and_how_far_behind_it_is() -> None:
    releases = [_release("6.10", "2024-01-01"), _release("7.1", "2025-01-01"), _release("7.2", "2026-01-01"), _release("8.0", "2027-01-01")]
    await load(*PEOPLE, license_("100-1"), *releases, _download("d1", "7.1", "2026-11-01T10:00:00Z"), _download("d2", "6.10", "2026-11-10T10:00:00Z"))
    with time_machine.travel(NOON, tick=False):
        cell = (await downloads.cells(await actor("claire@exemple.fr")))["vigie"]
    assert (cell.version, cell.date, cell.freshness_label, cell.latest) == ("6.10", "10 nov. 2026", "2 versions de retard", "7.2 du 1 janv. 2026")


async def test_a_current_and_an_absent_download() -> None:
    await load(*PEOPLE, license_("100-1"), _release("7.2", "2026-01-01"))
    with time_machine.travel(NOON, tick=False):
        claire = await actor("claire@exemple.fr")
        assert (await downloads.cells(claire))["vigie"].date == "Aucun téléchargement"
        await load(_download("d1", "7.2", "2026-11-01T10:00:00Z"))
        assert (await downloads.cells(claire))["vigie"].freshness_label == "À jour"


async def test_two_years_of_downloads_to_the_day() -> None:
    await load(*PEOPLE, license_("100-1"), _download("in", "1", "2024-11-23T23:00:00Z"), _download("out", "1", "2024-11-23T22:59:59Z"))
    with time_machine.travel(NOON, tick=False):
        page = await downloads.lines(await actor("claire@exemple.fr"), "vigie", 50)
        assert (await downloads.lines(await actor("lea@exemple.fr"), "vigie", 50)).lines == []
    assert [line.key for line in page.lines] == ["in"]


async def test_a_download_knows_the_date_of_its_file() -> None:
    file = {"type": "release_file", "product": "vigie", "version": "7.2", "name": "v.exe", "file_date": "2025-12-30"}
    await load(*PEOPLE, license_("100-1"), _release("7.2", "2026-01-01"), file, _download("d1", "7.2", "2026-11-01T10:00:00Z"))
    with time_machine.travel(NOON, tick=False):
        (line,) = (await downloads.lines(await actor("claire@exemple.fr"), "vigie", 50)).lines
    assert (line.file, line.file_date, line.downloaded, line.version) == ("v.exe", "30 déc. 2025", "1 nov. 2026", "7.2")


def test_two_years_before_a_leap_day() -> None:
    assert years_before(date(2028, 2, 29), 2) == date(2026, 3, 1)
    assert years_before(date(2026, 2, 28), 2) == date(2024, 2, 28)
