"""Files that people send with a request: taken in, waiting for their form, given out to those who see the request."""

import logging
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import FOR_CUSTOMERS
from monproduit.core.errors import PortalError
from monproduit.core.localisation import file_size
from monproduit.core.settings import settings
from monproduit.integrations.file_store import FileStore, Stored
from monproduit.integrations.scanner import ScannerError, infection
from monproduit.models import Attachment, Person, ServiceRequest, ServiceRequestEntry
from monproduit.services.access import Actor
from monproduit.services.attachment_kinds import FIRST, KINDS, check_content, clean_name, kind_of
from monproduit.services.request_access import visible_requests
from monproduit.views.request_pages import AttachmentLine

_WAITING = 4
"""How many forms' files one person may have waiting at once."""
_KEPT = timedelta(days=1)
_log = logging.getLogger(__name__)
_FORM = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True, slots=True)
class Given:
    """A file to give out."""

    path: Path
    name: str
    type: str


def largest() -> int:
    """Return how many bytes a file may have."""
    return settings().attachment_megabytes * 1_000_000


def refuse_large(length: int) -> None:
    """Refuse a file by what is said of its length, before any of it is read.

    Raises:
        PortalError: `file_too_large` (limit, in MB).
    """
    if length > largest():
        raise PortalError("file_too_large", limit=settings().attachment_megabytes)


async def receive(actor: Actor, form_key: str, typed: str, parts: AsyncIterator[bytes]) -> AttachmentLine:
    """Take a file in; it waits for the form of this name.

    Raises:
        PortalError: `no_form`, `file_kind`, `file_content`, `file_empty`, `file_too_large`, `too_many_files` (limit), `file_infected`
            or `no_scanner`, the scanner that the settings name does not answer.
    """
    if not _FORM.fullmatch(form_key):
        raise PortalError("no_form")
    name = clean_name(typed)
    kind = kind_of(name)
    async with reading() as session:
        await _refuse_many(session, actor, form_key)
    stored = await _store().write(parts, largest(), lambda first: check_content(kind, first), FIRST)
    try:
        await _refuse_infected(_store().path(stored.name))
        return await _keep(actor, form_key, name, kind, stored)
    except BaseException:
        _store().remove(stored.name)
        raise


async def waiting(actor: Actor, form_key: str) -> list[AttachmentLine]:
    """Return the files that wait for a form."""
    async with reading() as session:
        return [line(one) for one in await session.scalars(select(Attachment).where(_waits(actor, form_key)).order_by(col(Attachment.id)))]


async def discard(actor: Actor, key: str) -> None:
    """Take back a file that waits; one that was sent stays."""
    async with writing() as session:
        query = select(Attachment).where(col(Attachment.key) == key, col(Attachment.user_id) == actor.id, col(Attachment.entry_id).is_(None))
        if found := await session.scalar(query):
            await session.delete(found)
            _store().remove(found.stored)


async def attach(session: AsyncSession, actor: Actor, form_key: str, entry: ServiceRequestEntry) -> None:
    """Let the files that wait for a form go with what was written in it."""
    await session.execute(update(Attachment).where(_waits(actor, form_key)).values(entry_id=entry.id))


async def given(actor: Actor, key: str) -> Given:
    """Return a file to somebody who sees what it was sent with, or who sent it and waits.

    Raises:
        PortalError: `no_such_file`, as if it did not exist.
    """
    is_own = (col(Attachment.user_id) == actor.id) & col(Attachment.entry_id).is_(None)
    is_shown = visible_requests(actor) & col(ServiceRequestEntry.kind).in_(FOR_CUSTOMERS)
    query = (
        select(Attachment)
        .outerjoin(ServiceRequestEntry, col(ServiceRequestEntry.id) == col(Attachment.entry_id))
        .outerjoin(ServiceRequest, col(ServiceRequest.id) == col(ServiceRequestEntry.request_id))
        .where(col(Attachment.key) == key, is_own | (col(Attachment.entry_id).is_not(None) if actor.is_staff else is_shown))
    )
    async with reading() as session:
        found = await session.scalar(query)
    if not found or not _store().path(found.stored).is_file():
        raise PortalError("no_such_file")
    return Given(_store().path(found.stored), found.name, KINDS[found.kind].type)


async def tidy() -> int:
    """Forget files whose form was not sent within a day; return how many."""
    async with writing() as session:
        query = select(Attachment).where(col(Attachment.entry_id).is_(None), col(Attachment.created_at) < clock.now() - _KEPT)
        old = list(await session.scalars(query))
        await session.execute(delete(Attachment).where(col(Attachment.id).in_([one.id for one in old])))
    for one in old:
        _store().remove(one.stored)
    return len(old)


def line(one: Attachment) -> AttachmentLine:
    """Say a file."""
    return AttachmentLine(one.key, one.name, file_size(one.size))


async def _keep(actor: Actor, form_key: str, name: str, kind: str, stored: Stored) -> AttachmentLine:
    fields = {"stored": stored.name, "size": stored.size, "sha256": stored.sha256}
    async with writing() as session:
        await session.execute(select(col(Person.id)).where(col(Person.id) == actor.id).with_for_update())  # one file after the other is counted
        await _refuse_many(session, actor, form_key)
        key = secrets.token_urlsafe(16)
        one = Attachment(key=key, user_id=actor.id, form_key=form_key, name=name, kind=kind, created_at=clock.now(), **fields)
        session.add(one)
        await session.flush()
        return line(one)


async def _refuse_infected(path: Path) -> None:
    if not settings().scanner_url:
        return
    try:
        found = await infection(path, settings().scanner_url)
    except ScannerError as error:
        _log.warning("a file could not be scanned: %s", error)
        raise PortalError("no_scanner") from error
    if found:
        _log.warning("an infected file was refused: %s", found)
        raise PortalError("file_infected")


async def _refuse_many(session: AsyncSession, actor: Actor, form_key: str) -> None:
    limit = settings().attachments
    everywhere = select(func.count()).where(col(Attachment.user_id) == actor.id, col(Attachment.entry_id).is_(None))
    here = select(func.count()).where(_waits(actor, form_key))
    if (await session.execute(here)).scalar_one() >= limit or (await session.execute(everywhere)).scalar_one() >= limit * _WAITING:
        raise PortalError("too_many_files", limit=limit)


def _waits(actor: Actor, form_key: str) -> ColumnElement[bool]:
    return (col(Attachment.user_id) == actor.id) & (col(Attachment.form_key) == form_key) & col(Attachment.entry_id).is_(None)


def _store() -> FileStore:
    return FileStore(settings().data_dir.absolute() / "attachments")
