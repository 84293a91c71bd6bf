"""An alert to many people: read once for all of them, written to each socket, and never past what a tab is just reading."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from redis.asyncio import Redis
from reflex.istate.manager import StateManager
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from monproduit.core import clock
from monproduit.core.database import engine
from monproduit.core.metrics import REGISTRY
from monproduit.integrations.change_log import Changed
from monproduit.state import live
from monproduit.state.live import Live
from monproduit.state.tabs import TABS
from tests.state.harness import Portal, Tab, handler_name, portal_events
from tests.world import PEOPLE, Line, begin_with, license_, load

pytestmark = pytest.mark.usefixtures("portal")
_NAMES = [f"p{place}@exemple.fr" for place in range(8)]


class App:
    """What the live updates need of Reflex: sockets that keep what was written to them, and states that say who asked."""

    def __init__(self, tabs: list[Tab]) -> None:
        """Connect these tabs."""
        self.written: dict[str, list[dict[str, Any]]] = {}
        self.modified: list[str] = []
        self.shown = 0
        self.lost: set[str] = set()
        self.loads: list[str] = []
        self.updates = 0
        sockets = {tab._token: SimpleNamespace(sid=tab._token) for tab in tabs}
        self.state_manager: StateManager = StateManagerMemory()
        self.event_namespace = SimpleNamespace(_token_manager=SimpleNamespace(token_to_socket=sockets), emit=self._emit)

    async def _emit(self, _name: str, update: Any, to: list[str] | str) -> None:
        if isinstance(to, str):
            assert [event.name.rpartition(".")[2] for event in update.events] == ["hydrate_and_load"]
            self.loads.append(to)
            return
        self.updates += 1
        for sid in to:
            self.written.setdefault(sid, []).append(update.delta)

    @asynccontextmanager
    async def modify_state(self, token: Any) -> AsyncIterator[Any]:
        """Note whose state is asked for."""
        self.modified.append(token.ident)
        yield SimpleNamespace(get_state=self._state, router_data={} if token.ident in self.lost else {"pathname": "/fr"})

    async def _state(self, _cls: type) -> Any:
        return SimpleNamespace(_show=self._nothing)

    async def _nothing(self, *_what: Any) -> None:
        self.shown += 1


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Eight people with one product."""
    people: list[Line] = [{"type": "user", "email": email, "name": "P"} for email in _NAMES]
    members: list[Line] = [{"type": "membership", "group": "lyon", "user": email, "role": "support_user"} for email in _NAMES]
    await begin_with(*PEOPLE, *people, *members, license_("777-1"))
    async with portal_events() as portal:
        yield portal


async def _tabs(events: Portal) -> list[Tab]:
    tabs = [await events.tab(email, "en" if place == 0 else "fr") for place, email in enumerate(_NAMES)]
    for tab in tabs:
        await tab.call(handler_name("DashboardState.load"))
    return tabs


async def _publish(title: str, at: str = "2026-11-20T09:00:00Z") -> list[Changed]:
    fields = {"kind": "news", "important": True, "published_at": at}
    await load({"type": "alert", "key": title.lower(), "products": ["vigie"], "title": title, **fields})
    return [Changed(0, None, None, 1, "news_alerts")]


def _cells(app: App, tab: Tab) -> list[dict[str, Any]]:
    return [values for delta in app.written.get(tab._token, []) for state, values in delta.items() if "news_alerts" in state]


def _counts(app: App, tab: Tab) -> list[dict[str, Any]]:
    return [values for delta in app.written.get(tab._token, []) for state, values in delta.items() if "unread" in state]


async def test_all_who_wait_for_it_are_written_to_after_four_queries_a_language(events: Portal) -> None:
    tabs = await _tabs(events)
    app, asked = App(tabs), list[str]()
    changes = await _publish("Panne")
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    await Live(app).deliver(changes)
    assert app.modified == []
    assert [[cell["cell__vigie_rx_state_"].title for cell in _cells(app, tab)] for tab in tabs] == [["Panne"]] * 8
    assert app.updates == 2  # one in each language
    assert len([query for query in asked if "alert" in query or "news_seen_at" in query]) == 8


async def test_the_count_beside_the_bell_goes_with_the_cells(events: Portal) -> None:
    tabs = await _tabs(events)
    app = App(tabs)
    for title in ("Panne", "Reprise"):
        await Live(app).deliver(await _publish(title, clock.now().isoformat()))
    assert [[one["count_rx_state_"] for one in _counts(app, tab)] for tab in tabs] == [[1, 2]] * 8
    assert [_counts(app, tab)[1]["words_rx_state_"] for tab in tabs[:2]] == ["2 new", "2 nouvelles"]


async def test_the_same_cell_is_never_written_twice(events: Portal) -> None:
    tabs = await _tabs(events)
    app, changes = App(tabs), await _publish("Panne")
    for _again in range(2):
        await Live(app).deliver(changes)
    assert [len(_cells(app, tab)) for tab in tabs] == [1] * 8


