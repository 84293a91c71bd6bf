"""Who may see and answer which service requests: every use case about one starts here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.enums import RequestSharing, Role
from monproduit.core.errors import PortalError
from monproduit.models import License, Membership, Person, Product, ServiceRequest, UserGroup
from monproduit.services.access import Actor, refused, require_staff, roles_in
from monproduit.services.permissions import Deed, may


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as somebody has it.

    Attributes:
        license: the number of the license that it was opened for, or empty.
        may_answer: whether they may write to it, close it, and open it again.
    """

    request: ServiceRequest
    product: Product
    creator: Person
    license: str
    may_answer: bool


def visible_requests(actor: Actor) -> ColumnElement[bool]:
    """Tell the requests that a customer sees: their own, and those of colleagues by the setting of the group."""
    sharing, role = col(UserGroup.request_sharing), col(Membership.role)
    shared = (
        select(col(Membership.group_id))
        .join(UserGroup, col(UserGroup.id) == col(Membership.group_id))
        .where(col(Membership.user_id) == actor.id)
        .where(or_(sharing == RequestSharing.ALL, and_(sharing == RequestSharing.ADMINISTRATORS, role == Role.ADMINISTRATOR)))
    )
    return or_(col(ServiceRequest.created_by_id) == actor.id, col(ServiceRequest.group_id).in_(shared))


def searched_requests(actor: Actor) -> ColumnElement[bool]:
    """Tell the requests that somebody may find: all for the vendor's staff, and for a customer those that they see."""
    return true() if actor.is_staff else visible_requests(actor)


async def seen_request(session: AsyncSession, actor: Actor, number: str, *, lock: bool = False) -> Seen:
    """Return a request that the person sees.

    Raises:
        PortalError: `no_such_service_request`, as if it did not exist.
    """
    found = await _find(session, _one(number).where(visible_requests(actor)), number, lock=lock)
    request = found[0]
    roles = await roles_in(session, actor, request.group_id) if request.group_id else frozenset[str]()
    return Seen(*found, may_answer=request.created_by_id == actor.id or may(roles, Deed.OPEN_REQUEST))


async def answerable_request(session: AsyncSession, actor: Actor, number: str) -> Seen:
    """Return a request that the person may write to, and hold it until the end of the transaction.

    Raises:
        PortalError: `no_such_service_request` or `not_allowed`.
    """
    seen = await seen_request(session, actor, number, lock=True)
    if not seen.may_answer:
        raise refused("not_allowed")
    return seen


async def desk_request(session: AsyncSession, actor: Actor, number: str, *, lock: bool = False) -> Seen:
    """Return any request, for the vendor's staff.

    Raises:
        PortalError: `staff_only` or `no_such_service_request`.
    """
    require_staff(actor)
    return Seen(*await _find(session, _one(number), number, lock=lock), may_answer=True)


def _one(number: str) -> Select[Any, Any, Any, Any]:
    return (
        select(ServiceRequest, Product, Person, col(License.number))
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .join(Person, col(Person.id) == col(ServiceRequest.created_by_id))
        .outerjoin(License, col(License.id) == col(ServiceRequest.license_id))
        .where(col(ServiceRequest.number) == number)
    )


async def _find(session: AsyncSession, query: Select[Any, Any, Any, Any], number: str, *, lock: bool) -> tuple[ServiceRequest, Product, Person, str]:
    if lock:  # whoever holds the lock reads what the one before wrote
        await session.execute(select(col(ServiceRequest.id)).where(col(ServiceRequest.number) == number).with_for_update())
    found = (await session.execute(query)).first()
    if not found:
        raise PortalError("no_such_service_request")
    return found[0], found[1], found[2], found[3] or ""
