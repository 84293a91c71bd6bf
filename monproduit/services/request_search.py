"""Search service requests, within what somebody may see: filtered, sorted, and without lines that jump under the reader."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import OPEN_STATUSES, RequestStatus
from monproduit.core.localisation import local_day, local_moment, ngettext, number
from monproduit.models import Person, Product, ServiceRequest
from monproduit.services.access import Actor
from monproduit.services.service_requests import status_name
from monproduit.services.words import more_label
from monproduit.views.request_pages import RequestLine, RequestList

_ASSIGNEE = aliased(Person)
_WORDS = 10
_COLUMNS: dict[str, Any] = {
    "number": func.coalesce(col(ServiceRequest.serial), 0),
    "title": func.lower(col(ServiceRequest.title)),
    "product": func.lower(col(Product.name)),
    "severity": col(ServiceRequest.severity),
    "status": col(ServiceRequest.status),
    "created": col(ServiceRequest.created_at),
    "updated": col(ServiceRequest.updated_at),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests to show; what is unknown shows all.

    Attributes:
        status: open, ended, a status, or all.
        whose: mine or others (customers); mine or nobody (staff).
        sort: a column, after a minus for the last first; `waiting` puts whoever waits longest for the support first.
    """

    status: str = "open"
    whose: str = ""
    product: str = ""
    severity: str = ""
    text: str = ""
    sort: str = "-updated"


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines that somebody reads, and how many matching ones were beyond them."""

    numbers: tuple[str, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be seen at all, and what is wanted of it; the staff's lines say who is in charge, and since when somebody waits."""

    visible: list[ColumnElement[bool]]
    whose: list[ColumnElement[bool]]
    is_desk: bool = False


async def search(actor: Actor, wanted: Wanted, limit: int, scope: Scope, shown: Shown | None = None) -> RequestList:
    """Return the requests that match; with `shown`, those lines as they are now in their places, and how many have come since."""
    matching = [*scope.visible, *scope.whose, *conditions(wanted)]
    is_shown = col(ServiceRequest.number).in_(shown.numbers if shown else ())
    lines = _joined(ServiceRequest, col(Product.name), Person, col(_ASSIGNEE.name))
    query = lines.where(*scope.visible, is_shown) if shown else lines.where(*matching).order_by(*_order(wanted.sort)).limit(limit)
    async with reading() as session:
        count = _joined(func.count(), func.count(case((~is_shown, 1)))).where(*matching)
        counted: Any = (await session.execute(count)).one()
        total, others = counted
        found = [_line(actor, *row, is_desk=scope.is_desk) for row in await session.execute(query)]
    if not shown:
        return _list(found, total, total - len(found), 0)
    place = {one: index for index, one in enumerate(shown.numbers)}
    fresh = max(others - shown.beyond, 0)
    return _list(sorted(found, key=lambda one: place[one.number]), total, others - fresh, fresh)


def next_sort(sort: str, column: str) -> str:
    """Return the sort after a click on a column: that column, or its other direction; waiting has one only."""
    if column not in _COLUMNS:
        return column if column == "waiting" else sort
    return f"-{column}" if sort == column else column


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what a wish asks of requests."""
    found: list[ColumnElement[bool]] = []
    status = col(ServiceRequest.status)
    if wanted.status in {"open", "ended"}:
        found.append(status.in_(OPEN_STATUSES) if wanted.status == "open" else status.not_in(OPEN_STATUSES))
    elif wanted.status in set(RequestStatus):
        found.append(status == wanted.status)
    if wanted.product:
        found.append(col(Product.slug) == wanted.product)
    if wanted.severity in {"1", "2", "3", "4"}:
        found.append(col(ServiceRequest.severity) == int(wanted.severity))
    for word in wanted.text.lower().split()[:_WORDS]:
        places = (ServiceRequest.number, ServiceRequest.title, Product.name, Person.name, Person.email)
        found.append(or_(*(func.lower(col(place)).contains(word, autoescape=True) for place in places)))
    return found


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(ServiceRequest)
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .join(Person, col(Person.id) == col(ServiceRequest.created_by_id))
        .outerjoin(_ASSIGNEE, col(_ASSIGNEE.id) == col(ServiceRequest.assigned_to_id))
    )


def _order(sort: str) -> tuple[Any, ...]:
    if sort == "waiting":
        waits_for_us = col(ServiceRequest.status).in_([one for one in OPEN_STATUSES if one != RequestStatus.WAITING_CUSTOMER])
        return (
            case((waits_for_us, 0), else_=1),
            func.coalesce(col(ServiceRequest.waiting_since), col(ServiceRequest.updated_at)),
            col(ServiceRequest.id),
        )
    column = _COLUMNS.get(sort.removeprefix("-"), _COLUMNS["updated"])
    return (column.desc() if sort.startswith("-") else column.asc()), col(ServiceRequest.id).desc()


def _list(found: list[RequestLine], total: int, more: int, fresh: int) -> RequestList:
    words = ngettext("%(count)s demande", "%(count)s demandes", total) % {"count": number(total)}
    fresh_words = ngettext("%(count)s nouvelle demande", "%(count)s nouvelles demandes", fresh) % {"count": number(fresh)} if fresh else ""
    return RequestList(found, words, more, more_label(more), fresh, fresh_words)


def _line(actor: Actor, request: ServiceRequest, product: str, creator: Person, assignee: str | None, *, is_desk: bool) -> RequestLine:
    is_mine = request.created_by_id == actor.id and not is_desk
    waits = is_desk and request.status in OPEN_STATUSES and request.status != RequestStatus.WAITING_CUSTOMER
    return RequestLine(
        number=request.number,
        title=request.title,
        product=product,
        severity=str(request.severity),
        status=request.status,
        status_label=status_name(request.status, asks_reader=is_mine),
        created=local_day(request.created_at, actor.time_zone),
        updated=local_moment(request.updated_at, actor.time_zone),
        creator="" if is_mine else creator.name or creator.email,
        waiting=local_moment(request.waiting_since or request.updated_at, actor.time_zone) if waits else "",
        assignee=(assignee or "") if is_desk else "",
    )