async def test_who_has_the_cell_open_or_is_reading_it_is_served_by_their_state(events: Portal) -> None:
    tabs = await _tabs(events)
    await tabs[1].call(handler_name("NewsAlertsState.toggle"), product="vigie")
    app, changes = App(tabs), await _publish("Panne")
    with TABS.reading(tabs[2]._token):
        await Live(app).deliver(changes)
    assert sorted(app.modified) == sorted([tabs[1]._token, tabs[2]._token])
    await tabs[1].call(handler_name("NewsAlertsState.toggle"), product="vigie")
    await Live(app).deliver(await _publish("Reprise"))
    assert sorted(app.modified) == sorted([tabs[1]._token, tabs[2]._token])
    assert [cell["cell__vigie_rx_state_"].title for cell in _cells(app, tabs[1])] == ["Reprise"]


async def test_a_page_whose_state_was_lost_loads_anew_and_shows_nothing_of_a_blank_one(events: Portal) -> None:
    tabs = await _tabs(events)
    for tab in tabs[:2]:
        await tab.call(handler_name("NewsAlertsState.toggle"), product="vigie")
    app, changes = App(tabs), await _publish("Panne")
    app.lost = {tabs[0]._token}
    await Live(app).deliver(changes)
    assert (app.loads, app.shown) == ([tabs[0]._token], 1)
    assert _cells(app, tabs[0]) == []


async def test_the_cells_that_were_open_open_again_in_a_page_whose_state_was_lost(events: Portal) -> None:
    await _publish("Panne")
    tab = (await _tabs(events))[1]
    await tab.call(handler_name("NewsAlertsState.toggle"), product="vigie")
    events._processor._root_context.state_manager.states.clear()
    answer = await tab.call(handler_name("DashboardState.load"))
    (shown,) = [values for state, values in answer.items() if "news_alerts" in state]
    assert shown["opened_rx_state_"] == ["vigie"]
    assert shown["details__vigie_rx_state_"].lines[0].title == "Panne"


async def test_what_a_tab_did_itself_is_not_read_for_it_again_but_for_the_persons_other_tabs(events: Portal) -> None:
    await _publish("Panne", clock.now().isoformat())
    tab, other = (await _tabs(events))[1], await events.tab(_NAMES[1])
    answer = await tab.call(handler_name("NewsAlertsState.toggle"), product="vigie")
    told = {key: value for values in answer.values() for key, value in values.items()}
    assert (told["cell__vigie_rx_state_"].new_count, told["count_rx_state_"]) == (0, 0)
    assert told["details__vigie_rx_state_"].lines[0].is_new
    (change,) = TABS.of(tab._token).own
    app, changes = App([tab]), [Changed(change, TABS.of(tab._token).person.id, None, 1, "news_alerts")]
    await Live(app).deliver(changes)
    assert (app.modified, app.written, TABS.of(tab._token).own) == ([], {}, set())
    await other.call(handler_name("DashboardState.load"))
    TABS.shown(tab._token, change)
    await Live(app := App([tab, other])).deliver(changes)
    assert tab._token in app.modified


async def test_what_the_database_could_not_be_read_for_is_shown_when_it_is_back(events: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    tabs = await _tabs(events)
    app, right, times = App(tabs), live.concerned, list[int]()

    async def concerned(*what: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            raise OperationalError("SELECT", {}, ConnectionError())
        return await right(*what)

    monkeypatch.setattr(live, "concerned", concerned)
    monkeypatch.setattr(live, "_TICK", 0.01)
    changes = await _publish("Panne")
    await Live(app)._insist(lambda: Live(app).deliver(changes))
    assert [len(_cells(app, tab)) for tab in tabs] == [1] * 8


async def test_what_fails_for_another_reason_holds_up_nothing() -> None:
    times = list[int]()

    async def broken() -> None:
        times.append(1)
        raise ValueError

    await Live(App([]))._insist(broken)
    assert times == [1]


async def test_a_pass_that_fails_is_seen_in_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = iter([None, None, ValueError(), ValueError()])
    told, ended, seconds = list[float | None](), asyncio.Event(), 0

    async def passing(*_when: Any) -> None:
        nonlocal seconds
        seconds += 1
        told.append(REGISTRY.get_sample_value("monproduit_live_standstill_seconds"))
        error = next(passes, "over")
        if error == "over":
            ended.set()
        elif isinstance(error, Exception):
            raise error

    monkeypatch.setattr(live, "_TICK", 0.01)
    monkeypatch.setattr(live, "monotonic", lambda: seconds)
    following = Live(App([]))
    monkeypatch.setattr(following, "_pass", passing)
    ticking = asyncio.create_task(following._tick())
    await asyncio.wait_for(ended.wait(), 5)
    ticking.cancel()
    assert told[:5] == [1, 1, 1, 2, 3]


async def test_what_tabs_that_are_gone_left_behind_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    app, manager = App([]), StateManagerRedis(redis=Redis())
    app.state_manager, manager._cached_states_locks["gone"] = manager, asyncio.Lock()
    monkeypatch.setattr(live, "_TICK", 0.01)
    following, tidied = Live(app), asyncio.Event()

    async def tidy() -> None:
        tidied.set()

    monkeypatch.setattr(following._chats, "tidy", tidy)
    ticking = asyncio.create_task(following._tick())
    await asyncio.wait_for(tidied.wait(), 5)
    ticking.cancel()
    assert manager._cached_states_locks == {}


async def test_who_hid_the_product_is_not_told(events: Portal) -> None:
    tabs = await _tabs(events)
    await tabs[3].call(handler_name("DashboardState.hide"), product="vigie")
    app = App(tabs)
    await Live(app).deliver(await _publish("Panne"))
    assert _cells(app, tabs[3]) == []
