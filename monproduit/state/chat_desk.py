"""The engineers' desk: all open chats, and the one that the address names."""

from typing import Any

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import chat_customer, chat_desk, chat_presence, chat_snapshots
from monproduit.services.access import Actor
from monproduit.services.chat_changes import ChatNews
from monproduit.services.chat_snapshots import Snapshot
from monproduit.services.chat_words import writing
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.chat import ChatForm
from monproduit.state.chat_sight import ChatSight
from monproduit.state.chat_window import ChatWindow
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import CHAT_TABS
from monproduit.views.chat import DeskChat, DeskLine, DeskProduct

ALL = "desk"
"""The key of the desk's span, and of what says that the lists are there."""


class ChatDeskState(ChatWindow, rx.State):
    """Who waits, whom one answers, and the others, each by its number; and one chat with its customer."""

    waiting: list[int] = []
    mine: list[int] = []
    others: list[int] = []
    chat: DeskChat | None = None
    products: list[DeskProduct] = []
    missing: bool = False
    is_available: bool = True
    connection: str = ""
    owner: str = ""
    refused: list[str] = []
    error: str = ""
    writer: str = ""
    writes: int = 0
    _chosen: int = 0

    @action
    async def load(self) -> None:
        """Show everything, and the chat that the address names."""
        (await self.get_state(SessionState))._greet(me())
        self.missing, self.chat = not me().is_staff, None
        if self.missing:
            return
        self._choose(str(self.router.url.query_parameters.get("chat", "")))
        CHAT_TABS.opened(self.router.session.client_token, me(), ChatDeskState)
        await chat_presence.look([me().id])
        self.is_available = await chat_presence.is_available(me())
        self._list(await chat_desk.lines(me()), None)
        self._send("loaded", ALL, True)  # noqa: FBT003 (the value of a var)
        await self._converse(me(), (await chat_snapshots.take([self._chosen])).get(self._chosen))
        self.products = await chat_customer.products(me(), self._chosen) if self.chat else []

    @action
    async def earlier(self) -> None:
        """Show the lines before."""
        await self._earlier(me(), ALL, chat_desk.words)

    @action
    async def join(self) -> None:
        """Join the chat."""
        await self._try(chat_desk.join(me(), self._chosen))

    @action
    async def leave(self) -> None:
        """Leave the chat to others."""
        await self._try(chat_desk.leave(me(), self._chosen))

    @action
    async def end(self) -> None:
        """End the chat."""
        await self._try(chat_desk.end(me(), self._chosen))

    @action
    async def send(self, form: ChatForm) -> None:
        """Answer in the chat that the words were written for; what is refused stays with the browser."""
        key, chat = form.get("key", ""), _number(form.get("chat", ""))
        self.error = await self._try(chat_desk.answer(me(), chat, key, form.get("text", "")), chat)
        self.refused = [one for one in self.refused if one != key][-20:] + ([key] if self.error else [])

    @action
    async def seen(self) -> None:
        """Take the mark of the chat away."""
        await self._try(chat_desk.seen(me(), self._chosen))

    @action
    async def write(self) -> None:
        """Let the customer know that one is writing."""
        await self._try(chat_desk.write(me(), self._chosen))

    @action
    async def choose_available(self, is_available: bool) -> None:
        """Answer chats from now on, or no more."""
        self.is_available = is_available
        await self._try(chat_presence.choose(me(), is_available=is_available))

    def _choose(self, typed: str) -> None:
        self._start(_number(typed))
        self._chosen, self.refused, self.error, self.writer = self._chat, [], "", ""
        self.connection, self.owner = self.router.session.session_id, str(me().id)

    async def _try(self, work: Any, chat: int = 0) -> str:
        """Do something, and show what became of it; return why it was refused."""
        refusal = ""
        try:
            await work
        except PortalError as error:
            refusal = say(error)
            if not chat:
                (await self.get_state(NoticeState))._say(refusal)
        if me().is_staff:
            changed = chat or self._chosen
            await self._show(me(), {changed: (await chat_snapshots.take([changed])).get(changed)})
        return refusal

    async def _tell(self, person: Actor, told: ChatNews, seen: ChatSight) -> None:
        """Show what is new."""
        for one in told.typing:
            if one.chat == self._chosen:
                self.writer, self.writes = writing(one.name), self.writes + 1
        if told.changed:
            await self._show(person, {chat: seen.chats.get(chat) for chat in told.changed})

    async def _show(self, person: Actor, chats: dict[int, Snapshot | None]) -> None:
        """Show the chats that changed, and what was said in the chosen one."""
        newest = self.chat.places if self.chat and self.chat.chat == self._chosen else 0
        fresh = {chat: one for chat, one in chats.items() if not (one and chat == self._chosen and one.chat.places < newest)}
        lines = [line for one in fresh.values() if one and (line := chat_snapshots.desk_line(person, one))]
        self._list(lines, set(fresh))
        if self._chosen in fresh:
            await self._converse(person, fresh[self._chosen])

    def _list(self, lines: list[DeskLine], changed: set[int] | None) -> None:
        """Send lines of the lists, and keep the chats in the order in which they began, so that none moves under the hand."""
        for line in lines:
            self._send("chat", str(line.chat), line)
        for group in ("waiting", "mine", "others"):
            kept = [] if changed is None else [chat for chat in getattr(self, group) if chat not in changed]
            order = sorted({*kept, *(line.chat for line in lines if line.group == group)})
            if order != getattr(self, group):
                setattr(self, group, order)

    async def _converse(self, person: Actor, one: Snapshot | None) -> None:
        chat = chat_snapshots.desk_chat(person, one)
        if chat != self.chat:
            self.chat = chat
        if one and chat and await self._follow(person, chat.chat, chat.places, ALL, chat_desk.words, chat_snapshots.tail(person, one)):
            self.writer = ""


def _number(typed: str) -> int:
    """Return a chat's number as it is typed; what is none names no chat."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004 (fits every database)
