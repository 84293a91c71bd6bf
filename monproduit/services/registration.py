"""Products come onto an account by themselves: by group, request and download."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new
from monproduit.core.enums import RegistrationSource
from monproduit.core.sections import Section
from monproduit.core.slices import slices
from monproduit.models import Download, License, Membership, RegisteredProduct, RegistrationOrigin, ServiceRequest
from monproduit.services.changes import Touched

Pair = tuple[int, int]
"""A person and a product, by their ids."""

_MOMENTS = {
    RegistrationSource.SERVICE_REQUEST: (col(ServiceRequest.created_by_id), col(ServiceRequest.product_id), col(ServiceRequest.created_at)),
    RegistrationSource.DOWNLOAD: (col(Download.user_id), col(Download.product_id), col(Download.downloaded_at)),
}


async def register(session: AsyncSession, pairs: Iterable[Pair], source: RegistrationSource, *, is_event: bool = False) -> list[Touched]:
    """Put products on accounts, for one reason; a row keeps all its reasons.

    A hidden row comes back for a reason that is new to it, for a request or download since it was hidden, and for whatever
    the caller knows to be happening now (`is_event`).

    Returns:
        The accounts whose rows changed.
    """
    wanted = set(pairs)
    known = await _rows(session, wanted)
    new = wanted - known.keys()
    if new:
        moment = clock.now()
        rows = [{"user_id": user, "product_id": product, "added_at": moment} for user, product in sorted(new)]
        await session.execute(insert_new(session, RegisteredProduct).on_conflict_do_nothing(), rows)
        known |= await _rows(session, new)
    fresh = {row.id for row in known.values()} - await _with_origin(session, [row.id for row in known.values()], source)
    if fresh:
        origins = [{"registered_product_id": id_, "source": source} for id_ in sorted(fresh)]
        await session.execute(insert_new(session, RegistrationOrigin).on_conflict_do_nothing(), origins)
    hidden = [row for row in known.values() if row.hidden_at]
    woken = fresh | await _with_event(session, hidden, source)
    back = [(row.user_id, row.product_id) for row in hidden if is_event or row.id in woken]
    for pair in back:
        known[pair].hidden_at = None
    return [Touched(user_id=user) for user, _ in {*new, *back}]


async def register_what_happened(session: AsyncSession, touched: Iterable[Touched]) -> list[Touched]:
    """Register the products behind changes of groups, requests and downloads (F17, F18, F20)."""
    changes = list(touched)
    found = await register(session, _behind(changes, Section.OPEN_REQUESTS), RegistrationSource.SERVICE_REQUEST)
    found += await register(session, _behind(changes, Section.LATEST_DOWNLOAD), RegistrationSource.DOWNLOAD)
    pairs = select(col(Membership.user_id), col(License.product_id)).join(License, col(License.group_id) == col(Membership.group_id)).distinct()
    groups = {change.group_id for change in changes if change.group_id and change.product_id}
    people = {change.user_id for change in changes if change.user_id and not change.product_id}
    for column, ids in ((col(Membership.group_id), groups), (col(Membership.user_id), people)):
        for some in slices(ids):
            found += await register(session, await session.execute(pairs.where(column.in_(some))), RegistrationSource.GROUP)
    return found


def _behind(changes: list[Touched], section: Section) -> list[Pair]:
    return [(change.user_id, change.product_id) for change in changes if change.section == section and change.user_id and change.product_id]


async def _rows(session: AsyncSession, pairs: set[Pair]) -> dict[Pair, RegisteredProduct]:
    """Return the rows of these pairs that exist."""
    found: dict[Pair, RegisteredProduct] = {}
    for some in slices(user for user, _ in pairs):
        rows = await session.scalars(select(RegisteredProduct).where(col(RegisteredProduct.user_id).in_(some)))
        found |= {(row.user_id, row.product_id): row for row in rows if (row.user_id, row.product_id) in pairs}
    return found


async def _with_event(session: AsyncSession, hidden: list[RegisteredProduct], source: RegistrationSource) -> set[int]:
    """Return those of these hidden rows for which something happened after they were hidden."""
    found = set[int]()
    if source not in _MOMENTS:
        return found
    user, product, moment = _MOMENTS[source]
    row = col(RegisteredProduct.id)
    query = select(row).where(user == col(RegisteredProduct.user_id), product == col(RegisteredProduct.product_id))
    for some in slices(one.id for one in hidden):
        found |= set(await session.scalars(query.where(moment > col(RegisteredProduct.hidden_at), row.in_(some))))
    return found


async def _with_origin(session: AsyncSession, ids: list[int], source: RegistrationSource) -> set[int]:
    """Return those of these rows that have this reason already."""
    found: set[int] = set()
    row = col(RegistrationOrigin.registered_product_id)
    for some in slices(ids):
        found |= set(await session.scalars(select(row).where(col(RegistrationOrigin.source) == source, row.in_(some))))
    return found
