"""The lines of a chat that are on the screen: sent once each, under their places, and nothing of them stays in the server's state."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import reflex as rx

from monproduit.services.access import Actor
from monproduit.services.words import PAGE, more_label
from monproduit.state.keyed import KeyedVars, keyed
from monproduit.state.tabs import CHAT_TABS, Tabs
from monproduit.views.chat import ChatLineView, ChatSpan

Reader = Callable[[Actor, int, int, int | None], Awaitable[list[ChatLineView]]]


class ChatWindow(KeyedVars, mixin=True):
    """Which places of which chat the browser has; what comes after them is all that is read and sent."""

    _chat: int = 0
    _first: int = 0
    _last: int = 0

    def _start(self, chat: int) -> None:
        """Show a chat from its last lines on."""
        self._chat, self._first, self._last = chat, 0, 0

    def _tabs(self) -> Tabs:
        return CHAT_TABS

    async def _follow(self, person: Actor, chat: int, places: int, name: str, read: Reader, tail: Sequence[ChatLineView] = ()) -> bool:
        """Send what came since, from the last lines where they reach back far enough; tell whether the last of it are words of somebody else."""
        if chat != self._chat:
            self._start(chat)
        if places and not self._last:
            self._first = max(1, places - PAGE + 1)
        since, found = max(self._first, self._last + 1), list[ChatLineView]()
        if places > self._last:
            is_enough = tail and tail[0].place <= since
            found = [line for line in tail if line.place >= since] if is_enough else await read(person, chat, since, None)
        self._last = found[-1].place if found else self._last
        self._send_lines(chat, name, found)
        return bool(found) and not found[-1].is_mine

    async def _earlier(self, person: Actor, name: str, read: Reader) -> None:
        """Send a page of the lines before."""
        if self._first > 1:
            before, self._first = self._first - 1, max(1, self._first - PAGE)
            self._send_lines(self._chat, name, await read(person, self._chat, self._first, before))

    def _send_lines(self, chat: int, name: str, lines: list[ChatLineView]) -> None:
        for line in lines:
            self._send("line", f"{chat}-{line.place}", line)
        self._send("span", name, ChatSpan(chat, self._first, self._last, more_label(self._first - 1) if self._first > 1 else ""))


def chat_span(state: type[rx.State], key: Any) -> Any:
    """Return the span that a state has sent under a name."""
    return keyed(state, "span", key, ChatSpan)


def chat_line(state: type[rx.State], chat: Any, place: Any) -> Any:
    """Return the line that a state has sent for a place of a chat."""
    return keyed(state, "line", chat.to(str) + "-" + place.to(str), ChatLineView)
