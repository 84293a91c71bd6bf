"""Who does what with whose chat, by handler: its customer, a colleague, a stranger, an engineer, and nobody."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import Chat, ChatEngineer, ChatPresence
from monproduit.services import chats
from tests.state.chat_deeds import ALL, CHANGING, DESK, PANEL, READING
from tests.state.deeds import STRANGER, A, L
from tests.state.harness import Portal, handler_name, portal_events
from tests.world import PEOPLE, actor, begin_with, license_

pytestmark = pytest.mark.usefixtures("portal", "world")
STAFF = "sam@editeur.fr"


@pytest.fixture
async def world() -> None:
    """Claire has said something, and has a request."""
    sam = {"type": "user", "email": STAFF, "name": "Sam Morel", "staff": True}
    request = {"number": "SR-1", "product": "vigie", "created_by": A, "title": "CANARI demande", "severity": 3, "status": "new"}
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    await begin_with(*PEOPLE, sam, license_("777-1"), {"type": "service_request", **request, **moments})
    await chats.send(await actor(A), "cle-de-claire", "CANARI mot")


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events."""
    async with portal_events() as portal:
        yield portal


async def _try(events: Portal, who: str | None, *names: str) -> str:
    """Do deeds on the desk, at Claire's chat, after opening it; return all that came back."""
    chat = str((await chats.panel(await actor(A))).chat)
    tab = await events.tab(who, path=DESK.format(chat=chat))
    payloads = json.loads(json.dumps(ALL).replace("{chat}", chat))
    wanted = ("ChatState.load", "ChatDeskState.load", *names)
    return str([await tab.call(handler_name(name), **payloads[name]) for name in wanted])


async def _fingerprint() -> tuple[Any, ...]:
    """Return where Claire's chat stands, and who is in it."""
    async with reading() as session:
        chat = (await session.scalars(select(Chat).where(col(Chat.customer_id) == (await actor(A)).id))).one()
        rows = [(one.user_id, one.seen_place, one.left_at) for one in await session.scalars(select(ChatEngineer))]
        present = [one.user_id for one in await session.scalars(select(ChatPresence))]
        return chat.places, chat.unread, chat.ended_at, chat.service_request_id, rows, present


@pytest.mark.parametrize("name", sorted(ALL))
async def test_nobody_gets_nothing(events: Portal, name: str) -> None:
    before = await _fingerprint()
    assert await _try(events, None, name) == "[{}, {}, {}]"
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("who", [STRANGER, L])
async def test_other_customers_see_and_change_nothing(events: Portal, who: str, name: str) -> None:
    before = await _fingerprint()
    assert "CANARI" not in await _try(events, who, name)
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(READING | CHANGING))
async def test_the_customer_has_no_desk(events: Portal, name: str) -> None:
    before = await _fingerprint()
    assert "CANARI" not in await _try(events, A, name)
    assert await _fingerprint() == before


@pytest.mark.parametrize("name", sorted(CHANGING.keys() - {"ChatDeskState.join", "ChatDeskState.seen"}))
async def test_an_engineer_joins_before_anything_else(events: Portal, name: str) -> None:
    before = (await _fingerprint())[:-1]
    assert "CANARI mot" in await _try(events, STAFF, name)
    assert (await _fingerprint())[:-1] == before


@pytest.mark.parametrize("name", sorted(CHANGING.keys() - {"ChatDeskState.join", "ChatDeskState.seen", "ChatDeskState.write"}))
async def test_an_engineer_who_joined_does_everything(events: Portal, name: str) -> None:
    await _try(events, STAFF, "ChatDeskState.join")
    before = (await _fingerprint())[:-1]
    await _try(events, STAFF, name)
    assert (await _fingerprint())[:-1] != before


@pytest.mark.parametrize("name", sorted(PANEL))
async def test_the_customer_has_their_own_chat(events: Portal, name: str) -> None:
    assert "CANARI mot" in await _try(events, A, "ChatState.open", name)


async def test_an_engineer_is_offered_the_customers_requests_and_products(events: Portal) -> None:
    found = await _try(events, STAFF, "ChatDeskState.join", "ChatFilingState.prepare")
    assert "SR-1 · CANARI demande" in found
    assert "Vigie" in found
