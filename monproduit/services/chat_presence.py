"""Which engineers are at the chats: those whose desk was open a moment ago, and who did not say that they are away."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import exists, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, reading, writing
from monproduit.models import ChatPresence, Person
from monproduit.services.access import Actor, require_staff

EVERY = timedelta(seconds=15)
"""How often an open desk says that it is looked at."""
_HOLDS = timedelta(seconds=40)


async def look(people: Collection[int]) -> None:
    """Note that the desks of these engineers are open."""
    if not people:
        return
    async with writing() as session:
        moment = clock.now()
        rows = [{"user_id": person, "seen_at": moment, "is_available": True} for person in sorted(people)]
        statement = insert_new(session, ChatPresence).on_conflict_do_update(index_elements=["user_id"], set_={"seen_at": moment})
        await session.execute(statement, rows)


async def choose(actor: Actor, *, is_available: bool) -> None:
    """Answer chats from now on, or no more.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    async with writing() as session:
        row = await session.get(ChatPresence, actor.id)
        if row:
            row.seen_at, row.is_available = clock.now(), is_available
        else:
            session.add(ChatPresence(user_id=actor.id, seen_at=clock.now(), is_available=is_available))


async def is_available(actor: Actor) -> bool:
    """Tell whether an engineer answers chats; whoever said nothing does."""
    async with reading() as session:
        row = await session.get(ChatPresence, actor.id)
    return row is None or row.is_available


async def is_anybody_there() -> bool:
    """Tell whether an engineer is at the chats now."""
    is_at_it = (col(ChatPresence.seen_at) > clock.now() - _HOLDS) & col(ChatPresence.is_available) & col(Person.staff)
    query = select(exists(select(col(Person.id)).join(ChatPresence, col(ChatPresence.user_id) == col(Person.id)).where(is_at_it)))
    async with reading() as session:
        return (await session.execute(query)).scalar_one()
