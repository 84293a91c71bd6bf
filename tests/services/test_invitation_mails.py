"""Invitations by mail: the link reaches its person, in their language, while it is good."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import use_locale
from monproduit.models import OutboxMessage, UserGroup
from monproduit.services import groups, invitations
from monproduit.services.invitations import Invitee
from tests.office import posted, send_due
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO = "claire@exemple.fr", "bruno@exemple.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def _invite(email_: str = BRUNO) -> tuple[int, str]:
    await load(*PEOPLE, license_("100-1"))
    async with reading() as session:
        group = (await session.scalars(select(col(UserGroup.id)).where(col(UserGroup.key) == "lyon"))).one()
    invited = await invitations.invite(await actor(CLAIRE), group, Invitee(email_, "Bruno", "", "support_user"))
    return group, invited.link


async def _send(folder: Path) -> list[EmailMessage]:
    await send_due()
    return posted(folder)


async def test_the_mail_carries_the_link_that_was_shown_and_says_who_and_what(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        _group, link = await _invite()
        (mail,) = await _send(portal)
    text, html = (part.get_content() for part in mail.iter_parts())  # type: ignore[attr-defined]
    assert (mail["To"], mail["Subject"]) == (BRUNO, "Invitation au groupe « Production Lyon »")
    assert mail["List-Unsubscribe"] is None
    for form in (text, html):
        assert link in form
        assert "Claire Laurent vous invite" in form
        assert "Utilisateur du support" in form
        assert "8 déc. 2026" in form
    await invitations.accept(await actor(BRUNO), link.rpartition("/")[2])


async def test_it_is_in_the_language_of_the_invited_or_else_of_the_inviter(portal: Path) -> None:
    with use_locale("en"):
        await _invite("paul@exemple.fr")
    (mail,) = await _send(portal)
    assert mail["Subject"] == "Invitation to the group “Production Lyon”"


async def test_the_outbox_does_not_hold_the_link_in_the_clear() -> None:
    _group, link = await _invite()
    async with reading() as session:
        (message,) = await session.scalars(select(OutboxMessage))
    assert link.rpartition("/")[2] not in repr(message.payload)


async def test_what_was_taken_back_or_is_over_is_not_sent(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        group, _link = await _invite()
        (open_,) = (await groups.page(await actor(CLAIRE), group)).invitations
        await invitations.revoke(await actor(CLAIRE), group, open_.id)
        assert await _send(portal) == []
        await invitations.invite(await actor(CLAIRE), group, Invitee("paul@exemple.fr", "", "", "support_user"))
        clock.shift(timedelta(days=30))
        assert await _send(portal) == []
