"""A service request as its customer has it: read, answered, closed, and opened again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.core.database import reading, writing
from monproduit.core.enums import FOR_CUSTOMERS, OPEN_STATUSES, RequestEntry, RequestStatus
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day, local_moment
from monproduit.core.support_plans import first_response, severity_name
from monproduit.models import License, ServiceRequest
from monproduit.services.access import Actor
from monproduit.services.attachments import attach
from monproduit.services.changes import note
from monproduit.services.request_access import Seen, answerable_request, seen_request
from monproduit.services.request_basis import plan_in_force
from monproduit.services.request_entries import Author, append, checked_text, is_there, move, named, told
from monproduit.services.request_history import entries, new_label
from monproduit.services.service_requests import status_name
from monproduit.views.request_pages import RequestPage

REOPENABLE = timedelta(days=14)


async def page(actor: Actor, number: str, since: datetime) -> RequestPage:
    """Return a request that the person sees; what others wrote after `since` is marked as new.

    Raises:
        PortalError: `no_such_service_request`.
    """
    async with reading() as session:
        seen = await seen_request(session, actor, number)
        return await whole(session, actor, seen, FOR_CUSTOMERS, since)


async def answer(actor: Actor, number: str, text: str, form_key: str) -> None:
    """Write to a request; a resolved one is open again then. The same form sent again as it was does nothing.

    Raises:
        PortalError: `no_such_service_request`, `not_allowed`, `request_closed`, `no_form`, `no_text` or `too_long`.
    """
    body = checked_text(text)
    key = entry_key(actor, form_key, RequestEntry.MESSAGE, body)
    async with writing() as session:
        seen = await answerable_request(session, actor, number)
        if await is_there(session, key):
            return
        if seen.request.status == RequestStatus.CLOSED:
            raise PortalError("request_closed")
        await attach(session, actor, form_key, await append(session, seen.request, Author(actor.id), RequestEntry.MESSAGE, body, key))
        if seen.request.status in {RequestStatus.WAITING_CUSTOMER, RequestStatus.RESOLVED}:
            await move(session, seen.request, Author(actor.id), RequestStatus.IN_PROGRESS)
        await note(session, told(seen.request))


async def close(actor: Actor, number: str) -> None:
    """Close a request; one that is closed stays so.

    Raises:
        PortalError: `no_such_service_request` or `not_allowed`.
    """
    async with writing() as session:
        seen = await answerable_request(session, actor, number)
        await move(session, seen.request, Author(actor.id), RequestStatus.CLOSED)
        await session.flush()
        await note(session, told(seen.request))


async def reopen(actor: Actor, number: str) -> None:
    """Open a resolved or closed request again, within fourteen days, the last one whole where the person is.

    Raises:
        PortalError: `no_such_service_request`, `not_allowed` or `too_late` (date).
    """
    async with writing() as session:
        seen = await answerable_request(session, actor, number)
        if seen.request.status in OPEN_STATUSES:
            return
        last = _last_day(actor, seen.request)
        if actor.today > last:
            raise PortalError("too_late", date=day(last))
        await move(session, seen.request, Author(actor.id), RequestStatus.IN_PROGRESS)
        await session.flush()
        await note(session, told(seen.request))


def entry_key(actor: Actor, form_key: str, kind: RequestEntry, body: str) -> str:
    """Return the name of what a form writes: a person's own, whatever another's browser calls its form.

    Raises:
        PortalError: `no_form`.
    """
    if not 8 <= len(form_key) <= 64 or not form_key.replace("-", "").isalnum():  # noqa: PLR2004 (as the browser makes it)
        raise PortalError("no_form")
    return f"{actor.id}.{named(form_key, kind, body)}"


async def whole(session: AsyncSession, actor: Actor, seen: Seen, kinds: tuple[RequestEntry, ...], since: datetime) -> RequestPage:
    """Return a request with the kinds of entries that somebody may see."""
    request, found = seen.request, await entries(session, actor, seen.request, kinds, since)
    license_ = await session.get(License, request.license_id) if request.license_id else None
    is_open, last = request.status in OPEN_STATUSES, _last_day(actor, request)
    may_reopen = seen.may_answer and not is_open and actor.today <= last
    response = first_response(plan_in_force(license_, actor.today), request.severity) if request.status == RequestStatus.NEW else ""
    return RequestPage(
        number=request.number,
        title=request.title,
        product=seen.product.name,
        slug=seen.product.slug,
        license=seen.license,
        version=request.version,
        severity=severity_name(request.severity),
        status=request.status,
        status_label=status_name(request.status, asks_reader=request.created_by_id == actor.id),
        creator=seen.creator.name or seen.creator.email,
        created=local_moment(request.created_at, actor.time_zone),
        updated=local_moment(request.updated_at, actor.time_zone),
        response=_("Première réponse sous %(time)s") % {"time": response} if response else "",
        may_answer=seen.may_answer and request.status != RequestStatus.CLOSED,
        may_close=seen.may_answer and request.status != RequestStatus.CLOSED,
        may_reopen=may_reopen,
        reopen=_("Peut être rouverte jusqu’au %(date)s") % {"date": day(last)} if may_reopen else "",
        entries=found,
        new_label=new_label(found),
    )


def _last_day(actor: Actor, request: ServiceRequest) -> date:
    """Return the last day on which a request may be opened again, where the person is."""
    return ((request.ended_at or request.updated_at).astimezone(ZoneInfo(actor.time_zone)) + REOPENABLE).date()
