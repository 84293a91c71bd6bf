"""Bring what happens in chats to the open tabs of this process, and the presence of engineers to the chats."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable

import reflex as rx

from monproduit.core import clock
from monproduit.core.database import is_away
from monproduit.core.localisation import use_locale
from monproduit.integrations.change_log import Changed
from monproduit.services import chat_presence, chat_snapshots, chats
from monproduit.services.audience import concerned
from monproduit.services.chat_changes import ChatNews, news
from monproduit.state.chat import ChatState
from monproduit.state.chat_desk import ChatDeskState
from monproduit.state.chat_sight import SHOWN, ChatSight
from monproduit.state.open_state import state_of
from monproduit.state.tabs import CHAT_TABS, Tab

_log = logging.getLogger(__name__)


class ChatLive:
    """What the follower of the change log and the clock do about chats."""

    def __init__(self, app: rx.App, serves: Callable[[Tab], bool] = lambda _tab: True) -> None:
        """Serve some tabs of an app."""
        self._app, self._serves = app, serves
        self._looked = clock.now() - chat_presence.EVERY
        self._is_there = False

    async def deliver(self, changes: list[Changed]) -> None:
        """Show what is new in every open tab that may see it, and in no other."""
        by_person: dict[int, list[Tab]] = defaultdict(list)
        for tab in self._looking():
            by_person[tab.person.id].append(tab)
        found = await concerned(changes, by_person.keys()) if changes and by_person else {}
        told = {person: news(sections) for person, sections in found.items()}
        told = {person: one for person, one in told.items() if one.changed or one.typing}
        if not told:
            return
        seen = await self._look(told, [tab for person in told for tab in by_person[person]])
        await self._tell_all([(tab, one) for person, one in told.items() for tab in by_person[person]], seen)

    async def tick(self) -> None:
        """Note whose desk is open, and tell the panels when somebody came or everybody went."""
        tabs, now = self._looking(), clock.now()
        if now - self._looked >= chat_presence.EVERY:
            self._looked = now
            await chat_presence.look({tab.person.id for tab in tabs if tab.page is ChatDeskState})
        panels = [tab for tab in tabs if tab.page is ChatState and not tab.person.is_staff]
        if not panels:
            return
        shown = {self._is_there, *SHOWN}
        SHOWN.clear()  # before the look: a panel that opens meanwhile waits for the next one
        try:
            is_there = await chat_presence.is_anybody_there()
        except Exception:
            SHOWN.update(shown)
            raise
        if shown != {is_there}:  # somebody may come and go between two looks, and a panel open in between
            await self._tell_all([(tab, ChatNews(frozenset(), ())) for tab in panels], ChatSight(is_there))
            self._is_there = is_there

    async def tidy(self) -> None:
        """End what fell silent."""
        await chats.end_silent()

    async def _look(self, told: dict[int, ChatNews], tabs: list[Tab]) -> ChatSight:
        """Read what changed once, whoever looks."""
        changed = {chat for one in told.values() for chat in one.changed}
        marked = {tab.person.id for tab in tabs if tab.page is ChatState and tab.person.is_staff} if changed else set[int]()
        wanted = await chat_snapshots.wanted_by(marked) if marked else {}
        return ChatSight(await chat_presence.is_anybody_there(), await chat_snapshots.take(changed), wanted)

    async def _tell_all(self, tabs: list[tuple[Tab, ChatNews]], seen: ChatSight) -> None:
        """Tell tabs at once: one that is busy keeps nobody waiting, and what fails in one is logged and does not stop the others."""
        failures = await asyncio.gather(*(self._tell(tab, told, seen) for tab, told in tabs), return_exceptions=True)
        for failure in failures:
            if isinstance(failure, Exception) and is_away(failure):
                raise failure
            if isinstance(failure, BaseException):
                _log.error("a chat could not be shown", exc_info=failure)

    async def _tell(self, tab: Tab, told: ChatNews, seen: ChatSight) -> None:
        if not tab.page:
            return
        with use_locale(tab.language):
            async with state_of(self._app, tab, tab.page) as root:
                if root:
                    await (await root.get_state(tab.page))._tell(tab.person, told, seen)

    def _looking(self) -> list[Tab]:
        namespace = self._app.event_namespace
        return list(filter(self._serves, CHAT_TABS.looking(namespace._token_manager.token_to_socket))) if namespace else []
