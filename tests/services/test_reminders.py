"""Reminders of a license's end: at the chosen steps, once each, to its administrators, until a renewal is asked for."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import func, select, update
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.models import OutboxMessage, Person
from monproduit.services import license_page, reminders, renewals
from tests.office import posted, send_due
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, LEA, NORA = "claire@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
TERM = {"maintenance_from": "2026-01-01", "renewal_date": "2026-12-31"}
END = datetime(2026, 12, 31, 8, tzinfo=UTC)


def _before(days: int, hour: int = 8) -> datetime:
    """Return a moment that many days before the end."""
    return (END - timedelta(days=days)).replace(hour=hour)


async def _world(*lines: Line) -> None:
    await load(*PEOPLE, license_("100-1", **TERM), *lines)


async def _sweep() -> None:
    await reminders.sweep()
    await send_due()


def _sent(folder: Path, to: str = CLAIRE) -> list[EmailMessage]:
    return [one for one in posted(folder) if one["To"] == to]


async def _every_day(folder: Path, first: int, last: int = -3) -> list[int]:
    """Sweep each day about a step, and again when a mail came; return how many days before the end each came."""
    came, before = list[int](), len(_sent(folder))
    for days in (days for days in range(first, last, -1) if any(abs(days - step) <= 1 for step in (*reminders.STEPS, 0))):
        with time_machine.travel(_before(days), tick=False):
            await _sweep()
            if len(_sent(folder)) > before + len(came):
                await _sweep()
        came += [days] * (len(_sent(folder)) - before - len(came))
    return came


async def test_without_a_choice_it_comes_ninety_thirty_and_seven_days_before(portal: Path) -> None:
    await _world()
    assert await _every_day(portal, 95) == [90, 30, 7]
    assert _sent(portal, LEA) == _sent(portal, NORA) == []


async def test_the_steps_are_chosen_for_each_license(portal: Path) -> None:
    await _world(license_("100-2", maintenance_from="2026-01-01", renewal_date="2028-12-31"))
    await reminders.choose(await actor(CLAIRE), "100 1", [1, 14, 14])
    await reminders.choose(await actor(CLAIRE), "100-2", [])
    assert await _every_day(portal, 95) == [14, 1]
    for number, chosen in (("100-1", ["d14", "d1"]), ("100-2", [])):
        page = await license_page.page(await actor(CLAIRE), number)
        assert [step.name for step in page.reminders if step.is_chosen] == chosen


async def test_it_stops_when_a_renewal_is_asked_for_even_for_one_on_its_way(portal: Path) -> None:
    await _world()
    with time_machine.travel(_before(30), tick=False):
        await reminders.sweep()
        await renewals.ask(await actor(CLAIRE), "100-1", "30", "2027-12-31", "")
        await _sweep()
    assert await _every_day(portal, 29) == []


async def test_after_a_renewal_it_begins_anew_for_the_new_end(portal: Path) -> None:
    await _world()
    assert await _every_day(portal, 31, 29) == [30]
    await load(license_("100-1", maintenance_from="2026-01-01", renewal_date="2027-12-31"))
    assert await _every_day(portal, 28, -1) == []
    with time_machine.travel(datetime(2027, 12, 1, 8, tzinfo=UTC), tick=False):
        await _sweep()
    assert len(_sent(portal)) == 2


@pytest.mark.parametrize("fields", [{"standing": "suspended"}, {"standing": "revoked"}, {"renewal_date": None, "maintenance_from": None}])
async def test_nothing_ends_for_a_license_out_of_standing_or_without_an_end(portal: Path, fields: dict[str, object]) -> None:
    await load(*PEOPLE, license_("100-1", **{**TERM, **fields}))
    assert await _every_day(portal, 31, 5) == []


async def test_what_was_missed_for_long_is_not_made_up_for_and_for_short_it_is(portal: Path) -> None:
    await _world()
    for days, count in ((20, 0), (5, 1), (4, 1)):
        with time_machine.travel(_before(days), tick=False):
            await _sweep()
        assert len(_sent(portal)) == count


async def test_it_comes_at_eight_where_the_administrator_is(portal: Path) -> None:
    await _world({"type": "membership", "group": "lyon", "user": NORA, "role": "administrator"})
    async with writing() as session:
        await session.execute(update(Person).where(col(Person.email) == NORA).values(time_zone="Pacific/Noumea"))
    for moment, claire, nora in (
        ("2026-11-30T20:59", 0, 0),
        ("2026-11-30T21:00", 0, 1),
        ("2026-12-01T06:59", 0, 1),
        ("2026-12-01T07:00", 1, 1),
    ):
        with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
            await _sweep()
        assert (len(_sent(portal)), len(_sent(portal, NORA))) == (claire, nora), moment


async def test_many_licenses_of_a_day_are_one_mail_and_four_processes_write_it_once(portal: Path) -> None:
    await _world(*(license_(f"200-{number:03}", product="archivo", **TERM) for number in range(60)))
    with time_machine.travel(_before(30), tick=False):
        await asyncio.gather(*(reminders.sweep() for _process in range(4)))
        async with reading() as session:
            kept = await session.scalar(select(func.count()).select_from(OutboxMessage))
        await _sweep()
    (mail,) = _sent(portal)
    assert kept == 1
    assert mail["Subject"] == "61 licences arrivent à échéance"
    text, html = (part.get_content() for part in mail.iter_parts())  # type: ignore[attr-defined]
    for form in (text, html):
        assert "31 déc. 2026, dans 30 jours" in form
        assert "et 36 autres" in form
        assert "/fr/licenses/100-1" in form


async def test_only_an_administrator_chooses_and_only_known_steps() -> None:
    await _world()
    for who, days, key in ((LEA, [7], "not_allowed"), (NORA, [7], "no_such_license"), (CLAIRE, [8], "unknown_step"), (CLAIRE, [-7], "unknown_step")):
        with pytest.raises(PortalError, match=key):
            await reminders.choose(await actor(who), "100-1", days)
    assert (await license_page.page(await actor(LEA), "100-1")).reminders == []
    assert [step.name for step in (await license_page.page(await actor(CLAIRE), "100-1")).reminders if step.is_chosen] == ["d90", "d30", "d7"]
