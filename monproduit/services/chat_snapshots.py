"""How chats stand, read once for everybody who looks: what each of them sees is written from it without another query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import ChatEvent
from monproduit.core.slices import slices
from monproduit.models import Chat, ChatEngineer, ChatLine, Person, ServiceRequest
from monproduit.services import chat_lines
from monproduit.services.access import Actor, require_staff
from monproduit.services.chat_lines import initials_of, name_of, when
from monproduit.services.chat_words import desk_words, panel_words, unread_label
from monproduit.views.chat import ChatLineView, ChatPanel, DeskChat, DeskLine

_TAIL = 5
"""How many of the last lines come with a chat; a tab that misses more reads them for itself."""
_PREVIEW = 120


@dataclass(frozen=True, slots=True)
class Engineer:
    """Somebody who joined, what is new to them, and whether they left."""

    name: str
    unread: int
    has_left: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One chat.

    Attributes:
        latest: the customer's latest chat, which their panel shows.
        unread: what is new to the customer, in all their chats.
        engineers: by their ids, in the order of their names.
        tail: its last lines, with their authors.
    """

    chat: Chat
    customer: Person
    request: str
    latest: int
    unread: int
    preview: str
    engineers: dict[int, Engineer] = field(default_factory=dict)
    tail: list[tuple[ChatLine, Person | None]] = field(default_factory=list)

    @property
    def names(self) -> str:
        """The engineers who are in it."""
        return ", ".join(one.name for one in self.engineers.values() if not one.has_left)

    def is_in(self, actor: Actor) -> bool:
        """Tell whether an engineer is in it."""
        row = self.engineers.get(actor.id)
        return row is not None and not row.has_left


async def take(chats: Collection[int]) -> dict[int, Snapshot]:
    """Read chats, open or not, in three queries whoever looks; what may be shown of them is asked of the functions below."""
    found: dict[int, Snapshot] = {}
    async with reading() as session:
        for some in slices(chats):
            for chat, customer, request, latest, unread, preview in await session.execute(_heads(some)):
                found[chat.id] = Snapshot(chat, customer, request or "", latest, unread, preview or "")
            await _add_engineers(session, found, some)
            for line, author in await session.execute(_tails(some)):
                found[line.chat_id].tail.append((line, author))
    return found


def desk_line(actor: Actor, one: Snapshot) -> DeskLine | None:
    """Return a chat's line in an engineer's list, or nothing when it is over.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    if one.chat.ended_at:
        return None
    name, text, unread = name_of(one.customer), " ".join(one.preview.split()), one.engineers[actor.id].unread if one.is_in(actor) else 0
    return DeskLine(
        chat=one.chat.id,
        group="waiting" if not one.names else "mine" if one.is_in(actor) else "others",
        customer=name,
        initials=initials_of(name),
        preview=text if len(text) <= _PREVIEW else text[: _PREVIEW - 1] + "…",
        moment=when(actor, one.chat.last_at),
        engineers=one.names,
        unread=unread,
        unread_label=unread_label(unread),
    )


def desk_chat(actor: Actor, one: Snapshot | None) -> DeskChat | None:
    """Return the head of a chat that is open, or that the engineer joined; of another, nothing.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    if one is None or (one.chat.ended_at and actor.id not in one.engineers):
        return None
    is_open = one.chat.ended_at is None
    return DeskChat(
        chat=one.chat.id,
        places=one.chat.places,
        customer=name_of(one.customer),
        email=one.customer.email,
        words=desk_words(is_open=is_open, engineers=one.names),
        request=one.request,
        is_open=is_open,
        is_mine=is_open and one.is_in(actor),
        may_file=not one.request and (not is_open or one.is_in(actor)),
    )


def panel(actor: Actor, one: Snapshot, *, is_there: bool) -> ChatPanel | None:
    """Return where a chat of the person's stands; of another's, or of one before their latest, nothing."""
    if one.chat.customer_id != actor.id or one.chat.id != one.latest:
        return None
    state = "ended" if chat_lines.is_over(one.chat) else "joined" if one.names else "waiting"
    return ChatPanel(one.chat.id, one.chat.places, state, one.names, panel_words(state, is_there=is_there), is_there, one.request)


