"""Private addresses of renewal calendars: made and closed by their person, read by a calendar program without a cookie."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.enums import LicenseStanding, LicenseType
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, ngettext, number, use_locale
from monproduit.core.settings import settings
from monproduit.models import CalendarAddress, Download, License, Person, Product, Release, UserGroup
from monproduit.services.access import Actor, own_group, registered_ids, visible_groups
from monproduit.services.calendar_format import Due, calendar
from monproduit.views.calendar import CalendarLine, NewCalendar

_MOST = 20
_PAST = timedelta(days=400)
_READ_EVERY = timedelta(hours=1)


async def mine(actor: Actor) -> list[CalendarLine]:
    """Return the person's addresses, the oldest first."""
    query = select(CalendarAddress, col(UserGroup.name)).outerjoin(UserGroup, col(UserGroup.id) == col(CalendarAddress.group_id))
    async with reading() as session:
        found = await session.execute(query.where(col(CalendarAddress.user_id) == actor.id).order_by(col(CalendarAddress.id)))
        return [_line(actor, address, group) for address, group in found]


async def make(actor: Actor, group_id: int | None) -> NewCalendar:
    """Make an address for one of the person's groups, or for all.

    Raises:
        PortalError: `no_such_group` or `too_many_calendars`.
    """
    token = secrets.token_urlsafe(32)
    async with writing() as session:
        group = await own_group(session, actor, group_id) if group_id else None
        count = select(func.count()).select_from(CalendarAddress).where(col(CalendarAddress.user_id) == actor.id)
        if (await session.execute(count)).scalar_one() >= _MOST:
            raise PortalError("too_many_calendars", limit=_MOST)
        session.add(CalendarAddress(digest=_digest(token), user_id=actor.id, group_id=group_id, created_at=clock.now()))
    url = f"{settings().origin}/feeds/calendar/{token}.ics"
    return NewCalendar(group.name if group else _("Tous mes groupes"), url, "webcal:" + url.partition(":")[2])


async def revoke(actor: Actor, address_id: int) -> None:
    """Close an address: it answers from now on as if it had never been.

    Raises:
        PortalError: `no_such_calendar`.
    """
    async with writing() as session:
        query = select(CalendarAddress).where(col(CalendarAddress.id) == address_id, col(CalendarAddress.user_id) == actor.id)
        address = await session.scalar(query)
        if not address:
            raise PortalError("no_such_calendar")
        await session.delete(address)


async def read(token: str) -> bytes | None:
    """Return the calendar behind an address, in the person's language, or nothing for an address that is none."""
    query = select(CalendarAddress, Person).join(Person, col(Person.id) == col(CalendarAddress.user_id))
    async with reading() as session:
        found = (await session.execute(query.where(col(CalendarAddress.digest) == _digest(token)))).first()
    if not found:
        return None
    address, person = found
    await _note_reading(address)
    actor = Actor(person.id, person.email, person.name, person.time_zone, person.locale)
    with use_locale(person.locale or "fr"):
        return calendar(_("Renouvellements"), await _dues(actor, address.group_id))


async def _note_reading(address: CalendarAddress) -> None:
    if address.read_at is None or clock.now() - address.read_at > _READ_EVERY:
        async with writing() as session:
            (await session.get_one(CalendarAddress, address.id)).read_at = clock.now()


async def _dues(actor: Actor, group_id: int | None) -> list[Due]:
    async with reading() as session:
        return [*await _renewals(session, actor, group_id), *([] if group_id else await _ends_of_support(session, actor))]


async def _renewals(session: AsyncSession, actor: Actor, group_id: int | None) -> list[Due]:
    """Return a due day for each product, group and date: a hundred licenses that end together are one entry."""
    is_trial = col(License.license_type) == LicenseType.TRIAL
    query = (
        select(col(Product.slug), col(Product.name), col(UserGroup.id), col(UserGroup.name), col(License.renewal_date), is_trial)
        .add_columns(func.count(), func.min(License.number), col(UserGroup.created_at))
        .join(Product, col(Product.id) == col(License.product_id))
        .join(UserGroup, col(UserGroup.id) == col(License.group_id))
        .where(col(License.group_id).in_(visible_groups(actor)), col(License.standing) != LicenseStanding.REVOKED)
        .where(col(License.renewal_date) >= actor.today - _PAST)
        .group_by(col(Product.slug), col(Product.name), col(UserGroup.id), col(UserGroup.name), col(License.renewal_date), is_trial)
        .group_by(col(UserGroup.created_at))
        .order_by(col(License.renewal_date), col(Product.slug), col(UserGroup.id))
    )
    if group_id is not None:
        query = query.where(col(License.group_id) == group_id)
    return [_renewal(*row) for row in await session.execute(query)]


def _renewal(  # noqa: PLR0913, PLR0917 (a row of the query)
    slug: str, product: str, group_id: int, group: str, day: date, is_trial: bool, count: int, first: str, made: datetime
) -> Due:
    words = _("Fin d’essai : %(product)s") if is_trial else _("Renouvellement : %(product)s")
    many = ngettext("%(count)s licence", "%(count)s licences", count) % {"count": number(count)}
    details = _("%(count)s, groupe « %(group)s »") % {"count": many if count > 1 else first, "group": group}
    uid = f"{'trial' if is_trial else 'renewal'}-{slug}-{group_id}-{day.isoformat()}"
    return Due(uid, day, words % {"product": product}, details, f"{settings().origin}/", made)


async def _ends_of_support(session: AsyncSession, actor: Actor) -> list[Due]:
    """Return the end of support of the versions that the person fetched last."""
    latest = (
        select(
            col(Download.product_id),
            col(Download.version),
            func.row_number().over(partition_by=col(Download.product_id), order_by=col(Download.downloaded_at).desc()).label("place"),
        )
        .where(col(Download.user_id) == actor.id, col(Download.product_id).in_(registered_ids(actor)))
        .subquery()
    )
    query = (
        select(col(Product.slug), col(Product.name), col(Release.version), col(Release.end_of_support_on))
        .join(latest, (latest.c.product_id == col(Product.id)) & (latest.c.place == 1))
        .join(Release, (col(Release.product_id) == col(Product.id)) & (col(Release.version) == latest.c.version))
        .where(col(Release.end_of_support_on) >= actor.today - _PAST)
        .order_by(col(Product.slug))
    )
    title = _("Fin de support : %(product)s %(version)s")
    moment = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    return [
        Due(f"end-{slug}-{version}", day, title % {"product": name, "version": version}, "", f"{settings().origin}/", moment)
        for slug, name, version, day in await session.execute(query)
        if day
    ]


def _line(actor: Actor, address: CalendarAddress, group: str | None) -> CalendarLine:
    made = _("créé le %(date)s") % {"date": local_day(address.created_at, actor.time_zone)}
    read_ = _("lu le %(date)s") % {"date": local_day(address.read_at, actor.time_zone)} if address.read_at else _("pas encore lu")
    return CalendarLine(address.id, group or _("Tous mes groupes"), made, read_)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
