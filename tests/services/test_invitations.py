"""Invitations: a link for one address, once, for a fortnight; and requests to be let in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import UserGroup
from monproduit.services import access_requests, groups, invitations, license_registration, license_users, products
from monproduit.services.invitations import Invitee
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FOR_BRUNO = Invitee(" Bruno@Exemple.fr ", "Bruno Petit", "+33 1 99 00 12 34", "support_user")


async def _lyon(*lines: Line) -> int:
    await load(*PEOPLE, license_("100-1"), *lines)
    async with reading() as session:
        return (await session.execute(select(col(UserGroup.id)).where(col(UserGroup.key) == "lyon"))).scalar_one()


async def _invite(group: int, invitee: Invitee = FOR_BRUNO) -> str:
    return (await invitations.invite(await actor(CLAIRE), group, invitee)).link.rpartition("/")[2]


async def test_an_invitation_lets_its_person_in_with_role_phone_and_products() -> None:
    group, bruno = await _lyon(), await actor(BRUNO)
    token = await _invite(group)
    offer = await invitations.look(bruno, token)
    assert (offer.group, offer.inviter, offer.role) == ("Production Lyon", "Claire Laurent", "Utilisateur du support")
    assert await products.rows(bruno) == []
    await invitations.accept(bruno, token)
    assert [row.slug for row in await products.rows(bruno)] == ["vigie"]
    member = next(one for one in (await groups.page(bruno, group)).members if one.is_me)
    assert (member.role, member.phone) == ("Utilisateur du support", "+33 1 99 00 12 34")


async def test_an_invitation_is_used_once_even_by_eight_clicks_at_once() -> None:
    group, bruno = await _lyon(), await actor(BRUNO)
    token = await _invite(group)
    answers = await asyncio.gather(*(invitations.accept(bruno, token) for _ in range(8)), return_exceptions=True)
    assert [answer.key for answer in answers if isinstance(answer, PortalError)] == ["invitation_used"] * 7


async def test_an_invitation_is_of_no_use_to_somebody_else_and_stays_good() -> None:
    group = await _lyon()
    token = await _invite(group)
    for deed in (invitations.look, invitations.accept):
        with pytest.raises(PortalError, match="invitation_for_another"):
            await deed(await actor(NORA), token)
    assert await invitations.accept(await actor(BRUNO), token) == "Production Lyon"


async def test_an_invitation_is_over_after_a_fortnight_and_can_be_made_anew() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        group = await _lyon()
        token = await _invite(group)
        with pytest.raises(PortalError, match="already_invited"):
            await _invite(group)
        clock.shift(timedelta(days=14))
        with pytest.raises(PortalError, match="invitation_over"):
            await invitations.accept(await actor(BRUNO), token)
        assert await invitations.accept(await actor(BRUNO), await _invite(group)) == "Production Lyon"


async def test_a_revoked_invitation_is_as_if_it_had_never_been() -> None:
    group, claire = await _lyon(), await actor(CLAIRE)
    token = await _invite(group)
    (line,) = (await groups.page(claire, group)).invitations
    await invitations.revoke(claire, group, line.id)
    for typed in (token, "forged"):
        with pytest.raises(PortalError, match="no_such_invitation"):
            await invitations.accept(await actor(BRUNO), typed)
    with pytest.raises(PortalError, match="no_such_invitation"):
        await invitations.revoke(claire, group, line.id)


@pytest.mark.parametrize(
    ("invitee", "key"),
    [
        (Invitee("bruno", "", "", "support_user"), "email_malformed"),
        (Invitee("a@b.fr\nBcc: c@d.fr", "", "", "support_user"), "email_malformed"),
        (Invitee("x@" + "y" * 300 + ".fr", "", "", "support_user"), "email_malformed"),
        (Invitee("a@b.fr", "", "", "king"), "unknown_role"),
        (Invitee("a@b.fr", "x" * 201, "", "support_user"), "too_long"),
        (Invitee(LEA, "", "", "license_user"), "already_member"),
    ],
)
async def test_wrong_invitations_are_refused(invitee: Invitee, key: str) -> None:
    group = await _lyon()
    with pytest.raises(PortalError) as refused:
        await invitations.invite(await actor(CLAIRE), group, invitee)
    assert refused.value.key == key


async def test_a_license_with_a_limit_counts_invitations_as_seats() -> None:
    await _lyon(license_("200-1", user_limit=2))
    claire = await actor(CLAIRE)
    assert await license_users.assign(claire, "200-1", LEA) is None
    made = await license_users.assign(claire, "200-1", BRUNO)
    assert made
    with pytest.raises(PortalError, match="no_seat"):
        await license_users.assign(claire, "200-1", "paul@exemple.fr")
    with pytest.raises(PortalError, match="already_assigned"):
        await license_users.assign(claire, "200-1", LEA)
    await invitations.accept(await actor(BRUNO), made.link.rpartition("/")[2])
    await license_users.remove(claire, "200-1", (await actor(LEA)).id)
    assert await license_users.assign(claire, "200-1", "paul@exemple.fr")


async def test_the_last_seat_is_given_once_when_asked_for_eight_times_at_once() -> None:
    await _lyon(license_("200-1", user_limit=1))
    claire = await actor(CLAIRE)
    emails = [f"p{place}@exemple.fr" for place in range(8)]
    answers = await asyncio.gather(*(license_users.assign(claire, "200-1", email) for email in emails), return_exceptions=True)
    assert [answer.key for answer in answers if isinstance(answer, PortalError)] == ["no_seat"] * 7


async def test_a_request_is_answered_once_and_seen_by_both() -> None:
    group, claire, nora = await _lyon(), await actor(CLAIRE), await actor(NORA)
    await license_registration.register(nora, "100-1")
    assert [one.kind for one in await access_requests.matters(nora)] == ["waiting"]
    (asked,) = await access_requests.matters(claire)
    assert (asked.kind, asked.group_id, asked.label) == ("asked", group, "Nora Weiss demande à rejoindre «\u00a0Production Lyon\u00a0».")
    assert await access_requests.answer(claire, group, asked.id, grants=True) == "Nora Weiss"
    with pytest.raises(PortalError, match="no_such_request"):
        await access_requests.answer(claire, group, asked.id, grants=False)
    assert [row.slug for row in await products.rows(nora)] == ["vigie"]
    assert await access_requests.matters(nora) == await access_requests.matters(claire) == []


async def test_a_refusal_stands_for_a_week_and_can_be_put_away() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        group, claire, nora = await _lyon(), await actor(CLAIRE), await actor(NORA)
        await license_registration.register(nora, "100-1")
        (asked,) = await access_requests.matters(claire)
        await access_requests.answer(claire, group, asked.id, grants=False)
        (matter,) = await access_requests.matters(nora)
        assert matter.kind == "refused"
        await access_requests.dismiss(nora, matter.id)
        assert await access_requests.matters(nora) == []
        with pytest.raises(PortalError, match="refused"):
            await license_registration.register(nora, "100-1")
        clock.shift(timedelta(days=7))
        await license_registration.register(nora, "100-1")
        assert [one.kind for one in await access_requests.matters(nora)] == ["waiting"]


@pytest.mark.parametrize(("policy", "outcome"), [("domain", "join"), ("approval", "ask")])
async def test_the_groups_own_policy_decides_for_a_colleague(policy: str, outcome: str) -> None:
    group = await _lyon()
    await groups.choose_policy(await actor(CLAIRE), group, policy)
    assert (await license_registration.preview(await actor(BRUNO), "100-1")).outcome == outcome


async def test_a_closed_group_answers_as_if_the_number_were_unknown() -> None:
    group = await _lyon()
    await groups.choose_policy(await actor(CLAIRE), group, "closed")
    with pytest.raises(PortalError, match="unknown"):
        await license_registration.register(await actor(NORA), "100-1")
    with pytest.raises(PortalError, match="unknown_policy"):
        await groups.choose_policy(await actor(CLAIRE), group, "open")


async def test_a_person_of_two_groups_sees_both_and_nothing_mixes() -> None:
    group, claire = await _lyon(license_("300-1", group="ailleurs")), await actor(CLAIRE)
    await license_registration.register(await actor(NORA), "100-1")
    (asked,) = await access_requests.matters(claire)
    await access_requests.answer(claire, group, asked.id, grants=True)
    assert [one.name for one in await groups.mine(await actor(NORA))] == ["Ailleurs", "Production Lyon"]
    from monproduit.services import licenses

    assert {line.number for line in (await licenses.lines(await actor(NORA), "vigie", 50)).lines} == {"100-1", "300-1"}
    assert {line.number for line in (await licenses.lines(claire, "vigie", 50)).lines} == {"100-1"}