def tail(actor: Actor, one: Snapshot) -> list[ChatLineView]:
    """Return the last lines of a chat that is the person's or, for staff, that is open or that they joined; of another, none."""
    is_engineers = actor.is_staff and (not one.chat.ended_at or actor.id in one.engineers)
    if one.chat.customer_id != actor.id and not is_engineers:
        return []
    return [chat_lines.view(actor, line, author) for line, author in one.tail]


def _heads(chats: list[int]) -> Select[Any, Any, Any, Any, Any, Any]:
    """Select chats with their customer, the number of their request, the customer's latest chat and unread words, and the last words."""
    every = aliased(Chat)
    theirs = lambda what: select(what).where(col(every.customer_id) == col(Chat.customer_id)).correlate(Chat).scalar_subquery()  # noqa: E731 (two columns alike)
    said = (col(ChatLine.chat_id) == col(Chat.id)) & (col(ChatLine.kind) == ChatEvent.TEXT)
    last = select(col(ChatLine.text)).where(said).order_by(col(ChatLine.place).desc()).limit(1).correlate(Chat).scalar_subquery()
    return (
        select(Chat, Person, col(ServiceRequest.number), theirs(func.max(every.id)), theirs(func.coalesce(func.sum(every.unread), 0)), last)
        .join(Person, col(Person.id) == col(Chat.customer_id))
        .outerjoin(ServiceRequest, col(ServiceRequest.id) == col(Chat.service_request_id))
        .where(col(Chat.id).in_(chats))
    )


async def _add_engineers(session: AsyncSession, found: dict[int, Snapshot], chats: Iterable[int]) -> None:
    unseen = and_(
        col(ChatLine.chat_id) == col(ChatEngineer.chat_id),
        col(ChatLine.place) > col(ChatEngineer.seen_place),
        col(ChatLine.kind) == ChatEvent.TEXT,
        func.coalesce(col(ChatLine.author_id), 0) != col(ChatEngineer.user_id),
    )
    new = select(func.count()).select_from(ChatLine).where(unseen).correlate(ChatEngineer).scalar_subquery()
    query = select(ChatEngineer, Person, new).join(Person, col(Person.id) == col(ChatEngineer.user_id)).where(col(ChatEngineer.chat_id).in_(chats))
    for row, person, unread in await session.execute(query.order_by(col(Person.name))):
        found[row.chat_id].engineers[person.id] = Engineer(name_of(person), unread, row.left_at is not None)


def _tails(chats: list[int]) -> Select[ChatLine, Person]:
    return (
        select(ChatLine, Person)
        .join(Chat, col(Chat.id) == col(ChatLine.chat_id))
        .outerjoin(Person, col(Person.id) == col(ChatLine.author_id))
        .where(col(ChatLine.chat_id).in_(chats), col(ChatLine.place) > col(Chat.places) - _TAIL)
        .order_by(col(ChatLine.chat_id), col(ChatLine.place))
    )


async def wanted_by(people: Collection[int]) -> dict[int, int]:
    """Return how many chats want each of these engineers: those that wait for anybody, and their own with something new."""
    joined = select(col(ChatEngineer.user_id)).where(col(ChatEngineer.chat_id) == col(Chat.id), col(ChatEngineer.left_at).is_(None))
    waits = select(func.count()).select_from(Chat).where(col(Chat.ended_at).is_(None), ~joined.exists())
    new = (
        select(col(ChatEngineer.user_id), func.count(func.distinct(col(Chat.id))))
        .join(Chat, col(Chat.id) == col(ChatEngineer.chat_id))
        .join(ChatLine, and_(col(ChatLine.chat_id) == col(Chat.id), col(ChatLine.place) > col(ChatEngineer.seen_place)))
        .where(col(Chat.ended_at).is_(None), col(ChatEngineer.left_at).is_(None), col(ChatLine.kind) == ChatEvent.TEXT)
        .where(func.coalesce(col(ChatLine.author_id), 0) != col(ChatEngineer.user_id))
        .group_by(col(ChatEngineer.user_id))
    )
    found = dict[int, int]()
    async with reading() as session:
        waiting = (await session.execute(waits)).scalar_one()
        for some in slices(people):
            counted = await session.execute(new.where(col(ChatEngineer.user_id).in_(some)))
            found |= {person: count for person, count in counted}  # noqa: C416 (rows are not pairs for the checker)
    return {person: waiting + found.get(person, 0) for person in people}
