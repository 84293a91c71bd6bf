"""Answers to service requests by e-mail: one mail each to whoever asked, in their language, until they want none."""

import asyncio
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import delete, update
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.errors import PortalError
from monproduit.models import Person, ServiceRequestEntry
from monproduit.services import profile, request_conversation, request_desk, subscriptions
from monproduit.services.outbox_claims import LEASE
from tests.office import claim, posted, send_due
from tests.services.requests_world import BRUNO, CLAIRE, SAM, TOM, message, request, world
from tests.world import actor, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = "# Bonjour <b>Claire</b>,\nmettez à jour."


async def _answer(text: str = WORDS, status: str = "in_progress", form: str = "formulaire-1", by: str = SAM) -> None:
    await request_desk.answer(await actor(by), "SR-1", text, form, status)


async def _sent(folder: Path) -> list[str]:
    await send_due()
    return [f"{one['To']} {one['Subject']}" for one in posted(folder)]


def _forms(mail: EmailMessage) -> list[str]:
    return [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()]  # type: ignore[attr-defined]


async def test_an_answer_is_one_mail_to_whoever_asked_and_the_same_form_again_none(portal: Path) -> None:
    await world(sharing="all")
    for _twice in range(2):
        await _answer()
    assert await _sent(portal) == [f"{CLAIRE} Réponse à votre demande SR-1 – Sonde muette"]


async def test_it_carries_the_words_as_they_were_written_and_leads_to_the_request(portal: Path) -> None:
    await world()
    await profile.save(await actor(CLAIRE), "en", "Europe/Paris", "instant", answers=True)
    await _answer()
    assert await _sent(portal) == [f"{CLAIRE} Answer to your request SR-1 – Sonde muette"]
    (mail,) = posted(portal)
    text, html = _forms(mail)
    assert WORDS in text
    assert "# Bonjour &lt;b&gt;Claire&lt;/b&gt;,\nmettez à jour." in html
    for form in (text, html):
        assert "Sam Morel" in form
        assert "http://localhost:3000/en/service-requests/SR-1" in form
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "en"


async def test_long_words_are_cut_at_the_end_of_one_and_lead_on(portal: Path) -> None:
    await world()
    await _answer("parole " * 1000)
    await send_due()
    (mail,) = posted(portal)
    text, _html = _forms(mail)
    assert "parole parole …" in text
    assert len(text) < 3000
    assert "Lire la suite" in text


@pytest.mark.parametrize(
    ("status", "subject"), [("waiting_customer", "Votre demande SR-1 attend votre réponse"), ("resolved", "Votre demande SR-1 est résolue")]
)
async def test_asking_and_resolving_say_so_with_words_or_without(portal: Path, status: str, subject: str) -> None:
    await world()
    await _answer(status=status)
    await request_desk.choose_status(await actor(SAM), "SR-1", "in_progress")
    await request_desk.choose_status(await actor(SAM), "SR-1", status)
    await request_desk.choose_status(await actor(SAM), "SR-1", status)
    assert await _sent(portal) == [f"{CLAIRE} {subject} – Sonde muette"] * 2


async def test_notes_ones_own_words_and_what_is_taken_back_make_no_mail(portal: Path) -> None:
    await world(request("SR-2", created_by=SAM, license=None))
    claire, sam = await actor(CLAIRE), await actor(SAM)
    await request_desk.write_note(sam, "SR-1", "Entre nous.", "formulaire-1")
    await request_desk.assign(sam, "SR-1", TOM)
    await request_conversation.answer(claire, "SR-1", "Alors ?", "formulaire-2")
    await request_desk.answer(sam, "SR-2", "À moi-même.", "formulaire-3", "in_progress")
    await request_desk.choose_status(sam, "SR-1", "resolved")
    await request_conversation.reopen(claire, "SR-1")
    assert await _sent(portal) == []


