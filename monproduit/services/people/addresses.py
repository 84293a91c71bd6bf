"""Close the private addresses of a person who may no longer read: of feeds and of calendars."""

from sqlalchemy import delete, select
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.core.errors import PortalError
from monproduit.models import CalendarAddress, FeedAddress, Person

_TABLES: tuple[type[FeedAddress | CalendarAddress], ...] = (FeedAddress, CalendarAddress)


async def close_all(email: str = "") -> int:
    """Close the addresses of a person, or of everybody; return how many. They answer from now on as if they had never been.

    Raises:
        PortalError: `no_such_person`.
    """
    closed = 0
    async with writing() as session:
        person = await session.scalar(select(col(Person.id)).where(col(Person.email) == email.strip().lower())) if email else None
        if email and person is None:
            raise PortalError("no_such_person")
        for table in _TABLES:
            change = delete(table).returning(col(table.id))
            closed += len(list(await session.scalars(change.where(col(table.user_id) == person) if email else change)))
    return closed
