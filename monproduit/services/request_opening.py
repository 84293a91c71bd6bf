"""Open a service request: from its form, or from what was said in a chat."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import writing
from monproduit.core.enums import RegistrationSource, RequestEntry, RequestStatus
from monproduit.core.errors import PortalError
from monproduit.core.support_plans import BY_TELEPHONE_ONLY, SEVERITIES
from monproduit.models import ServiceRequest
from monproduit.services.access import Actor
from monproduit.services.attachments import attach
from monproduit.services.changes import note
from monproduit.services.registration import register
from monproduit.services.request_basis import basis, license_of, plan_in_force
from monproduit.services.request_entries import Author, Said, append, checked_text, join, named, told
from monproduit.services.webhook_news import tell_opened

TITLE = 200
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_TURN = 7_301_001
"""The name of the lock that lets requests be numbered one after the other, where the database has more than one writer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wrote.

    Attributes:
        form_key: the name of the form, made by the browser: the same words of one form open one request.
        promise: the support plan whose times the form showed, so that nobody is promised what no longer holds; none asks for no check.
    """

    product: str
    severity: int
    title: str
    description: str
    form_key: str
    license: str = ""
    version: str = ""
    promise: str | None = None


async def open_request(actor: Actor, draft: Draft) -> str:
    """Open a request and return its number; the same form sent again as it was gives the same number.

    Raises:
        PortalError: `no_form`, `no_title`, `no_text`, `too_long`, `no_severity`, `by_telephone_only`, `unknown_product`,
            `request_not_allowed`, `no_license_chosen`, `license_not_usable` or `promise_changed`.
    """
    clean = checked(draft)
    async with writing() as session:
        request = await _create(session, actor, clean, _name(clean))
        return request.number


async def open_from_chat(session: AsyncSession, actor: Actor, draft: Draft, said: Iterable[Said]) -> ServiceRequest:
    """Open a request for a customer in the caller's transaction, with what was said; the description says where it comes from.

    Raises:
        PortalError: as `open_request`.
    """
    request = await _create(session, actor, checked(draft), draft.form_key)
    await join(session, request, said)
    return request


async def join_chat(session: AsyncSession, request: ServiceRequest, said: Iterable[Said]) -> None:
    """Add what was said in a chat to a request, in the caller's transaction, and tell whom it concerns."""
    await join(session, request, said)
    await note(session, told(request))


def checked(draft: Draft) -> Draft:
    """Return a draft with clean texts.

    Raises:
        PortalError: what is wrong with it.
    """
    if not _KEY.fullmatch(draft.form_key):
        raise PortalError("no_form")
    if draft.severity == BY_TELEPHONE_ONLY:
        raise PortalError("by_telephone_only")
    if draft.severity not in SEVERITIES:
        raise PortalError("no_severity")
    title = " ".join(draft.title.split())
    if not title:
        raise PortalError("no_title")
    return replace(
        draft, title=checked_text(title, limit=TITLE), description=checked_text(draft.description), version=" ".join(draft.version.split())[:100]
    )


async def _create(session: AsyncSession, actor: Actor, draft: Draft, name: str) -> ServiceRequest:
    """Open a request in the caller's transaction, or return the one that was opened under this name before.

    Raises:
        PortalError: why it may not be opened.
    """
    await _take_turn(session)
    query = select(ServiceRequest).where(col(ServiceRequest.created_by_id) == actor.id, col(ServiceRequest.form_key) == name)
    if before := await session.scalar(query):
        return before
    found = await basis(session, actor, draft.product)
    license_ = await license_of(session, actor, found, draft.license)
    if draft.promise is not None and draft.promise != plan_in_force(license_, actor.today):
        raise PortalError("promise_changed")
    serial, moment = await _next_serial(session), clock.now()
    request = ServiceRequest(
        number=f"SR-{serial}",
        serial=serial,
        product_id=found.product.id,
        license_id=license_.id if license_ else None,
        group_id=license_.group_id if license_ else None,
        created_by_id=actor.id,
        form_key=name,
        title=draft.title,
        version=draft.version,
        severity=draft.severity,
        status=RequestStatus.NEW,
        created_at=moment,
        updated_at=moment,
    )
    session.add(request)
    await session.flush()
    entry = await append(session, request, Author(actor.id), RequestEntry.MESSAGE, draft.description)
    await attach(session, actor, draft.form_key, entry)
    registered = await register(session, [(actor.id, found.product.id)], RegistrationSource.SERVICE_REQUEST, is_event=True)
    await note(session, [*told(request), *registered])
    await tell_opened(session, request, found.product.slug, license_.number if license_ else None, actor.email)
    return request


def _name(draft: Draft) -> str:
    """Return the name of what was written, of which the plan that the form showed is no part."""
    return named(draft.form_key, draft.product, draft.license, draft.version, str(draft.severity), draft.title, draft.description)


async def _take_turn(session: AsyncSession) -> None:
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


async def _next_serial(session: AsyncSession) -> int:
    """Return the number after the highest, imported ones too."""
    return ((await session.execute(select(func.max(col(ServiceRequest.serial))))).scalar_one() or 1000) + 1
