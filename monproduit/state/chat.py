"""The launcher on every page, and the panel behind it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypedDict

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.routes import CHATS, SERVICE_REQUESTS
from monproduit.services import chat_desk, chat_requests, chat_snapshots, chats
from monproduit.services.access import Actor
from monproduit.services.chat_changes import ChatNews
from monproduit.services.chat_snapshots import Snapshot
from monproduit.services.chat_words import panel_words, unread_label, waiting_label, writing
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.chat_sight import SHOWN, ChatSight
from monproduit.state.chat_window import ChatWindow
from monproduit.state.notices import NoticeState
from monproduit.state.tabs import CHAT_TABS
from monproduit.views.chat import ChatLineView, ChatPanel

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
    about: str = ""
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
        self.about = await self._origin(me())
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
            await chats.send(me(), key, form.get("text", ""), self.about)
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

    async def _tell(self, person: Actor, told: ChatNews, seen: ChatSight) -> None:
        """Show what is new, from what was read for all."""
        if told.typing:
            self.writer, self.writes = writing(told.typing[-1].name), self.writes + 1
        if person.is_staff:
            self._show_mark(seen.wanted.get(person.id, self.unread), waiting_label)
            return
        for one in sorted((seen.chats[chat] for chat in told.changed if chat in seen.chats), key=lambda one: one.chat.id):
            await self._show_chat(person, one, is_there=seen.is_there)
        if self._is_open and self.panel.is_there != seen.is_there:
            self.panel = replace(self.panel, is_there=seen.is_there, words=panel_words(self.panel.state, is_there=seen.is_there))

    async def _show_chat(self, person: Actor, one: Snapshot, *, is_there: bool) -> None:
        """Show how a chat stands, unless the panel shows a later moment of it."""
        if one.chat.customer_id != person.id or (one.chat.id == self.panel.chat and one.chat.places < self.panel.places):
            return
        self._show_mark(one.unread, unread_label)
        if self._is_open and (panel := chat_snapshots.panel(person, one, is_there=is_there)):
            await self._show_panel(person, panel, chat_snapshots.tail(person, one))

    async def _origin(self, person: Actor) -> str:
        """Return the number of the service request that the page shows, if a chat may come from it."""
        before, _, number = str(self.router.url.path).rstrip("/").rpartition("/")
        return await chat_requests.about(person, number) if before.endswith(SERVICE_REQUESTS) and not person.is_staff else ""

    async def _mark(self, person: Actor) -> None:
        if person.is_staff:
            self._show_mark(await chat_desk.wanting(person), waiting_label)
        else:
            self._show_mark(await chats.unread(person), unread_label)

    def _show_mark(self, count: int, label: Callable[[int], str]) -> None:
        if count != self.unread or label(count) != self.unread_label:
            self.unread, self.unread_label = count, label(count)

    async def _show(self, person: Actor) -> None:
        await self._show_panel(person, await chats.panel(person))

    async def _show_panel(self, person: Actor, panel: ChatPanel, tail: Sequence[ChatLineView] = ()) -> None:
        SHOWN.add(panel.is_there)
        if panel != self.panel:
            self.panel = panel
        if await self._follow(person, panel.chat, panel.places, MINE, chats.lines, tail):
            self.writer = ""
