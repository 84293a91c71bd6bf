"""The change log: every change is noted in the transaction that makes it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.core import clock
from monproduit.models import Change

_LOG: Any = Change.__table__  # pyright: ignore[reportAttributeAccessIssue]
PEOPLE = "people"
"""The section of changes that no cell shows: members, invitations, requests to enter."""
KNOWLEDGE = "knowledge"
"""The section of changes to articles, documents and videos."""
CONVERSATION = "conversation"
"""The section of changes in a colleague's service request, which no cell shows."""
STAFF = "staff"
"""The section of changes that concern the vendor's whole staff, and nobody else: no person, group or product goes with it."""


class Touched(NamedTuple):
    """What changed: for one person, one group, all who registered the product, or, with none of these, all staff.

    No section means the rows themselves.
    """

    user_id: int | None = None
    group_id: int | None = None
    product_id: int | None = None
    section: str = ""


async def note(session: AsyncSession, touched: Iterable[Touched]) -> None:
    """Append to the change log; it is committed, or not, with the change itself."""
    moment = clock.now()
    rows = [{"at": moment, **one._asdict()} for one in dict.fromkeys(touched)]
    if rows:
        await session.execute(insert(_LOG), rows)
        await _wake(session)


async def note_own(session: AsyncSession, touched: Touched) -> int:
    """Append one to the change log, and return its id, by which who made it and shows it already knows it again."""
    made = await session.execute(insert(_LOG).values(at=clock.now(), **touched._asdict()).returning(_LOG.c.id))
    await _wake(session)
    return made.scalar_one()


async def _wake(session: AsyncSession) -> None:
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_notify('change', '')"))
