"""Addresses that get no more mail, since it came back, until the person or the vendor's staff has it tried again."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, reading, writing
from monproduit.models import OutboxMessage, Person, SuspendedAddress
from monproduit.services.access import Actor
from monproduit.services.changes import PEOPLE, Touched, note
from monproduit.services.outbox import LIFE, MAIL, note_staff, reopen


async def is_suspended(address: str) -> bool:
    """Tell whether nothing is to be sent to an address."""
    async with reading() as session:
        return bool(await find(session, address))


async def find(session: AsyncSession, address: str) -> SuspendedAddress | None:
    """Return why and since when an address gets no mail; None for one that does."""
    found = await session.get(SuspendedAddress, address.lower())
    return found if found and not found.lifted_at else None


async def suspend(session: AsyncSession, address: str, status: str, words: str) -> bool:
    """Send nothing more to an address; tell whether that is new. The person sees it where they look at their profile."""
    values = {"since": clock.now(), "status": status, "words": words, "lifted_at": None}
    query = insert_new(session, SuspendedAddress).values(email=address.lower(), **values)
    query = query.on_conflict_do_update(index_elements=["email"], set_=values, where=col(SuspendedAddress.lifted_at).is_not(None))
    is_new = bool(await session.scalar(query.returning(SuspendedAddress.email)))
    if is_new:
        await _note(session, address)
    return is_new


async def lift(actor: Actor) -> None:
    """Write to the person again; what came back or was withheld in the last days leaves now."""
    async with writing() as session:
        await lift_address(session, actor.email)


async def lift_address(session: AsyncSession, address: str) -> None:
    """Write to an address again, in the caller's transaction."""
    found = await find(session, address)
    if not found:
        return
    found.lifted_at = clock.now()
    is_kept = or_(col(OutboxMessage.is_suspended), col(OutboxMessage.bounced_at).is_not(None))
    mine = (col(OutboxMessage.topic) == MAIL) & (col(OutboxMessage.recipient) == address)
    query = select(OutboxMessage).where(mine, is_kept, col(OutboxMessage.created_at) > clock.now() - LIFE)
    for message in await session.scalars(query.with_for_update()):
        reopen(session, message)
    await _note(session, address)


async def _note(session: AsyncSession, address: str) -> None:
    person = await session.scalar(select(col(Person.id)).where(col(Person.email) == address.lower()))
    await note_staff(session)
    if person:
        await note(session, [Touched(user_id=person, section=PEOPLE)])
