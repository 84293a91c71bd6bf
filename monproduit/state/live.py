"""Bring committed changes to the open tabs of this process, and the words that a new day changes."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Iterable
from datetime import datetime, timedelta

import reflex as rx

from monproduit.core import clock
from monproduit.core.database import engine
from monproduit.core.localisation import use_locale
from monproduit.core.sections import Section
from monproduit.integrations.change_log import Changed, change_log, follow, forget_before
from monproduit.services import alert_list
from monproduit.services.audience import Stale, concerned, published_between
from monproduit.state.dashboard import DashboardState, Shown, read
from monproduit.state.tabs import TABS, Tab
from monproduit.state.unread import UnreadState

_TICK = 1.0
_TIDY = timedelta(hours=1)
_KEPT = timedelta(days=2)
_DATED = (Section.SUPPORT_STATUS, Section.LICENSE_STATUS, Section.LATEST_DOWNLOAD)
_log = logging.getLogger(__name__)


class Live:
    """One follower of the change log and one clock for each process, whatever the number of tabs."""

    def __init__(self, app: rx.App) -> None:
        """Serve the tabs of an app."""
        self._app = app

    async def run(self) -> None:
        """Follow the log and the clock until the process ends."""
        await asyncio.gather(self._follow(), self._tick())

    async def _follow(self) -> None:
        async for changes in follow(change_log(engine())):
            await self._guarded(self.deliver(changes))

    async def _tick(self) -> None:
        before = clock.now()
        tidied = before - _TIDY
        while True:
            await asyncio.sleep(_TICK)
            now = clock.now()
            if await self._guarded(self._pass(before, now)):
                before = now
            if now - tidied >= _TIDY:
                tidied = now
                await self._guarded(forget_before(engine(), now - _KEPT))

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
            await self._show(tabs, await concerned(changes, {tab.person.id for tab in tabs}))

    async def _show(self, tabs: Iterable[Tab], stale: dict[int, Stale]) -> None:
        """Read once per person and language, and send to each of their tabs."""
        together: dict[tuple[int, str], list[Tab]] = defaultdict(list)
        for tab in tabs:
            if tab.person.id in stale:
                together[tab.person.id, tab.language].append(tab)
        for (person, language), theirs in together.items():
            with use_locale(language):
                shown = await read(theirs[0].person, stale[person]) if any(tab.page is None for tab in theirs) else {}
                is_news = bool({"", Section.NEWS_ALERTS} & stale[person].keys()) and any(tab.page for tab in theirs)
                unread = await alert_list.unread(theirs[0].person) if is_news else None
                for tab in theirs:
                    await self._guarded(self._send(tab, shown, unread))

    async def _send(self, tab: Tab, shown: Shown, unread: int | None) -> None:
        if tab.page:
            async with self._app.modify_state(rx.BaseStateToken(ident=tab.token, cls=tab.page)) as root:
                await (await root.get_state(tab.page))._refresh(tab.person)
                if unread is not None:
                    (await root.get_state(UnreadState))._show(unread)
            return
        async with self._app.modify_state(rx.BaseStateToken(ident=tab.token, cls=DashboardState)) as root:
            dashboard = await root.get_state(DashboardState)
            await dashboard._show(tab.person, shown)

    def _looking(self) -> list[Tab]:
        namespace = self._app.event_namespace
        return list(TABS.looking(namespace._token_manager.token_to_socket)) if namespace else []

    async def _guarded(self, work: Awaitable[None]) -> bool:
        """Do a piece of work; what fails is logged and does not stop the rest."""
        try:
            await work
        except Exception:  # noqa: BLE001 (one tab's failure is not the others')
            _log.exception("a live update failed")
            return False
        return True
