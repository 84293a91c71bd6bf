"""Bring committed changes to the open tabs of this process, and the words that a new day changes."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import reflex as rx
from reflex.state import StateUpdate

from monproduit.core import clock, metrics
from monproduit.core.database import engine, is_away
from monproduit.core.localisation import use_locale
from monproduit.core.sections import Section
from monproduit.integrations.change_log import Changed, change_log, follow, forget_before
from monproduit.services import alert_list
from monproduit.services.audience import Stale, concerned, published_between
from monproduit.services.chat_changes import is_about_chats
from monproduit.state.chat_live import ChatLive
from monproduit.state.dashboard import DashboardState, Shown, read
from monproduit.state.idle_locks import forget_idle_locks
from monproduit.state.keyed import digest_of, marked
from monproduit.state.open_state import state_of
from monproduit.state.sections import SECTIONS, NewsAlertsState, SectionState
from monproduit.state.tabs import TABS, Tab
from monproduit.state.unread import UnreadState

_TICK = 1.0
_TIDY = timedelta(hours=1)
_KEPT = timedelta(days=2)
_BREATH = 50
"""After how many sockets others get their turn."""
_ARRANGING = (Section.SUPPORT_STATUS,)
"""The sections by which the filters arrange the rows: their cells go through the state of *Mes produits*."""
_DATED = (Section.SUPPORT_STATUS, Section.LICENSE_STATUS, Section.LATEST_DOWNLOAD)
_log = logging.getLogger(__name__)


class Live:
    """One follower of the change log and one clock for each process, whatever the number of tabs."""

    def __init__(self, app: rx.App, database: Callable[[], Any] = engine, serves: Callable[[Tab], bool] = lambda _tab: True) -> None:
        """Serve the tabs of an app, or some of them, by what happens in a database."""
        self._app, self._database, self._serves = app, database, serves
        self._chats = ChatLive(app, serves)
        self._turn = asyncio.Lock()
        self._passed = monotonic()
        metrics.TABS.set_function(lambda: len(self._looking()))
        metrics.STANDSTILL.set_function(lambda: monotonic() - self._passed)

    async def run(self) -> None:
        """Follow the log and the clock until the process ends."""
        await asyncio.gather(self._follow(), self._tick())

    async def _follow(self) -> None:
        async for changes in follow(change_log(self._database())):
            chats, rest = ([change for change in changes if is_about_chats(change.section) == wanted] for wanted in (True, False))
            await self._insist(lambda given=chats: self._chats.deliver(given))
            await self._insist(lambda given=rest: self.deliver(given))

    async def _tick(self) -> None:
        before = clock.now()
        tidied = before - _TIDY
        while True:
            await asyncio.sleep(_TICK)
            now = clock.now()
            if await self._guarded(self._pass(before, now)):
                before = now
                self._passed = monotonic()
            await self._guarded(self._chats.tick())
            if abs(now - tidied) >= _TIDY:
                tidied = now
                forget_idle_locks(self._app.state_manager)
                await self._guarded(forget_before(self._database(), now - _KEPT))
                await self._guarded(self._chats.tidy())

    async def _pass(self, before: datetime, now: datetime) -> None:
        """Show what came with the hour: alerts published by schedule, and a new day where the person is."""
        await self.deliver(await published_between(before, now))
        yesterday = [tab for tab in self._looking() if tab.day != tab.person.today]
        for tab in yesterday:
            tab.day = tab.person.today
        await self._show(yesterday, {tab.person.id: {section: set() for section in _DATED} for tab in yesterday})

    async def deliver(self, changes: list[Changed]) -> None:
        """Show changes in every open tab that may see them, and in no other."""
        tabs = self._looking()
        if changes and tabs:
            metrics.CHANGES.inc(len(changes))
            changes = _not_shown(changes, tabs)
            await self._show(tabs, await concerned(changes, {tab.person.id for tab in tabs}))

    async def _show(self, tabs: Iterable[Tab], stale: dict[int, Stale]) -> None:
        """Read once per person and language, and send to each of their tabs; closed cells of one section are read once for all people."""
        async with self._turn:
            rest = await self._broadcast([tab for tab in tabs if tab.person.id in stale], stale)
            counts = await alert_list.unread_of(tab.person for tab in rest if tab.page and {"", Section.NEWS_ALERTS} & stale[tab.person.id].keys())
            together: dict[tuple[int, str], list[Tab]] = defaultdict(list)
            for tab in rest:
                together[tab.person.id, tab.language].append(tab)
            for (person, language), theirs in together.items():
                with use_locale(language):
                    shown = await read(theirs[0].person, stale[person]) if any(tab.page is None for tab in theirs) else {}
                    sent = (self._guarded(self._send(tab, shown, counts.get(person)), is_patient=True) for tab in theirs)
                    for failure in await asyncio.gather(*sent, return_exceptions=True):  # at once: a tab that is busy keeps no other waiting
                        if isinstance(failure, BaseException):
                            raise failure

    async def _broadcast(self, tabs: list[Tab], stale: dict[int, Stale]) -> list[Tab]:
        """Show cells of one section to all who wait for nothing else; return the other tabs."""
        alike: dict[tuple[str, str, tuple[str, ...]], list[Tab]] = defaultdict(list)
        rest: list[Tab] = []
        for tab in tabs:
            (cells,) = found if len(found := _cells(stale[tab.person.id])) == 1 else (None,)
            if cells and _takes(tab, *cells):
                alike[tab.language, *cells].append(tab)
            else:
                rest.append(tab)
        for (language, section, products), theirs in alike.items():
            with use_locale(language):
                rest += await self._emit(SECTIONS[Section(section)], list(products), theirs)
        return rest

    async def _emit(self, state: type[SectionState], products: list[str], tabs: list[Tab]) -> list[Tab]:
        """Write cells to the sockets themselves, past the states, which hold nothing of them; return the tabs that now read for themselves.

        What is the same for many is put into words once for them.
        """
        people = {tab.person.id: tab.person for tab in tabs}.values()
        cells = await state._cells_of(people, products)
        marks = await UnreadState._deltas(people) if state is NewsAlertsState else {}
        name, sockets = state.get_full_name(), self._app.event_namespace._token_manager.token_to_socket
        busy = []
        for first in range(0, len(tabs), _BREATH):
            told: dict[Any, tuple[StateUpdate, list[str]]] = {}
            for tab in tabs[first : first + _BREATH]:
                if tab.reading:
                    busy.append(tab)
                    continue
                found = {marked("cell", slug): cell for slug, cell in cells.get(tab.person.id, {}).items()}
                changed = {key: cell for key, cell in found.items() if tab.is_new(name, key, digest_of(cell))}
                if changed and (socket := sockets.get(tab.token)):
                    mark = marks.get(tab.person.id, {})
                    same = (*((key, digest_of(cell)) for key, cell in changed.items()), id(mark))
                    told.setdefault(same, (StateUpdate(delta={name: changed, **mark}), []))[1].append(socket.sid)
            for update, alike in told.values():
                await self._app.event_namespace.emit("event", update, to=alike)
            await asyncio.sleep(0)
        return busy

    async def _send(self, tab: Tab, shown: Shown, unread: int | None) -> None:
        page = tab.page or DashboardState
        async with state_of(self._app, tab, page) as root:
            if not root:
                return
            state = await root.get_state(page)
            if page is DashboardState:
                await state._show(tab.person, shown)
                return
            await state._refresh(tab.person)
            if unread is not None:
                (await root.get_state(UnreadState))._show(unread)

    def _looking(self) -> list[Tab]:
        namespace = self._app.event_namespace
        return list(filter(self._serves, TABS.looking(namespace._token_manager.token_to_socket))) if namespace else []

    async def _insist(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do a piece of work once the database is there to be read: what is in the log is not told a second time."""
        while True:
            try:
                await self._guarded(work(), is_patient=True)
            except Exception as error:  # noqa: BLE001 (it says that the database is away)
                _log.warning("a live update waits for the database: %s", type(error).__name__)
                await asyncio.sleep(_TICK)
            else:
                return

    async def _guarded(self, work: Awaitable[None], *, is_patient: bool = False) -> bool:
        """Do a piece of work; what fails is logged and does not stop the rest, unless it is to be done again when the database is back."""
        try:
            await work
        except Exception as error:
            if is_patient and is_away(error):
                raise
            _log.exception("a live update failed")
            return False
        return True


def _not_shown(changes: list[Changed], tabs: Iterable[Tab]) -> list[Changed]:
    """Return the changes without those that the only open tab of a person made itself, and so shows already."""
    theirs: dict[int | None, list[Tab]] = defaultdict(list)
    for tab in tabs:
        theirs[tab.person.id].append(tab)
    return [change for change in changes if not _is_shown(change, theirs.get(change.user_id, []))]


def _is_shown(change: Changed, theirs: list[Tab]) -> bool:
    made = [tab for tab in theirs if change.id in tab.own]
    for tab in made:
        tab.own.discard(change.id)
    return len(theirs) == len(made) == 1


def _cells(stale: Stale) -> list[tuple[str, tuple[str, ...]]]:
    """Return which cells to show anew, by section."""
    return [(section, tuple(sorted(products))) for section, products in stale.items()]


def _takes(tab: Tab, section: str, products: tuple[str, ...]) -> bool:
    """Tell whether a tab shows the cells of this section, closed, and nobody is just reading them."""
    if tab.page or tab.reading or not products or section not in set(Section) - set(_ARRANGING):
        return False
    state = SECTIONS[Section(section)].get_full_name()
    return not any((state, product) in tab.unfolded for product in products)
