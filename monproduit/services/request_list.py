"""The service requests that a customer sees: their own, and those of colleagues."""

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _
from monproduit.models import Product, ServiceRequest
from monproduit.services.access import Actor
from monproduit.services.request_access import visible_requests
from monproduit.services.request_search import Scope, Shown, Wanted, search
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import RequestList


async def find(actor: Actor, wanted: Wanted, limit: int, shown: Shown | None = None) -> RequestList:
    """Return the requests that match."""
    is_mine = col(ServiceRequest.created_by_id) == actor.id
    whose: list[ColumnElement[bool]] = [is_mine if wanted.whose == "mine" else ~is_mine] if wanted.whose else []
    return await search(actor, wanted, limit, Scope([visible_requests(actor)], whose), shown)


async def products(actor: Actor) -> list[Choice]:
    """Return the products of those requests, to choose from."""
    theirs = select(col(ServiceRequest.product_id)).where(visible_requests(actor))
    query = select(col(Product.slug), col(Product.name)).where(col(Product.id).in_(theirs)).order_by(col(Product.search_text))
    async with reading() as session:
        return [Choice(slug, name) for slug, name in await session.execute(query)]


def statuses() -> list[Choice]:
    """Return what the filter of statuses offers."""
    return [Choice("open", _("Ouvertes")), Choice("ended", _("Terminées")), Choice("all", _("Toutes"))]
