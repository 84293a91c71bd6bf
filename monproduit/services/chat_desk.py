"""The chats as the vendor's engineers have them: who waits, whom one answers, and what is not read yet."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import ChatEvent
from monproduit.core.errors import PortalError
from monproduit.models import Chat, ChatEngineer, Person
from monproduit.services import chat_lines, chat_snapshots
from monproduit.services.access import Actor, require_staff
from monproduit.services.changes import note
from monproduit.services.chat_changes import changed, typing
from monproduit.services.chat_lines import name_of
from monproduit.views.chat import ChatLineView, DeskLine

_AT_MOST = 500


async def lines(actor: Actor) -> list[DeskLine]:
    """Return the open chats, in the order in which they began.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    query = select(col(Chat.id)).where(col(Chat.ended_at).is_(None)).order_by(col(Chat.id)).limit(_AT_MOST)
    async with reading() as session:
        chats = list(await session.scalars(query))
    found = await chat_snapshots.take(chats)
    return [line for chat in chats if chat in found and (line := chat_snapshots.desk_line(actor, found[chat]))]


async def wanting(actor: Actor) -> int:
    """Return how many chats want the engineer: those that wait for anybody, and their own with something new.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    return (await chat_snapshots.wanted_by([actor.id]))[actor.id]


async def words(actor: Actor, chat_id: int, first: int, last: int | None = None) -> list[ChatLineView]:
    """Return lines of an open chat, or of one that the engineer joined.

    Raises:
        PortalError: `staff_only` or `no_such_chat`.
    """
    require_staff(actor)
    async with reading() as session:
        await visible(session, actor, chat_id)
    return await chat_lines.between(actor, chat_id, first, last)


async def join(actor: Actor, chat_id: int) -> None:
    """Join a chat; the customer is told by whom.

    Raises:
        PortalError: `staff_only` or `no_such_chat`.
    """
    async with writing() as session:
        chat = await _open(session, actor, chat_id)
        row = await session.get(ChatEngineer, (chat_id, actor.id))
        if row and row.left_at is None:
            return
        if row:
            row.left_at = None
        else:
            session.add(ChatEngineer(chat_id=chat_id, user_id=actor.id))
        await chat_lines.add(session, chat, ChatEvent.JOINED, author=actor.id)


async def answer(actor: Actor, chat_id: int, key: str, text: str) -> None:
    """Write to the customer of a chat that one joined; the same key again changes nothing.

    Raises:
        PortalError: `staff_only`, `no_such_chat`, `chat_not_joined`, `chat_empty`, `chat_too_long`, `chat_wrong_key` or `chat_flood`.
    """
    said = chat_lines.checked(key, text)
    async with writing() as session:
        require_staff(actor)
        if await chat_lines.is_known(session, actor, key):
            return
        chat = await _open(session, actor, chat_id)
        row = await _joined(session, actor, chat_id)
        await chat_lines.refuse_flood(session, actor)
        chat.unread += 1
        await chat_lines.add(session, chat, ChatEvent.TEXT, author=actor.id, text=said, key=key)
        row.seen_place = chat.places


async def leave(actor: Actor, chat_id: int) -> None:
    """Leave a chat to others; without an engineer, it waits again.

    Raises:
        PortalError: `staff_only`, `no_such_chat` or `chat_not_joined`.
    """
    async with writing() as session:
        chat = await _open(session, actor, chat_id)
        row = await _joined(session, actor, chat_id)
        row.left_at = clock.now()
        await chat_lines.add(session, chat, ChatEvent.LEFT, author=actor.id)


async def end(actor: Actor, chat_id: int) -> None:
    """End a chat that one joined.

    Raises:
        PortalError: `staff_only`, `no_such_chat` or `chat_not_joined`.
    """
    async with writing() as session:
        chat = await _open(session, actor, chat_id)
        await _joined(session, actor, chat_id)
        await chat_lines.end(session, chat, ChatEvent.ENDED, author=actor.id)


async def seen(actor: Actor, chat_id: int) -> None:
    """Note that the engineer saw all of a chat: its mark goes, in all their tabs.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    async with writing() as session:
        row, chat = await session.get(ChatEngineer, (chat_id, actor.id)), await session.get(Chat, chat_id)
        if row and chat and row.seen_place < chat.places:
            row.seen_place = chat.places
            (_customer, staff) = changed(chat)
            await note(session, [staff._replace(user_id=actor.id)])


async def write(actor: Actor, chat_id: int) -> None:
    """Let the customer, and the other engineers of a chat, know that one is writing.

    Raises:
        PortalError: `staff_only`, `no_such_chat` or `chat_not_joined`.
    """
    async with writing() as session:
        chat = await _open(session, actor, chat_id)
        await _joined(session, actor, chat_id)
        others = select(col(ChatEngineer.user_id)).where(col(ChatEngineer.chat_id) == chat_id, col(ChatEngineer.left_at).is_(None))
        readers = [chat.customer_id, *(reader for reader in await session.scalars(others) if reader != actor.id)]
        await note(session, typing(chat_id, name_of(await session.get(Person, actor.id)), readers))


async def visible(session: AsyncSession, actor: Actor, chat_id: int) -> Chat:
    """Return a chat that is open, or that the engineer joined.

    Raises:
        PortalError: `no_such_chat`.
    """
    chat = await session.get(Chat, chat_id)
    if not chat or (chat.ended_at and not await session.get(ChatEngineer, (chat_id, actor.id))):
        raise PortalError("no_such_chat")
    return chat


async def _open(session: AsyncSession, actor: Actor, chat_id: int) -> Chat:
    """Lock an open chat, for staff."""
    require_staff(actor)
    chat = await session.scalar(select(Chat).where(col(Chat.id) == chat_id, col(Chat.ended_at).is_(None)).with_for_update(key_share=True))
    if not chat:
        raise PortalError("no_such_chat")
    return chat


async def _joined(session: AsyncSession, actor: Actor, chat_id: int) -> ChatEngineer:
    row = await session.get(ChatEngineer, (chat_id, actor.id))
    if not row or row.left_at is not None:
        raise PortalError("chat_not_joined")
    return row
