"""Fetching a file: a short-lived link for one login, the right asked again at its end, and one line of history."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import or_, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import RegistrationSource
from monproduit.core.errors import PortalError
from monproduit.core.sections import Section
from monproduit.core.settings import settings
from monproduit.integrations.release_files import Place
from monproduit.models import Download, Person, Product, Release, ReleaseFile
from monproduit.services.access import Actor, known_ids
from monproduit.services.changes import Touched, note
from monproduit.services.entitlements import entitled, entitlement, is_covered
from monproduit.services.registration import register
from monproduit.services.releases import is_available, place

_LIFE = timedelta(minutes=5)
_RESUMED = timedelta(days=1)
_REFUSALS = {"none": "no_license_to_download", "role": "role_downloads_not", "suspended": "licenses_suspended", "no_contract": "no_maintenance"}


@dataclass(frozen=True, slots=True)
class Software:
    """A file that a person may fetch, and where it is."""

    file: ReleaseFile
    version: str
    product_id: int
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says.

    Attributes:
        key: the name of the download: a link that takes the place of one that is over keeps it.
        begun: when the download was, in seconds.
        made: when the link was, in seconds.
    """

    login: str
    file: int
    key: str
    begun: int
    made: int

    @property
    def is_over(self) -> bool:
        """Whether its five minutes are over."""
        return clock.now().timestamp() - self.made > _LIFE.total_seconds()


async def allowed(actor: Actor, file_id: int) -> Software:
    """Return a file, if the person may fetch it now.

    Raises:
        PortalError: `no_such_file`, as if it did not exist; `not_covered` and the like, for who may see and not fetch it; or `file_gone`.
    """
    given = entitled(actor)
    query = (
        select(ReleaseFile, col(Release.version), col(Release.product_id), is_covered(given, actor.today).label("is_covered"), *given.c)
        .join(Release, col(Release.id) == col(ReleaseFile.release_id))
        .join(Product, col(Product.id) == col(Release.product_id))
        .outerjoin(given, given.c.product_id == col(Product.id))
        .where(col(ReleaseFile.id) == file_id, col(Product.id).in_(known_ids(actor)), is_available(Release, actor.today))
    )
    async with reading() as session:
        row: Any = (await session.execute(query)).first()
    if not row:
        raise PortalError("no_such_file")
    if not row.is_covered:
        raise PortalError(_REFUSALS.get(entitlement(row).status(actor.today), "not_covered"), version=row.version)
    file: ReleaseFile = row.ReleaseFile
    where = await asyncio.to_thread(place, file)
    if not where:
        raise PortalError("file_gone", file=file.name)
    return Software(file, row.version, row[2], where)


def link_for(login_id: str, file_id: int, former: Link | None = None) -> str:
    """Return the text of a link for one login; it goes on with the download of a former one."""
    moment = int(clock.now().timestamp())
    key, begun = (former.key, former.begun) if former else (f"portal-{secrets.token_urlsafe(16)}", moment)
    return _serializer().dumps([_bound(login_id), file_id, key, begun, moment])  # type: ignore[return-value]


def read_link(login_id: str, text: str) -> Link:
    """Return what a link says, for the login that it was made for.

    Raises:
        PortalError: `no_such_file`, it was not made here or for somebody else; or `link_over`, when the download began more than a day ago.
    """
    try:
        link = Link(*_serializer().loads(text))
    except (BadSignature, TypeError):
        raise PortalError("no_such_file") from None
    if link.login != _bound(login_id):
        raise PortalError("no_such_file")
    if clock.now().timestamp() - link.begun > _RESUMED.total_seconds():
        raise PortalError("link_over")
    return link


async def record(actor: Actor, software: Software, key: str) -> None:
    """Write a download into the person's history, once: what is resumed, or asked for again within the life of a link, is the same."""
    is_same = or_(col(Download.key) == key, _is_recent(software))
    known = select(col(Download.id)).where(col(Download.user_id) == actor.id, col(Download.product_id) == software.product_id, is_same)
    async with reading() as session:
        if await session.scalar(known):
            return
    async with writing() as session:
        await session.execute(select(col(Person.id)).where(col(Person.id) == actor.id).with_for_update())
        if await session.scalar(known):
            return
        names = {"version": software.version, "file": software.file.name, "file_date": software.file.file_date}
        session.add(Download(key=key, user_id=actor.id, product_id=software.product_id, downloaded_at=clock.now(), **names))
        await session.flush()
        rows = await register(session, [(actor.id, software.product_id)], RegistrationSource.DOWNLOAD, is_event=True)
        cell = Touched(user_id=actor.id, product_id=software.product_id, section=Section.LATEST_DOWNLOAD)
        await note(session, [cell, *rows])


def _is_recent(software: Software) -> Any:
    is_it = (col(Download.version) == software.version) & (col(Download.file) == software.file.name)
    return is_it & (col(Download.downloaded_at) > clock.now() - _LIFE)


def _bound(login_id: str) -> str:
    return sha256(f"software:{login_id}".encode()).hexdigest()[:32]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="software")
