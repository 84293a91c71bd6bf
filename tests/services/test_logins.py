"""Who is signed in, for how long, and who says so."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import Login, Person
from monproduit.services import logins
from tests.world import PEOPLE, load

pytestmark = pytest.mark.usefixtures("portal")
ISSUER = "https://identite.exemple.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _claims(subject: str = "c1", **fields: Any) -> dict[str, Any]:
    return {"sub": subject, "email": "claire@exemple.fr", "email_verified": True, "name": "Claire Laurent", "locale": "fr-FR", **fields}


async def _live(cookie: str) -> str | None:
    person = await logins.live(logins.digest(cookie))
    return person.email if person else None


async def test_a_new_person_is_made_and_signed_in() -> None:
    cookie = await logins.start(ISSUER, _claims(), "token")
    person = await logins.live(logins.digest(cookie))
    assert person
    assert (person.email, person.name, person.locale, person.is_staff) == ("claire@exemple.fr", "Claire Laurent", "fr", False)


async def test_the_cookie_itself_is_nowhere_in_the_database() -> None:
    cookie = await logins.start(ISSUER, _claims(), "token")
    async with reading() as session:
        (login,) = await session.scalars(select(Login))
    assert cookie not in str(login.model_dump())
    assert await logins.live(cookie) is None


async def test_an_imported_person_is_known_by_verified_address_and_then_by_subject() -> None:
    await load(*PEOPLE)
    await logins.start(ISSUER, _claims(), "token")
    cookie = await logins.start(ISSUER, _claims(email="autre@exemple.fr"), "token")
    assert await _live(cookie) == "claire@exemple.fr"
    async with reading() as session:
        assert len(list(await session.scalars(select(Person).where(col(Person.subject) == "c1")))) == 1


@pytest.mark.parametrize("fields", [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}, {"email": None}])
async def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(fields: dict[str, Any]) -> None:
    await load(*PEOPLE)
    with pytest.raises(PortalError, match="no_email"):
        await logins.start(ISSUER, _claims(**fields), "token")


async def test_another_subject_cannot_take_a_persons_address() -> None:
    await logins.start(ISSUER, _claims(), "token")
    with pytest.raises(PortalError, match="email_taken"):
        await logins.start(ISSUER, _claims("intrus"), "token")


async def test_signing_in_again_ends_the_former_login_of_that_browser() -> None:
    first = await logins.start(ISSUER, _claims(), "token")
    second = await logins.start(ISSUER, _claims(), "token", first)
    assert (await _live(first), await _live(second)) == (None, "claire@exemple.fr")


async def test_staff_is_a_claim_or_imported_and_truth_alone_counts() -> None:
    cookie = await logins.start(ISSUER, _claims(staff="yes"), "token")
    person = await logins.live(logins.digest(cookie))
    assert person
    assert not person.is_staff
    person = await logins.live(logins.digest(await logins.start(ISSUER, _claims(staff=True), "token")))
    assert person
    assert person.is_staff


async def test_whom_the_provider_no_longer_calls_staff_is_none_any_more() -> None:
    for said, expected in (({"staff": True}, True), ({}, True), ({"staff": False}, False), ({}, False)):
        person = await logins.live(logins.digest(await logins.start(ISSUER, _claims(**said), "token")))
        assert person
        assert person.is_staff is expected


async def test_a_login_ends_when_idle_and_lives_while_used() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        cookie = await logins.start(ISSUER, _claims(), "token")
        for _hour in range(5):
            clock.shift(timedelta(minutes=90))
            assert await _live(cookie)
        clock.shift(timedelta(minutes=121))
        assert await _live(cookie) is None


async def test_a_login_ends_after_half_a_day_however_used() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        cookie = await logins.start(ISSUER, _claims(), "token")
        for _hour in range(11):
            clock.shift(timedelta(hours=1))
            assert await _live(cookie)
        clock.shift(timedelta(hours=1, seconds=1))
        assert await _live(cookie) is None


async def test_ended_and_unknown_logins_are_dead() -> None:
    first, second = [logins.digest(await logins.start(ISSUER, _claims(), "token")) for _ in range(2)]
    assert await logins.end(first) == "token"
    assert await logins.dead({first, second, "unknown"}) == {first, "unknown"}


async def test_a_socket_that_opens_while_others_are_asked_about_is_not_closed() -> None:
    open_sockets = {"unknown": 1}
    asking = asyncio.create_task(logins.dead(open_sockets.keys()))
    await asyncio.sleep(0)
    open_sockets["just signed in"] = 1
    assert await asking == {"unknown"}
    assert await logins.end("unknown") == ""


async def test_the_provider_ends_one_sign_in_or_all_of_a_person() -> None:
    one = await logins.start(ISSUER, _claims(sid="s1"), "token")
    two = await logins.start(ISSUER, _claims(sid="s2"), "token")
    other = await logins.start(ISSUER, _claims("b1", email="bruno@exemple.fr", sid="s3"), "token")
    await logins.end_at_provider(ISSUER, None, "s1")
    assert [bool(await _live(cookie)) for cookie in (one, two, other)] == [False, True, True]
    await logins.end_at_provider("https://autre.exemple", "c1", None)
    assert await _live(two)
    await logins.end_at_provider(ISSUER, "c1", None)
    assert [bool(await _live(cookie)) for cookie in (two, other)] == [False, True]
