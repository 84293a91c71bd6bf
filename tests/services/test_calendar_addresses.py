"""Private calendar addresses: made once, closed for ever, and only of one's own."""

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import CalendarAddress, UserGroup
from monproduit.services import calendar_addresses, members
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, LEA, NORA = "claire@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"


async def _world() -> None:
    ends = {"renewal_date": "2027-03-14"}
    release = {"type": "release", "product": "vigie", "version": "7.1", "released_on": "2025-01-01", "end_of_support_on": "2028-01-31"}
    download = {
        "type": "download",
        "key": "d",
        "user": CLAIRE,
        "product": "vigie",
        "version": "7.1",
        "file": "v",
        "downloaded_at": "2026-11-01T09:00:00Z",
    }
    many = [license_(f"100-{place}", **ends) for place in range(3)]
    trial = license_("200-1", license_type="trial", renewal_date="2026-12-24")
    await load(
        *PEOPLE,
        *many,
        trial,
        license_("300-1", group="ailleurs", **ends),
        license_("400-1", standing="revoked", renewal_date="2027-01-01"),
        release,
        download,
    )


def _token(url: str) -> str:
    return url.rpartition("/")[2].removesuffix(".ics")


async def _titles(email: str, group: int | None = None) -> list[str]:
    content = await calendar_addresses.read(_token((await calendar_addresses.make(await actor(email), group)).url))
    assert content
    return sorted(f"{event['SUMMARY']} | {event['DESCRIPTION']} | {event.decoded('DTSTART')}" for event in Calendar.from_ical(content).walk("VEVENT"))


async def _group(key: str) -> int:
    async with reading() as session:
        return (await session.execute(select(col(UserGroup.id)).where(col(UserGroup.key) == key))).scalar_one()


async def test_the_calendar_holds_what_ends_and_gathers_what_ends_together() -> None:
    await _world()
    assert await _titles(CLAIRE) == [
        "Fin de support\u00a0: Vigie 7.1 |  | 2028-01-31",
        "Fin d’essai\u00a0: Vigie | 200-1, groupe «\u00a0Production Lyon\u00a0» | 2026-12-24",
        "Renouvellement\u00a0: Vigie | 3 licences, groupe «\u00a0Production Lyon\u00a0» | 2027-03-14",
    ]
    assert len(await _titles(CLAIRE, await _group("lyon"))) == 2
    assert await _titles(NORA) == ["Renouvellement\u00a0: Vigie | 300-1, groupe «\u00a0Ailleurs\u00a0» | 2027-03-14"]


async def test_an_address_is_for_ones_own_groups_and_empties_with_the_membership() -> None:
    await _world()
    with pytest.raises(PortalError, match="no_such_group"):
        await calendar_addresses.make(await actor(NORA), await _group("lyon"))
    made = await calendar_addresses.make(await actor(LEA), await _group("lyon"))
    await members.leave(await actor(LEA), await _group("lyon"))
    content = await calendar_addresses.read(_token(made.url))
    assert content
    assert Calendar.from_ical(content).walk("VEVENT") == []


async def test_a_closed_address_is_as_if_it_had_never_been() -> None:
    await _world()
    claire = await actor(CLAIRE)
    made = await calendar_addresses.make(claire, None)
    (line,) = await calendar_addresses.mine(claire)
    with pytest.raises(PortalError, match="no_such_calendar"):
        await calendar_addresses.revoke(await actor(NORA), line.id)
    await calendar_addresses.revoke(claire, line.id)
    assert await calendar_addresses.read(_token(made.url)) is None
    assert await calendar_addresses.read("forged") is None


async def test_the_database_does_not_know_the_address_and_the_person_sees_when_it_was_read() -> None:
    await _world()
    claire = await actor(CLAIRE)
    made = await calendar_addresses.make(claire, None)
    async with reading() as session:
        assert _token(made.url) not in str(list(await session.scalars(select(CalendarAddress))))
    assert (await calendar_addresses.mine(claire))[0].read == "pas encore lu"
    await calendar_addresses.read(_token(made.url))
    assert (await calendar_addresses.mine(claire))[0].read.startswith("lu le")


async def test_twenty_addresses_are_enough() -> None:
    await _world()
    claire = await actor(CLAIRE)
    for _ in range(20):
        await calendar_addresses.make(claire, None)
    with pytest.raises(PortalError, match="too_many_calendars"):
        await calendar_addresses.make(claire, None)
