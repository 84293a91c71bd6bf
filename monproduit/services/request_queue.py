"""The service requests of all customers, for the vendor's staff alone."""

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import OPEN_STATUSES, RequestStatus
from monproduit.core.localisation import _, number
from monproduit.models import Product, ServiceRequest
from monproduit.services.access import Actor, require_staff
from monproduit.services.request_search import Scope, Shown, Wanted, search
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import RequestList

_GRAVE = 2
_PRODUCTS = 1000


async def find(actor: Actor, wanted: Wanted, limit: int, shown: Shown | None = None) -> RequestList:
    """Return the requests that match.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    assignee = col(ServiceRequest.assigned_to_id)
    whose: list[ColumnElement[bool]] = [assignee == actor.id if wanted.whose == "mine" else assignee.is_(None)] if wanted.whose else []
    return await search(actor, wanted, limit, Scope([], whose, is_desk=True), shown)


async def products(actor: Actor) -> list[Choice]:
    """Return the products that requests are about, to choose from.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    query = select(col(Product.slug), col(Product.name)).where(col(Product.id).in_(select(col(ServiceRequest.product_id))))
    async with reading() as session:
        return [Choice(slug, name) for slug, name in await session.execute(query.order_by(col(Product.search_text)).limit(_PRODUCTS))]


async def counts(actor: Actor) -> list[Choice]:
    """Return how many open requests wait for the support, have nobody in charge, are the person's, and are grave.

    Raises:
        PortalError: `staff_only`.
    """
    require_staff(actor)
    status, assignee = col(ServiceRequest.status), col(ServiceRequest.assigned_to_id)
    groups = {
        _("attendent le support"): status != RequestStatus.WAITING_CUSTOMER,
        _("sans responsable"): assignee.is_(None),
        _("à moi"): assignee == actor.id,
        _("de gravité 1 ou 2"): col(ServiceRequest.severity) <= _GRAVE,
    }
    query = select(*(func.count(case((condition, 1))) for condition in groups.values())).where(status.in_(OPEN_STATUSES))
    async with reading() as session:
        found = (await session.execute(query)).one()
    return [Choice(number(count), name) for count, name in zip(found, groups, strict=True)]
