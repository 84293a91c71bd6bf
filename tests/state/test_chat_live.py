"""A message to many desks: read once for all of them, and shown to each as far as they may see it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event

from monproduit.core.database import engine, writing
from monproduit.integrations.change_log import Changed
from monproduit.models import Person
from monproduit.services import chat_desk, chat_presence, chat_snapshots, chats
from monproduit.services.access import Actor
from monproduit.services.chat_snapshots import Snapshot
from monproduit.state.chat import ChatState
from monproduit.state.chat_desk import ChatDeskState
from monproduit.state.chat_live import ChatLive
from monproduit.state.chat_sight import SHOWN, ChatSight
from monproduit.state.tabs import CHAT_TABS
from tests.world import PEOPLE, actor, begin_with, license_

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"


class App:
    """What the chats need of Reflex: sockets, and states that keep what they were told."""

    def __init__(self, tokens: list[str], broken: str = "") -> None:
        """Connect tabs; the state of one of them may fail."""
        self.told: dict[str, ChatSight] = {}
        self.loads: list[str] = []
        self.lost = ""
        sockets = {token: SimpleNamespace(sid=token) for token in tokens}
        self.event_namespace = SimpleNamespace(_token_manager=SimpleNamespace(token_to_socket=sockets), emit=self._emit)
        self._broken = broken

    async def _emit(self, _name: str, update: Any, to: str) -> None:
        assert [event.name.rpartition(".")[2] for event in update.events] == ["hydrate_and_load"]
        self.loads.append(to)

    @asynccontextmanager
    async def modify_state(self, token: Any) -> AsyncIterator[Any]:
        """Lend the state of a tab."""

        async def tell(_person: Actor, _told: Any, seen: ChatSight) -> None:
            if token.ident == self._broken:
                raise RuntimeError
            self.told[token.ident] = seen

        async def state(_cls: type) -> Any:
            return SimpleNamespace(_tell=tell)

        yield SimpleNamespace(get_state=state, router_data={} if token.ident == self.lost else {"pathname": "/fr"})


async def _sam(place: int = 0) -> Actor:
    found = await actor(f"sam{place}@editeur.fr")
    return Actor(found.id, found.email, found.name, found.time_zone, found.locale, is_staff=True)


async def _desks(count: int) -> tuple[int, list[str], list[Changed]]:
    """Let Claire write while engineers look; return the chat, the tabs, and what changed."""
    staff = [{"type": "user", "email": f"sam{place}@editeur.fr", "name": f"Sam {place}", "staff": True} for place in range(count)]
    await begin_with(*PEOPLE, *staff, license_("777-1"))
    claire = await actor(CLAIRE)
    await chats.send(claire, "cle-de-claire", "Bonjour")
    tokens = [f"desk-{place}" for place in range(count)]
    for place, token in enumerate(tokens):
        CHAT_TABS.opened(token, await _sam(place), ChatDeskState)
    chat = (await chats.panel(claire)).chat
    return chat, tokens, [Changed(0, claire.id, None, None, f"chat:{chat}"), Changed(0, None, None, None, f"chat:{chat}")]


async def _take(chat: int) -> Snapshot:
    return (await chat_snapshots.take([chat]))[chat]


@pytest.mark.parametrize("count", [1, 8])
async def test_one_message_is_read_in_as_many_queries_for_one_desk_as_for_eight(count: int) -> None:
    _chat, tokens, changes = await _desks(count)
    app, asked = App(tokens), list[str]()
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    await ChatLive(app).deliver(changes)  # type: ignore[arg-type]
    assert set(app.told) == set(tokens)
    assert len([one for one in asked if one.startswith("SELECT")]) == 5


async def test_typing_is_told_without_reading_a_chat() -> None:
    chat, tokens, _changes = await _desks(2)
    app, asked = App(tokens), list[str]()
    sam = await _sam()
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    await ChatLive(app).deliver([Changed(0, sam.id, None, None, f"typing:{chat}:Claire")])  # type: ignore[arg-type]
    assert list(app.told) == [tokens[0]]
    assert not [one for one in asked if "FROM chat_line" in one]


async def test_a_desk_that_fails_keeps_the_others_from_nothing() -> None:
    chat, tokens, changes = await _desks(3)
    app = App(tokens, broken="desk-1")
    await ChatLive(app).deliver(changes)  # type: ignore[arg-type]
    assert set(app.told) == {"desk-0", "desk-2"}
    assert app.told["desk-0"].chats[chat].preview == "Bonjour"


async def test_who_is_staff_no_more_is_told_nothing() -> None:
    _chat, tokens, changes = await _desks(2)
    async with writing() as session:
        (await session.get_one(Person, (await _sam(1)).id)).staff = False
    app = App(tokens)
    await ChatLive(app).deliver(changes)  # type: ignore[arg-type]
    assert list(app.told) == ["desk-0"]


async def test_of_what_was_read_for_all_each_sees_what_is_theirs() -> None:
    chat, _tokens, _changes = await _desks(2)
    sam, ines = await _sam(), await _sam(1)
    claire, nora = await actor(CLAIRE), await actor(NORA)
    await chat_desk.join(sam, chat)
    await chats.send(claire, "cle-de-claire-2", "Êtes-vous là ?")
    one = await _take(chat)
    lines = [chat_snapshots.desk_line(who, one) for who in (sam, ines)]
    assert [(line.group, line.unread) for line in lines if line] == [("mine", 2), ("others", 0)]
    assert [line.text for line in chat_snapshots.tail(claire, one)] == ["Bonjour", "Sam 0 a rejoint la conversation.", "Êtes-vous là ?"]
    assert (chat_snapshots.panel(nora, one, is_there=True), chat_snapshots.tail(nora, one)) == (None, [])
    await chat_desk.end(sam, chat)
    over = await _take(chat)
    assert [chat_snapshots.desk_chat(who, over) is None for who in (sam, ines)] == [False, True]
    assert chat_snapshots.tail(ines, over) == []


async def test_a_customers_panel_shows_their_latest_chat_only() -> None:
    chat, _tokens, _changes = await _desks(1)
    sam, claire = await _sam(), await actor(CLAIRE)
    await chat_desk.join(sam, chat)
    await chat_desk.end(sam, chat)
    await chats.send(claire, "cle-de-claire-3", "Encore moi")
    newer = (await chats.panel(claire)).chat
    assert chat_snapshots.panel(claire, await _take(chat), is_there=True) is None
    assert (await _take(newer)).latest == newer


async def test_a_panel_that_opened_while_an_engineer_came_and_went_between_two_looks_is_told() -> None:
    _chat, _tokens, _changes = await _desks(1)
    app = App(["panel"])
    live = ChatLive(app)  # type: ignore[arg-type]
    CHAT_TABS.opened("panel", await actor(CLAIRE), ChatState)
    await live.tick()
    assert app.told == {}
    await chat_presence.choose(await _sam(), is_available=True)
    SHOWN.add((await chats.panel(await actor(CLAIRE))).is_there)
    await chat_presence.choose(await _sam(), is_available=False)
    await live.tick()
    assert app.told.pop("panel").is_there is False
    await live.tick()
    assert app.told == {}


async def test_a_panel_that_opened_during_a_look_is_told_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    await begin_with(*PEOPLE)
    CHAT_TABS.opened("panel", await actor(CLAIRE), ChatState)
    live, right = ChatLive(app := App(["panel"])), chat_presence.is_anybody_there  # type: ignore[arg-type]

    async def meanwhile() -> bool:
        SHOWN.update([True])
        return await right()

    monkeypatch.setattr(chat_presence, "is_anybody_there", meanwhile)
    await live.tick()
    assert app.told == {}
    monkeypatch.setattr(chat_presence, "is_anybody_there", right)
    await live.tick()
    assert app.told == {"panel": ChatSight(is_there=False)}
    assert set() == SHOWN


async def test_what_panels_show_is_not_forgotten_by_a_look_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    await begin_with(*PEOPLE)
    CHAT_TABS.opened("panel", await actor(CLAIRE), ChatState)
    live, right = ChatLive(app := App(["panel"])), chat_presence.is_anybody_there  # type: ignore[arg-type]

    async def away() -> bool:
        raise ConnectionError

    SHOWN.update([True])
    monkeypatch.setattr(chat_presence, "is_anybody_there", away)
    with pytest.raises(ConnectionError):
        await live.tick()
    monkeypatch.setattr(chat_presence, "is_anybody_there", right)
    await live.tick()
    assert app.told == {"panel": ChatSight(is_there=False)}


async def test_a_desk_whose_state_was_lost_is_told_nothing_and_loads_anew() -> None:
    _chat, tokens, changes = await _desks(2)
    app = App(tokens)
    app.lost = tokens[0]
    await ChatLive(app).deliver(changes)  # type: ignore[arg-type]
    assert list(app.told) == tokens[1:]
    assert app.loads == tokens[:1]
