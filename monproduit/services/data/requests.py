"""What importing service requests means besides their rows: new numbers continue after them, and their pages are live."""

import re
from collections.abc import Collection

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.slices import slices
from monproduit.models import License, ServiceRequest
from monproduit.services.changes import Touched
from monproduit.services.request_entries import told

_NUMBER = re.compile(r"SR-([1-9]\d{0,14})")


def serial_of(number: str) -> int | None:
    """Return N of a number SR-N, or nothing for a number of another form."""
    found = _NUMBER.fullmatch(number)
    return int(found[1]) if found else None


async def follow_requests(session: AsyncSession, ids: list[int]) -> list[Touched]:
    """Let requests without a group belong to that of their license, forget when they ended before, and tell whom they concern."""
    group = select(col(License.group_id)).where(col(License.id) == col(ServiceRequest.license_id)).scalar_subquery()
    found = list[Touched]()
    for some in slices(ids):
        those = update(ServiceRequest).where(col(ServiceRequest.id).in_(some))
        query = those.values(ended_at=None, group_id=func.coalesce(col(ServiceRequest.group_id), group)).returning(ServiceRequest)
        rows = await session.scalars(query.execution_options(synchronize_session=False, populate_existing=True))
        found += [touched for request in rows for touched in told(request)]
    return found


async def follow_messages(session: AsyncSession, ids: Collection[int]) -> list[Touched]:
    """Tell whom a change in these requests concerns."""
    found = list[Touched]()
    for some in slices(ids):
        rows = await session.scalars(select(ServiceRequest).where(col(ServiceRequest.id).in_(some)))
        found += [touched for request in rows for touched in told(request)]
    return found
