"""The launcher on every page, and the panel behind it."""

from typing import Any, TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.routes import CHATS
from monproduit.services import chat_desk, chats
from monproduit.services.access import Actor
from monproduit.services.chat_changes import ChatNews
from monproduit.services.chat_words import unread_label, waiting_label, writing
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.chat_window import ChatWindow
from monproduit.state.notices import NoticeState
from monproduit.state.tabs import CHAT_TABS
from monproduit.views.chat import ChatPanel

MINE = "mine"
"""The key of the panel's span."""


class ChatForm(TypedDict, total=False):
    """What the browser sends: the words, what it calls them, and, on the desk, in which chat."""

    key: str
    text: str
    chat: str


class ChatState(ChatWindow, rx.State):
    """The person's chat. Nothing of it is read before the panel opens, but how many words are new."""

    unread: int = 0
    unread_label: str = ""
    panel: ChatPanel = ChatPanel()
    connection: str = ""
    owner: str = ""
    refused: list[str] = []
    error: str = ""
    writer: str = ""
    writes: int = 0
    _is_open: bool = False

    @action
    async def load(self) -> None:
        """Mark the launcher; runs with each page and after each connection."""
        self.connection, self.owner = self.router.session.session_id, str(me().id)
        self.refused, self.error, self.writer = [], "", ""
        if me().is_staff and str(self.router.url.path).rstrip("/").endswith(CHATS):
            return
        CHAT_TABS.opened(self.router.session.client_token, me(), ChatState)
        self._is_open = False
        await self._mark(me())

    @action
    async def open(self) -> None:
        """Show the chat in the panel."""
        self._is_open = True
        self._start(0)
        await self._show(me())

    @action
    async def close(self) -> None:
        """Read along no more."""
        self._is_open = False

    @action
    async def earlier(self) -> None:
        """Show the lines before."""
        await self._earlier(me(), MINE, chats.lines)

    @action
    async def send(self, form: ChatForm) -> None:
        """Write to support; what is refused stays with the browser."""
        key = form.get("key", "")
        try:
            await chats.send(me(), key, form.get("text", ""))
        except PortalError as error:
            self.refused, self.error = [*self.refused[-20:], key], say(error)
        else:
            self.refused, self.error = [one for one in self.refused if one != key], ""
        if self._is_open:
            await self._show(me())

    @action
    async def seen(self) -> None:
        """Take the mark away, in all tabs."""
        if self.unread:
            await chats.seen(me())
            await self._mark(me())

    @action
    async def write(self) -> None:
        """Let the engineers know that one is writing."""
        await chats.write(me())

    @action
    async def end(self) -> Any:
        """End the chat."""
        try:
            await chats.end(me())
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._show(me())

    async def _tell(self, person: Actor, told: ChatNews) -> None:
        """Show what is new."""
        if told.typing:
            self.writer, self.writes = writing(told.typing[-1].name), self.writes + 1
        if told.changed or not told.typing:
            await self._mark(person)
            if self._is_open:
                await self._show(person)

    async def _mark(self, person: Actor) -> None:
        if person.is_staff:
            self.unread = await chat_desk.wanting(person)
            self.unread_label = waiting_label(self.unread)
        else:
            self.unread = await chats.unread(person)
            self.unread_label = unread_label(self.unread)

    async def _show(self, person: Actor) -> None:
        panel = await chats.panel(person)
        if panel != self.panel:
            self.panel = panel
        if await self._follow(person, panel.chat, panel.places, MINE, chats.lines):
            self.writer = ""
