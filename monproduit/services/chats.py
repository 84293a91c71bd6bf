"""A customer's chat with support: one open at a time, asked for by who they are and never by its number."""

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import look, reading, writing
from monproduit.core.enums import ChatEvent
from monproduit.core.errors import PortalError
from monproduit.models import Chat, ChatEngineer, Person
from monproduit.services import chat_lines, chat_presence, chat_requests, chat_snapshots
from monproduit.services.access import Actor
from monproduit.services.changes import note
from monproduit.services.chat_changes import changed, typing
from monproduit.services.chat_words import panel_words
from monproduit.views.chat import ChatLineView, ChatPanel

_UNREAD = select(func.coalesce(func.sum(col(Chat.unread)), 0)).where(col(Chat.customer_id) == bindparam("me"))


async def unread(actor: Actor) -> int:
    """Return how many words of the support the person has not seen."""
    found = await look(_UNREAD, {"me": actor.id})
    return int(found[0])


async def panel(actor: Actor) -> ChatPanel:
    """Return where the person's latest chat stands, and whether somebody is there."""
    async with reading() as session:
        latest = (await session.execute(select(func.max(col(Chat.id))).where(col(Chat.customer_id) == actor.id))).scalar_one()
    found = await chat_snapshots.take([latest]) if latest else {}
    is_there = await chat_presence.is_anybody_there()
    shown = chat_snapshots.panel(actor, found[latest], is_there=is_there) if latest in found else None
    return shown or ChatPanel(words=panel_words("none", is_there=is_there), is_there=is_there)


async def lines(actor: Actor, chat_id: int, first: int, last: int | None = None) -> list[ChatLineView]:
    """Return lines of one of the person's chats; of another's, none."""
    async with reading() as session:
        is_theirs = await session.scalar(select(col(Chat.id)).where(col(Chat.id) == chat_id, col(Chat.customer_id) == actor.id))
    return await chat_lines.between(actor, chat_id, first, last) if is_theirs else []


async def send(actor: Actor, key: str, text: str, about: str = "") -> None:
    """Write to support, in the open chat or in a new one, about a service request; the same key again changes nothing.

    Raises:
        PortalError: `chat_empty`, `chat_too_long`, `chat_wrong_key` or `chat_flood`.
    """
    words = chat_lines.checked(key, text)
    async with writing() as session:
        await session.execute(select(col(Person.id)).where(col(Person.id) == actor.id).with_for_update(key_share=True))
        if await chat_lines.is_known(session, actor, key):
            return
        await chat_lines.refuse_flood(session, actor)
        chat = await _open_chat(session, actor, about)
        await chat_lines.add(session, chat, ChatEvent.TEXT, author=actor.id, text=words, key=key)


async def seen(actor: Actor) -> None:
    """Note that the person saw what the support wrote: the marks go, in all their tabs."""
    async with writing() as session:
        query = update(Chat).where(col(Chat.customer_id) == actor.id, col(Chat.unread) > 0).values(unread=0).returning(Chat)
        for chat in (await session.scalars(query)).all():
            await note(session, changed(chat)[:1])


async def end(actor: Actor) -> None:
    """End the person's chat.

    Raises:
        PortalError: `no_such_chat`, there is none.
    """
    async with writing() as session:
        chat = await _locked(session, actor)
        if not chat:
            raise PortalError("no_such_chat")
        await chat_lines.end(session, chat, ChatEvent.ENDED, author=actor.id)


async def write(actor: Actor) -> None:
    """Let the engineers of the person's chat know that they are writing; nothing of what they write is told."""
    query = (
        select(col(Chat.id), col(ChatEngineer.user_id))
        .join(ChatEngineer, col(ChatEngineer.chat_id) == col(Chat.id))
        .where(col(Chat.customer_id) == actor.id, col(Chat.ended_at).is_(None), col(ChatEngineer.left_at).is_(None))
    )
    async with reading() as session:
        readers = (await session.execute(query)).all()
    if readers:
        async with writing() as session:
            await note(session, typing(readers[0][0], actor.name, [reader for _chat, reader in readers]))


async def end_silent() -> None:
    """End the chats in which nobody wrote for a day."""
    query = select(Chat).where(col(Chat.ended_at).is_(None), col(Chat.last_at) <= chat_lines.silent_since()).with_for_update()
    async with writing() as session:
        for chat in (await session.scalars(query)).all():
            await chat_lines.end(session, chat, ChatEvent.TIMED_OUT)


async def _locked(session: AsyncSession, actor: Actor) -> Chat | None:
    return await session.scalar(select(Chat).where(col(Chat.customer_id) == actor.id, col(Chat.ended_at).is_(None)).with_for_update(key_share=True))


async def _open_chat(session: AsyncSession, actor: Actor, about: str) -> Chat:
    """Return the open chat of a person who is locked; one that fell silent is ended, and another begins."""
    chat = await _locked(session, actor)
    if chat and chat_lines.is_over(chat):
        await chat_lines.end(session, chat, ChatEvent.TIMED_OUT)
        chat = None
    if not chat:
        moment = clock.now()
        chat = Chat(customer_id=actor.id, opened_at=moment, last_at=moment)
        session.add(chat)
        await session.flush()
        if about:
            await chat_requests.begin(session, actor, chat, about)
    return chat
