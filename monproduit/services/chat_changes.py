"""How the change log says that something happened in a chat: it names the chat, and never what was written."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from monproduit.models import Chat
from monproduit.services.changes import Touched

_CHANGED, _TYPING = "chat", "typing"


class Typing(NamedTuple):
    """Somebody is writing in a chat."""

    chat: int
    name: str


class ChatNews(NamedTuple):
    """What a page that shows chats is told: the chats that changed, and who is writing."""

    changed: frozenset[int]
    typing: tuple[Typing, ...]


def changed(chat: Chat) -> list[Touched]:
    """Return the change of a chat, for its customer and for all staff."""
    section = f"{_CHANGED}:{chat.id}"
    return [Touched(user_id=chat.customer_id, section=section), Touched(section=section)]


def typing(chat_id: int, name: str, readers: Iterable[int]) -> list[Touched]:
    """Return that somebody writes, for those who read along."""
    return [Touched(user_id=reader, section=f"{_TYPING}:{chat_id}:{name}") for reader in readers]


def is_about_chats(section: str) -> bool:
    """Tell whether a change concerns chats and nothing else."""
    return section.startswith((f"{_CHANGED}:", f"{_TYPING}:"))


def news(sections: Collection[str]) -> ChatNews:
    """Read what the sections of changes say about chats."""
    parts = [section.split(":", 2) for section in sections if is_about_chats(section)]
    writing = [Typing(int(part[1]), part[2]) for part in parts if part[0] == _TYPING]
    return ChatNews(frozenset(int(part[1]) for part in parts if part[0] == _CHANGED), tuple(writing))
