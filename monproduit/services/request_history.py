"""The history of a request in words, with the files that were sent."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.enums import RequestEntry
from monproduit.core.localisation import _, local_moment, ngettext, number
from monproduit.core.slices import slices
from monproduit.models import Attachment, Person, ServiceRequest, ServiceRequestEntry
from monproduit.services.access import Actor
from monproduit.services.attachments import line
from monproduit.services.service_requests import status_name
from monproduit.views.request_pages import AttachmentLine, EntryLine


async def entries(session: AsyncSession, actor: Actor, request: ServiceRequest, kinds: tuple[RequestEntry, ...], since: datetime) -> list[EntryLine]:
    """Return the entries of these kinds and of no other, the oldest first."""
    query = (
        select(ServiceRequestEntry, Person)
        .outerjoin(Person, col(Person.id) == col(ServiceRequestEntry.author_id))
        .where(col(ServiceRequestEntry.request_id) == request.id, col(ServiceRequestEntry.kind).in_(kinds))
        .order_by(col(ServiceRequestEntry.at), col(ServiceRequestEntry.id))
    )
    found = (await session.execute(query)).all()
    files = await _files(session, [entry.id for entry, _author in found])
    asks_reader = request.created_by_id == actor.id
    return [_line(actor, entry, author, files[entry.id], since, asks_reader=asks_reader) for entry, author in found]


def new_label(found: list[EntryLine]) -> str:
    """Say how many messages came while one looks, or nothing."""
    count = sum(one.is_new for one in found)
    return ngettext("%(count)s nouveau message", "%(count)s nouveaux messages", count) % {"count": number(count)} if count else ""


async def _files(session: AsyncSession, ids: list[int]) -> dict[int, list[AttachmentLine]]:
    found: dict[int, list[AttachmentLine]] = defaultdict(list)
    for some in slices(ids):
        query = select(Attachment).where(col(Attachment.entry_id).in_(some)).order_by(col(Attachment.id))
        for one in await session.scalars(query):
            found[one.entry_id or 0].append(line(one))
    return found


def _line(
    actor: Actor, entry: ServiceRequestEntry, author: Person | None, files: list[AttachmentLine], since: datetime, *, asks_reader: bool
) -> EntryLine:
    name = (author.name or author.email) if author else _("Le portail")
    is_mine, is_status = entry.author_id == actor.id, entry.kind == RequestEntry.STATUS
    return EntryLine(
        key=str(entry.id),
        kind=entry.kind,
        author=name,
        initials="".join(word[0] for word in name.split()[:2]).upper(),
        by_staff=entry.by_staff,
        is_mine=is_mine,
        body=status_name(entry.body, asks_reader=asks_reader) if is_status else entry.body,
        at=local_moment(entry.at, actor.time_zone),
        status=entry.body if is_status else "",
        is_new=entry.at > since and not is_mine and entry.kind == RequestEntry.MESSAGE,
        files=files,
    )