async def test_an_answer_that_is_gone_or_became_a_note_before_it_left_makes_no_mail(portal: Path) -> None:
    await world()
    await _answer(form="formulaire-1")
    await _answer(form="formulaire-2")
    async with writing() as session:
        mine = col(ServiceRequestEntry.key).endswith("formulaire-1")
        await session.execute(delete(ServiceRequestEntry).where(mine))
        await session.execute(update(ServiceRequestEntry).where(col(ServiceRequestEntry.body) == WORDS).values(kind="note"))
    assert await _sent(portal) == []


async def test_a_refused_answer_writes_no_mail(portal: Path) -> None:
    await world(request("SR-1", status="closed"))
    with pytest.raises(PortalError, match="request_closed"):
        await _answer()
    assert await _sent(portal) == []


async def test_who_wants_none_gets_none_even_of_those_on_their_way(portal: Path) -> None:
    await world()
    await _answer()
    await profile.save(await actor(CLAIRE), "fr", "Europe/Paris", "instant", answers=False)
    await _answer(form="formulaire-2")
    assert await _sent(portal) == []
    await profile.save(await actor(CLAIRE), "fr", "Europe/Paris", "instant", answers=True)
    await _answer(form="formulaire-3")
    assert len(await _sent(portal)) == 1


async def test_the_link_of_a_mail_ends_answers_and_nothing_of_anybody_else(portal: Path) -> None:
    await world()
    await _answer()
    await send_due()
    (mail,) = posted(portal)
    token = str(mail["List-Unsubscribe"]).strip("<>").rpartition("/")[2]
    looked = await subscriptions.look(token)
    assert looked
    assert looked.is_answers
    assert (await profile.page(await actor(CLAIRE))).answers
    for forged in (token.replace("answers-", ""), token[:-1], "answers-", f"answers-{token}", token.upper()):
        assert await subscriptions.unsubscribe(forged) is None
    assert await subscriptions.unsubscribe(token) == await subscriptions.unsubscribe(token) == looked
    assert not (await profile.page(await actor(CLAIRE))).answers
    assert (await profile.page(await actor(BRUNO))).answers


async def test_an_imported_answer_is_mailed_once_and_history_never(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        old = message("s0", author=SAM, by_staff=True, at="2026-11-24T09:00:00Z")
        await world(old)
        line = message("s1", author=SAM, by_staff=True, body="Voici.", at="2026-11-24T11:00:00Z")
        status = message("s2", author=SAM, by_staff=True, kind="status", body="in_progress", at="2026-11-24T11:00:00Z")
        await load(line, status, message("s3", author=SAM, by_staff=True, kind="note", at="2026-11-24T11:00:00Z"))
        await load(line, {**line, "body": "Voici, mieux."})
        await load(message("s4", author=SAM, by_staff=True, at="2026-11-10T11:00:00Z"), message("s5", at="2026-11-24T11:00:00Z"))
        assert await _sent(portal) == [f"{CLAIRE} Réponse à votre demande SR-1 – Sonde muette"]
        (mail,) = posted(portal)
    assert "Voici, mieux." in _forms(mail)[0]


async def test_an_imported_status_speaks_alone_and_not_besides_words(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await world()
        asks = {"author": SAM, "by_staff": True, "at": "2026-11-24T11:00:00Z"}
        resolved = message("s2", kind="status", body="resolved", **asks)
        await load(request("SR-1", status="resolved"), message("s1", **asks), resolved)
        assert await _sent(portal) == [f"{CLAIRE} Votre demande SR-1 est résolue – Sonde muette"]
        await load(message("s3", kind="status", body="resolved", **asks))
        assert len(await _sent(portal)) == 2


async def test_killed_before_it_is_sent_it_is_sent_once(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await world()
        await _answer()
        assert await claim()
        assert await _sent(portal) == []
        clock.shift(LEASE)
        await asyncio.gather(*(send_due() for _process in range(4)))
    assert len(posted(portal)) == 1


async def test_a_person_without_a_language_is_written_to_in_french(portal: Path) -> None:
    await world()
    async with writing() as session:
        await session.execute(update(Person).where(col(Person.email) == CLAIRE).values(locale=None))
    await _answer()
    await send_due()
    (mail,) = posted(portal)
    assert mail["Content-Language"] == "fr"
