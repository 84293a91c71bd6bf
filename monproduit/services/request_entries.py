"""The history of a service request: what is added to it, and who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.enums import FOR_CUSTOMERS, OPEN_STATUSES, RequestEntry, RequestStatus
from monproduit.core.errors import PortalError
from monproduit.core.sections import Section
from monproduit.models import ServiceRequest, ServiceRequestEntry
from monproduit.services.changes import CONVERSATION, STAFF, Touched

LONGEST = 15_000
_OURS = frozenset({RequestStatus.NEW, RequestStatus.IN_PROGRESS, RequestStatus.WAITING_VENDOR})


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and whether as the vendor's staff."""

    id: int
    by_staff: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said elsewhere, in a chat, and joins a request; `key` names it, so that it joins once."""

    key: str
    author_id: int | None
    by_staff: bool
    body: str
    at: datetime


def checked_text(text: str, *, limit: int = LONGEST) -> str:
    """Return a text without what stands around it, and without control characters.

    Raises:
        PortalError: `no_text` or `too_long` (limit).
    """
    clean = "".join(sign for sign in text.replace("\r\n", "\n") if sign in "\n\t" or sign.isprintable() or ord(sign) > 159).strip()  # noqa: PLR2004 (the last control character)
    if not clean:
        raise PortalError("no_text")
    if len(clean) > limit:
        raise PortalError("too_long", limit=limit)
    return clean


def named(form_key: str, *written: str) -> str:
    """Return the name of what was written in a form: the same for the same words, so that they arrive once, and another for others."""
    return f"{form_key}.{sha256(chr(0).join(written).encode()).hexdigest()[:16]}"


async def is_there(session: AsyncSession, key: str) -> bool:
    """Tell whether an entry of this name was added already."""
    return bool(await session.scalar(select(col(ServiceRequestEntry.id)).where(col(ServiceRequestEntry.key) == key)))


async def append(session: AsyncSession, request: ServiceRequest, author: Author, kind: RequestEntry, body: str, key: str = "") -> ServiceRequestEntry:
    """Add to a history, now; what customers see also moves the request's own date."""
    moment = clock.now()
    fields = {"kind": kind, "author_id": author.id, "by_staff": author.by_staff, "body": body, "at": moment}
    entry = ServiceRequestEntry(key=key or uuid4().hex, request_id=request.id, **fields)
    session.add(entry)
    if kind in FOR_CUSTOMERS:
        request.updated_at = moment
    if kind == RequestEntry.MESSAGE:
        request.waiting_since = None if author.by_staff else request.waiting_since or moment
    await session.flush()
    return entry


async def move(session: AsyncSession, request: ServiceRequest, author: Author, status: RequestStatus) -> ServiceRequestEntry | None:
    """Let a request stand elsewhere, and say so in its history with the entry returned; where it stands already, nothing happens."""
    if request.status == status:
        return None
    request.status = status
    request.ended_at = None if status in OPEN_STATUSES else clock.now()
    entry = await append(session, request, author, RequestEntry.STATUS, status)
    if status not in _OURS:
        request.waiting_since = None
    elif not author.by_staff:
        request.waiting_since = request.waiting_since or clock.now()
    return entry


async def join(session: AsyncSession, request: ServiceRequest, said: Iterable[Said]) -> None:
    """Add what was said elsewhere, each with its own moment, and what is there already not again."""
    for one in said:
        if not await is_there(session, one.key):
            fields = {"author_id": one.author_id, "by_staff": one.by_staff, "body": one.body, "at": one.at}
            session.add(ServiceRequestEntry(key=one.key, request_id=request.id, kind=RequestEntry.MESSAGE, **fields))
            request.updated_at = max(request.updated_at, one.at)
            await session.flush()


def told(request: ServiceRequest) -> list[Touched]:
    """Return whom a change that customers see concerns: the one who opened the request, their group, and the staff."""
    creator = Touched(user_id=request.created_by_id, product_id=request.product_id, section=Section.OPEN_REQUESTS)
    group = [Touched(group_id=request.group_id, section=CONVERSATION)] if request.group_id else []
    return [creator, *group, Touched(section=STAFF)]
