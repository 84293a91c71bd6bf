"""The staff's desk: answer, note, status, and who is in charge."""

from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import Change
from monproduit.services import request_conversation, request_desk
from monproduit.services.access import Actor
from monproduit.views.request_pages import DeskPage
from tests.services.requests_world import CLAIRE, SAM, TOM, world
from tests.world import actor

pytestmark = pytest.mark.usefixtures("portal")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


async def _desk(number: str = "SR-1") -> DeskPage:
    return await request_desk.page(await actor(SAM), number, LONG_AGO)


async def _sections() -> list[str]:
    async with reading() as session:
        return [change.section for change in await session.scalars(select(Change).order_by(Change.id))]  # type: ignore[arg-type]


async def test_the_desk_knows_the_customer_the_plan_and_the_staff() -> None:
    await world()
    desk = await _desk()
    assert (desk.email, desk.group, desk.plan, desk.assignee) == (CLAIRE, "Production Lyon", "Premier", "")
    assert [choice.label for choice in desk.staff] == ["Sam Morel", "Tom Blanc"]
    assert desk.request.status_label == "En cours"


async def test_the_first_answer_puts_its_author_in_charge_and_says_where_it_stands() -> None:
    await world()
    await request_desk.answer(await actor(SAM), "SR-1", "Quelle version ?", "formulaire-1", "waiting_customer")
    await request_desk.answer(await actor(TOM), "SR-1", "Du routeur.", "formulaire-2", "waiting_customer")
    desk = await _desk()
    assert (desk.assignee, desk.is_mine, desk.request.status_label) == ("Sam Morel", True, "En attente du client")
    kinds = [entry.kind for entry in desk.request.entries]
    assert kinds == ["message", "message", "status", "assignment", "message"]
    theirs = await request_conversation.page(await actor(CLAIRE), "SR-1", LONG_AGO)
    assert theirs.status_label == "En attente de votre réponse"
    assert [entry.kind for entry in theirs.entries] == ["message", "message", "status", "message"]


async def test_the_same_form_answers_and_notes_once() -> None:
    await world()
    sam = await actor(SAM)
    for _twice in range(2):
        await request_desk.answer(sam, "SR-1", "Voici.", "formulaire-1", "in_progress")
        await request_desk.write_note(sam, "SR-1", "Entre nous.", "formulaire-2")
    assert [entry.body for entry in (await _desk()).request.entries if entry.kind in {"message", "note"}] == ["Plus rien.", "Voici.", "Entre nous."]


async def test_the_same_words_are_a_note_and_an_answer() -> None:
    await world()
    sam = await actor(SAM)
    await request_desk.write_note(sam, "SR-1", "Voici.", "formulaire-1")
    await request_desk.answer(sam, "SR-1", "Voici.", "formulaire-1", "in_progress")
    assert [entry.kind for entry in (await _desk()).request.entries if entry.body == "Voici."] == ["note", "message"]


async def test_a_note_and_who_is_in_charge_are_told_to_the_staff_alone() -> None:
    await world()
    before = len(await _sections())
    await request_desk.write_note(await actor(SAM), "SR-1", "Entre nous.", "formulaire-1")
    await request_desk.assign(await actor(SAM), "SR-1", TOM)
    assert (await _sections())[before:] == ["staff", "staff"]
    assert (await _desk()).assignee == "Tom Blanc"
    await request_desk.assign(await actor(SAM), "SR-1", "")
    assert (await _desk()).assignee == ""


async def test_an_answer_is_told_to_the_customer_their_group_and_the_staff() -> None:
    await world()
    before = len(await _sections())
    await request_desk.answer(await actor(SAM), "SR-1", "Voici.", "formulaire-1", "resolved")
    assert sorted((await _sections())[before:]) == ["conversation", "open_requests", "staff"]


async def test_only_staff_may_be_in_charge_and_only_known_statuses_hold() -> None:
    await world()
    sam = await actor(SAM)
    with pytest.raises(PortalError, match="no_such_staff"):
        await request_desk.assign(sam, "SR-1", CLAIRE)
    for deed in (request_desk.choose_status(sam, "SR-1", "x"), request_desk.answer(sam, "SR-1", "x", "formulaire-1", "closed")):
        with pytest.raises(PortalError, match="unknown_status"):
            await deed


async def test_a_closed_request_takes_no_answer_and_still_a_note() -> None:
    await world()
    sam = await actor(SAM)
    await request_desk.choose_status(sam, "SR-1", "closed")
    with pytest.raises(PortalError, match="request_closed"):
        await request_desk.answer(sam, "SR-1", "x", "formulaire-1", "resolved")
    await request_desk.write_note(sam, "SR-1", "À revoir.", "formulaire-2")
    assert (await _desk()).request.entries[-1].kind == "note"


def _deeds(who: Actor) -> list[Awaitable[Any]]:
    return [
        request_desk.page(who, "SR-1", LONG_AGO),
        request_desk.answer(who, "SR-1", "x", "formulaire-1", "resolved"),
        request_desk.write_note(who, "SR-1", "x", "formulaire-1"),
        request_desk.choose_status(who, "SR-1", "closed"),
        request_desk.assign(who, "SR-1", CLAIRE),
    ]


async def test_customers_have_no_desk() -> None:
    await world()
    for deed in _deeds(await actor(CLAIRE)):
        with pytest.raises(PortalError, match="staff_only"):
            await deed


async def test_another_number_is_none() -> None:
    await world()
    with pytest.raises(PortalError, match="no_such_service_request"):
        await _desk("SR-9")
