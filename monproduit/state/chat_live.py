"""Bring what happens in chats to the open tabs of this process, and the presence of engineers to the chats."""

from collections import defaultdict
from collections.abc import Callable

import reflex as rx

from monproduit.core import clock
from monproduit.core.localisation import use_locale
from monproduit.integrations.change_log import Changed
from monproduit.services import chat_presence, chats
from monproduit.services.audience import concerned
from monproduit.services.chat_changes import ChatNews, news
from monproduit.state.chat import ChatState
from monproduit.state.chat_desk import ChatDeskState
from monproduit.state.tabs import CHAT_TABS, Tab


class ChatLive:
    """What the follower of the change log and the clock do about chats."""

    def __init__(self, app: rx.App, serves: Callable[[Tab], bool]) -> None:
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
        for person, sections in found.items():
            told = news(sections)
            for tab in by_person[person]:
                await self._tell(tab, told)

    async def tick(self) -> None:
        """Note whose desk is open, and tell the panels when somebody came or everybody went."""
        tabs, now = self._looking(), clock.now()
        if now - self._looked >= chat_presence.EVERY:
            self._looked = now
            await chat_presence.look({tab.person.id for tab in tabs if tab.page is ChatDeskState})
        panels = [tab for tab in tabs if tab.page is ChatState and not tab.person.is_staff]
        if panels and (is_there := await chat_presence.is_anybody_there()) != self._is_there:
            self._is_there = is_there
            for tab in panels:
                await self._tell(tab, ChatNews(frozenset(), ()))

    async def tidy(self) -> None:
        """End what fell silent."""
        await chats.end_silent()

    async def _tell(self, tab: Tab, told: ChatNews) -> None:
        if not tab.page:
            return
        with use_locale(tab.language):
            async with self._app.modify_state(rx.BaseStateToken(ident=tab.token, cls=tab.page)) as root:
                await (await root.get_state(tab.page))._tell(tab.person, told)

    def _looking(self) -> list[Tab]:
        namespace = self._app.event_namespace
        return list(filter(self._serves, CHAT_TABS.looking(namespace._token_manager.token_to_socket))) if namespace else []
