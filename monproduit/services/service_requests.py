"""The service requests that a person created."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from monproduit.core.database import fetch
from monproduit.core.enums import OPEN_STATUSES
from monproduit.core.localisation import _, local_day, local_moment, ngettext, number
from monproduit.models import Product, ServiceRequest
from monproduit.services.access import Actor, registered_id, registered_ids
from monproduit.services.asking import ASKER, MOST, SLUG, SLUGS, asks
from monproduit.services.words import more_label
from monproduit.views.page import Page
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine

DEFAULT_SORT = "-updated"
"""The column, after a minus for the last first."""
_COLUMNS = {
    "number": (func.coalesce(col(ServiceRequest.serial), 0), col(ServiceRequest.number)),
    "title": (func.lower(col(ServiceRequest.title)),),
    "product": (func.lower(col(Product.name)),),
    "status": (col(ServiceRequest.status),),
    "created": (col(ServiceRequest.created_at),),
    "updated": (col(ServiceRequest.updated_at),),
}


async def cells(actor: Actor, slugs: list[str] | None = None) -> dict[str, OpenRequests]:
    """Return, per registered product, how many of the person's requests are open."""
    found = await fetch(_cells(has_names=slugs is not None), asks(actor, slugs))
    return {slug: _cell(open_, total) for slug, total, open_ in found}


async def lines(actor: Actor, slug: str, limit: int, *, sort: str = DEFAULT_SORT) -> Page[ServiceRequestLine]:
    """Return the open requests about a product, sorted by a column; an unknown column sorts as usual."""
    column = sort.removeprefix("-")
    query = _lines(column if column in _COLUMNS else "updated", is_last_first=sort.startswith("-"))
    found = await fetch(query, asks(actor, slug=slug, most=limit))
    shown = [_line(actor, request) for request in found]
    total = found[0].total if found else 0
    return Page(shown, total, total - len(shown), more_label(total - len(shown)))


def next_sort(sort: str, column: str) -> str:
    """Return the sort after a click on a column: that column, or its other direction."""
    if column not in _COLUMNS:
        return sort
    return f"-{column}" if sort == column else column


def status_name(status: str, *, asks_reader: bool = True) -> str:
    """Name where a request stands, to the one who opened it or to others."""
    return {
        "new": _("Nouvelle"),
        "in_progress": _("En cours"),
        "waiting_customer": _("En attente de votre réponse") if asks_reader else _("En attente du client"),
        "waiting_vendor": _("En attente de l’éditeur"),
        "resolved": _("Résolue"),
        "closed": _("Fermée"),
    }[status]


def _is_open() -> ColumnElement[bool]:
    return col(ServiceRequest.status).in_(OPEN_STATUSES)


@cache
def _cells(*, has_names: bool) -> Select[Any, Any, Any]:
    return (
        select(col(Product.slug), func.count(col(ServiceRequest.id)), func.count(col(ServiceRequest.id)).filter(_is_open()))
        .outerjoin(ServiceRequest, (col(ServiceRequest.product_id) == col(Product.id)) & (col(ServiceRequest.created_by_id) == ASKER.id))
        .where(col(Product.id).in_(registered_ids(ASKER, SLUGS if has_names else None)))
        .group_by(col(Product.slug))
    )


@cache
def _lines(column: str, *, is_last_first: bool) -> Select[*tuple[Any, ...]]:
    request = ServiceRequest
    named = (request.number, request.title, request.severity, request.status, request.created_at, request.updated_at)
    columns = [col(one) for one in named]
    order = [one.desc() if is_last_first else one.asc() for one in _COLUMNS[column]]
    return (
        select(*columns, col(Product.name).label("product"), func.count().over().label("total"))
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .where(col(ServiceRequest.created_by_id) == ASKER.id, _is_open(), col(Product.id).in_(registered_id(ASKER, SLUG)))
        .order_by(*order, col(ServiceRequest.id).desc())
        .limit(MOST)
    )


def _cell(open_: int, total: int) -> OpenRequests:
    label = ngettext("%(count)s ouverte", "%(count)s ouvertes", open_) % {"count": number(open_)}
    tooltip = ngettext("%(count)s demande de service en tout", "%(count)s demandes de service en tout", total) % {"count": number(total)}
    return OpenRequests(open_, label, total, tooltip)


def _line(actor: Actor, request: Any) -> ServiceRequestLine:
    return ServiceRequestLine(
        number=request.number,
        title=request.title,
        product=request.product,
        severity=number(request.severity),
        status=request.status,
        status_label=status_name(request.status),
        created=local_day(request.created_at, actor.time_zone),
        updated=local_moment(request.updated_at, actor.time_zone),
    )
