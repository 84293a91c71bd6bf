"""Fetching a file: the link, the right, and one line of history."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.sections import Section
from monproduit.models import Change, Download, ReleaseFile
from monproduit.services import downloads, fetching, products
from tests.services.test_software import CLAIRE, LEA, NOON, NORA, file, release
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")


async def _world(folder: Path, renewal: str = "2027-01-01") -> int:
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "v.zip").write_bytes(b"logiciel")
    line = file("7.2", "v.zip", source="v.zip", size=8, file_date="2026-01-01")
    await load(*PEOPLE, license_("100-1", renewal_date=renewal), release("7.2", "2026-01-01"), line)
    return await _file_id()


async def _file_id() -> int:
    async with reading() as session:
        return (await session.execute(select(ReleaseFile.id))).scalar_one()


async def _history() -> list[Download]:
    async with reading() as session:
        return list(await session.scalars(select(Download)))


@pytest.mark.parametrize(
    ("email", "renewal", "key"),
    [(NORA, "2027-01-01", "no_such_file"), (LEA, "2027-01-01", "role_downloads_not"), (CLAIRE, "2025-12-31", "not_covered")],
)
async def test_who_may_not_is_refused(portal: Path, email: str, renewal: str, key: str) -> None:
    number = await _world(portal, renewal)
    with pytest.raises(PortalError, match=key):
        await fetching.allowed(await actor(email), number)


async def test_a_license_that_ends_between_page_and_click_is_asked_again(portal: Path) -> None:
    number = await _world(portal)
    assert (await fetching.allowed(await actor(CLAIRE), number)).place.path == portal / "files" / "v.zip"
    await load(license_("100-1", standing="suspended", renewal_date="2027-01-01"))
    with pytest.raises(PortalError, match="licenses_suspended"):
        await fetching.allowed(await actor(CLAIRE), number)


async def test_a_file_that_is_gone_says_so_and_one_that_never_was_does_not_exist(portal: Path) -> None:
    number = await _world(portal)
    (portal / "files" / "v.zip").unlink()
    claire = await actor(CLAIRE)
    for wanted, key in ((number, "file_gone"), (number + 1, "no_such_file")):
        with pytest.raises(PortalError, match=key):
            await fetching.allowed(claire, wanted)


async def test_a_link_is_for_one_login_and_ends() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        text = fetching.link_for("login", 7)
        link = fetching.read_link("login", text)
        assert (link.file, link.is_over) == (7, False)
        for login, wrong in (("other", text), ("login", text[:-2]), ("login", "x" + text), ("login", "")):
            with pytest.raises(PortalError, match="no_such_file"):
                fetching.read_link(login, wrong)
        clock.shift(timedelta(minutes=5))
        assert not fetching.read_link("login", text).is_over
        clock.shift(timedelta(seconds=1))
        assert fetching.read_link("login", text).is_over
        clock.shift(timedelta(days=1))
        with pytest.raises(PortalError, match="link_over"):
            fetching.read_link("login", text)


async def test_a_link_that_takes_the_place_of_another_is_the_same_download() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = fetching.read_link("login", fetching.link_for("login", 7))
        clock.shift(timedelta(minutes=6))
        second = fetching.read_link("login", fetching.link_for("login", 7, first))
        assert (second.key, second.begun, second.is_over) == (first.key, first.begun, False)


async def test_a_download_is_written_once_however_often_it_is_resumed(portal: Path) -> None:
    number, claire = await _world(portal), await actor(CLAIRE)
    with time_machine.travel(NOON, tick=False) as clock:
        software = await fetching.allowed(claire, number)
        await fetching.record(claire, software, "k1")
        clock.shift(timedelta(hours=2))
        await fetching.record(claire, software, "k1")
        assert [(one.version, one.file, str(one.file_date)) for one in await _history()] == [("7.2", "v.zip", "2026-01-01")]
        await fetching.record(claire, software, "k2")
        await fetching.record(claire, software, "k3")
    assert {one.key for one in await _history()} == {"k1", "k2"}


async def test_eight_at_once_are_one(portal: Path) -> None:
    number, claire = await _world(portal), await actor(CLAIRE)
    software = await fetching.allowed(claire, number)
    await asyncio.gather(*(fetching.record(claire, software, f"k{place}") for place in range(8)))
    assert len(await _history()) == 1


async def test_a_download_brings_its_product_back_and_tells_all_tabs(portal: Path) -> None:
    number, claire = await _world(portal), await actor(CLAIRE)
    await products.hide(claire, "vigie")
    await fetching.record(claire, await fetching.allowed(claire, number), "k1")
    assert [row.hidden for row in await products.rows(claire)] == [""]
    async with reading() as session:
        noted = list(await session.scalars(select(Change).where(Change.user_id == claire.id).order_by(Change.id.desc()).limit(2)))  # type: ignore[attr-defined]
    assert {one.section for one in noted} == {Section.LATEST_DOWNLOAD, ""}


async def test_history_outlives_the_file_and_offers_it_while_it_is_there(portal: Path) -> None:
    number, claire = await _world(portal), await actor(CLAIRE)
    with time_machine.travel(NOON, tick=False):
        await fetching.record(claire, await fetching.allowed(claire, number), "k1")
        assert [line.address for line in (await downloads.lines(claire, "vigie", 50)).lines] == [f"/files/software/{number}"]
        (portal / "files" / "v.zip").unlink()
        (line,) = (await downloads.lines(claire, "vigie", 50)).lines
    assert (line.address, line.file, line.version) == ("", "v.zip", "7.2")


@pytest.mark.parametrize(
    ("today", "is_shown"),
    [
        (datetime(2030, 2, 27, 12, tzinfo=UTC), True),
        (datetime(2030, 2, 28, 12, tzinfo=UTC), True),
        (datetime(2030, 3, 1, 12, tzinfo=UTC), False),
    ],
)
async def test_what_was_fetched_on_a_leap_day_is_shown_for_two_years(today: datetime, is_shown: bool) -> None:
    download = {"type": "download", "key": "d", "user": CLAIRE, "product": "vigie", "version": "7.2", "file": "v.zip"}
    await load(*PEOPLE, license_("100-1"), {**download, "downloaded_at": "2028-02-29T10:00:00Z"})
    with time_machine.travel(today, tick=False):
        assert bool((await downloads.lines(await actor(CLAIRE), "vigie", 50)).lines) == is_shown


@pytest.mark.parametrize(("at", "is_shown"), [("2024-11-23T22:59:59Z", False), ("2024-11-23T23:00:00Z", True), ("2024-11-25T00:00:00Z", True)])
async def test_two_years_begin_with_the_day_where_the_person_is(at: str, is_shown: bool) -> None:
    download = {"type": "download", "key": "d", "user": CLAIRE, "product": "vigie", "version": "7.2", "file": "v.zip"}
    await load(*PEOPLE, license_("100-1"), {**download, "downloaded_at": at})
    with time_machine.travel(NOON, tick=False):
        assert bool((await downloads.lines(await actor(CLAIRE), "vigie", 50)).lines) == is_shown
