"""The lines of a chat: written in their places, and read."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.enums import ChatEvent
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_hour, local_moment
from monproduit.models import Chat, ChatLine, Person, ServiceRequest
from monproduit.services.access import Actor
from monproduit.services.changes import note
from monproduit.services.chat_changes import changed
from monproduit.services.chat_words import happened
from monproduit.services.request_entries import Said
from monproduit.services.request_opening import join_chat
from monproduit.views.chat import ChatLineView

LONGEST = 2000
FLOOD, WITHIN = 20, timedelta(seconds=30)
"""How many messages a person may send within which time."""
_SILENCE = timedelta(hours=24)
"""After how long without a word a chat is over."""
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


def checked(key: str, text: str) -> str:
    """Return the words as they are kept.

    Raises:
        PortalError: `chat_empty`, `chat_too_long`, or `chat_wrong_key`.
    """
    words = "".join(sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}).strip()
    if not words:
        raise PortalError("chat_empty")
    if len(words) > LONGEST:
        raise PortalError("chat_too_long", limit=LONGEST)
    if not _KEY.fullmatch(key):
        raise PortalError("chat_wrong_key")
    return words


async def is_known(session: AsyncSession, actor: Actor, key: str) -> bool:
    """Tell whether the person's words of this key were written before."""
    return await session.scalar(select(col(ChatLine.place)).where(col(ChatLine.author_id) == actor.id, col(ChatLine.key) == key)) is not None


async def refuse_flood(session: AsyncSession, actor: Actor) -> None:
    """Refuse who sends more than anybody reads.

    Raises:
        PortalError: `chat_flood`, with the seconds to wait.
    """
    moment = clock.now()
    sent = select(col(ChatLine.at)).where(
        col(ChatLine.author_id) == actor.id, col(ChatLine.at) > moment - WITHIN, col(ChatLine.kind) == ChatEvent.TEXT
    )
    latest = (await session.scalars(sent.order_by(col(ChatLine.at).desc()).limit(FLOOD))).all()
    if len(latest) == FLOOD:
        raise PortalError("chat_flood", seconds=int((latest[-1] + WITHIN - moment).total_seconds()) + 1)


async def add(session: AsyncSession, chat: Chat, kind: ChatEvent, *, author: int | None = None, text: str = "", key: str | None = None) -> None:
    """Write a line in the next place of a chat that the caller has locked, and tell whom it concerns."""
    chat.places += 1
    chat.last_at = clock.now()
    line = ChatLine(chat_id=chat.id, place=chat.places, author_id=author, kind=kind, key=key, text=text, at=chat.last_at)
    session.add(line)
    await session.flush()
    await carry(session, chat, [line])
    await note(session, changed(chat))


async def carry(session: AsyncSession, chat: Chat, lines: Iterable[ChatLine]) -> None:
    """Add words to the service request that keeps those of this chat, each once."""
    request = await session.get(ServiceRequest, chat.service_request_id) if chat.service_request_id else None
    if request and (words := said(chat, lines)):
        await join_chat(session, request, words)


def said(chat: Chat, lines: Iterable[ChatLine]) -> list[Said]:
    """Return the words among lines of a chat, as a service request keeps them."""
    return [
        Said(f"chat-{chat.id}-{line.place}", line.author_id, line.author_id != chat.customer_id, line.text, line.at)
        for line in lines
        if line.kind == ChatEvent.TEXT
    ]


def silent_since() -> datetime:
    """Return since when nobody may have written for a chat to be over."""
    return clock.now() - _SILENCE


def is_over(chat: Chat) -> bool:
    """Tell whether a chat ended, or fell silent."""
    return chat.ended_at is not None or chat.last_at <= silent_since()


async def end(session: AsyncSession, chat: Chat, kind: ChatEvent, *, author: int | None = None) -> None:
    """End a chat that the caller has locked."""
    chat.ended_at = clock.now()
    await add(session, chat, kind, author=author)


async def between(actor: Actor, chat_id: int, first: int, last: int | None = None) -> list[ChatLineView]:
    """Return lines of a chat that the caller may see, from a place on, or up to another."""
    query = (
        select(ChatLine, Person)
        .outerjoin(Person, col(Person.id) == col(ChatLine.author_id))
        .where(col(ChatLine.chat_id) == chat_id, col(ChatLine.place) >= first)
        .order_by(col(ChatLine.place))
    )
    if last is not None:
        query = query.where(col(ChatLine.place) <= last)
    async with reading() as session:
        found = (await session.execute(query)).all()
    return [view(actor, line, author) for line, author in found]


def name_of(person: Person | None) -> str:
    """Return what to call the author of a line."""
    return (person.name or person.email) if person else _("Quelqu’un")


def initials_of(name: str) -> str:
    """Return the first letters of a name."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def when(actor: Actor, moment: datetime) -> str:
    """Write the hour of today, and the date of another day."""
    is_today = moment.astimezone(ZoneInfo(actor.time_zone)).date() == actor.today
    return local_hour(moment, actor.time_zone) if is_today else local_moment(moment, actor.time_zone)


def view(actor: Actor, line: ChatLine, author: Person | None) -> ChatLineView:
    """Return a line as somebody who may see it reads it."""
    name = name_of(author)
    is_text = line.kind == ChatEvent.TEXT
    is_mine = is_text and line.author_id == actor.id
    return ChatLineView(
        place=line.place,
        kind=line.kind,
        author=_("Vous") if is_mine else name,
        initials=initials_of(name),
        text=line.text if is_text else happened(line.kind, name, line.text),
        moment=when(actor, line.at),
        key=(line.key or "") if is_mine else "",
        is_mine=is_mine,
    )
