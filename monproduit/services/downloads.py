"""What a person fetched, and how far it is from the latest version."""

import asyncio
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from monproduit.core.database import fetch, reading
from monproduit.core.localisation import _, day, local_date, local_day, ngettext, number
from monproduit.models import Download, Product, Release, ReleaseFile
from monproduit.models.columns import Moment
from monproduit.services.access import Actor, registered_id, registered_ids
from monproduit.services.asking import ASKER, MOST, SLUG, SLUGS, asks
from monproduit.services.entitlements import entitled, is_covered
from monproduit.services.life_cycle import end_words
from monproduit.services.releases import address, is_available, places
from monproduit.services.words import more_label
from monproduit.views.downloads import DownloadLine, LatestDownload
from monproduit.views.page import Page

_YEARS = 2


async def cells(actor: Actor, slugs: list[str] | None = None) -> dict[str, LatestDownload]:
    """Return, per registered product, the last download and how far behind the latest version it is."""
    rows = await fetch(_cells(has_names=slugs is not None), asks(actor, slugs))
    return {row.slug: _cell(actor, row) for row in rows}


async def days(actor: Actor) -> dict[str, date]:
    """Return the day of the last download of each registered product that has one."""
    rows = await fetch(_cells(has_names=False), asks(actor))
    return {row.slug: local_date(row.downloaded_at, actor.time_zone) for row in rows if row.downloaded_at}


async def lines(actor: Actor, slug: str, limit: int) -> Page[DownloadLine]:
    """Return the downloads of the last two years, to the day where the person is, newest first."""
    async with reading() as session:
        found = (await session.execute(_lines(), asks(actor, slug=slug, most=limit, since=_since(actor)))).all()
    there = await asyncio.to_thread(places, [file for _download, file, _covered, _total in found if file])
    shown = [_line(actor, download, file, bool(covered and file and file.id in there)) for download, file, covered, _total in found]
    total = found[0][3] if found else 0
    return Page(shown, total, total - len(shown), more_label(total - len(shown)))


def years_before(today: date, years: int) -> date:
    """Return the same day some years before; the day after 28 February when that year has no 29th."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


async def last_versions(session: AsyncSession, actor: Actor) -> dict[int, str]:
    """Return, per product, the version that the person downloaded last."""
    last = _last(actor).subquery()
    found = await session.execute(select(last.c.product_id, last.c.version).where(last.c.place == 1))
    return {product: version for product, version in found}  # noqa: C416 (rows are not pairs for the checker)


def _since(actor: Actor) -> datetime:
    """Return the first moment of the two years, in UTC."""
    first = years_before(actor.today, _YEARS)
    return datetime.combine(first, time(), ZoneInfo(actor.time_zone)).astimezone(UTC)


@cache
def _lines() -> Select[Any, Any, Any, Any]:
    given = entitled(ASKER)
    return (
        select(Download, ReleaseFile, is_covered(given, ASKER.today), func.count().over())
        .outerjoin(Release, and_(col(Release.product_id) == col(Download.product_id), col(Release.version) == col(Download.version)))
        .outerjoin(ReleaseFile, and_(col(ReleaseFile.release_id) == col(Release.id), col(ReleaseFile.name) == col(Download.file)))
        .outerjoin(given, given.c.product_id == col(Download.product_id))
        .where(
            col(Download.user_id) == ASKER.id,
            col(Download.product_id).in_(registered_id(ASKER, SLUG)),
            col(Download.downloaded_at) >= bindparam("since", type_=Moment()),
        )
        .order_by(col(Download.downloaded_at).desc(), col(Download.id).desc())
        .limit(MOST)
    )


@cache
def _cells(*, has_names: bool) -> Select[str, Any, Any, Any, Any, int, Any, Any]:
    last, latest = _last(ASKER).subquery(), _latest(ASKER).subquery()
    mine, newer = aliased(Release), aliased(Release)
    behind = (
        select(func.count())
        .where(col(newer.product_id) == col(mine.product_id), is_available(newer, ASKER.today), _is_after(newer, mine))
        .correlate(mine)
        .scalar_subquery()
    )
    return (
        select(
            col(Product.slug),
            last.c.version,
            last.c.downloaded_at,
            latest.c.version.label("latest"),
            latest.c.released_on,
            behind.label("behind"),
            col(mine.end_of_support_on),
            col(mine.has_support_ended),
        )
        .outerjoin(last, and_(last.c.product_id == col(Product.id), last.c.place == 1))
        .outerjoin(latest, and_(latest.c.product_id == col(Product.id), latest.c.place == 1))
        .outerjoin(mine, and_(col(mine.product_id) == col(Product.id), col(mine.version) == last.c.version))
        .where(col(Product.id).in_(registered_ids(ASKER, SLUGS if has_names else None)))
    )


def _last(actor: Actor) -> Select[Any, Any, Any, Any]:
    """Rank a person's downloads per product, the last first."""
    place = func.row_number().over(partition_by=col(Download.product_id), order_by=(col(Download.downloaded_at).desc(), col(Download.id).desc()))
    columns = (col(Download.product_id), col(Download.version), col(Download.downloaded_at), place.label("place"))
    return select(*columns).where(col(Download.user_id) == actor.id)


def _latest(actor: Actor) -> Select[Any, Any, Any, Any]:
    """Rank the versions per product, the latest first."""
    place = func.row_number().over(partition_by=col(Release.product_id), order_by=(col(Release.sort_key).desc(), col(Release.released_on).desc()))
    columns = (col(Release.product_id), col(Release.version), col(Release.released_on), place.label("place"))
    return select(*columns).where(col(Release.product_id).in_(registered_ids(actor)), is_available(Release, actor.today))


def _is_after(one: type[Release], other: type[Release]) -> ColumnElement[bool]:
    later = and_(col(one.sort_key) == col(other.sort_key), col(one.released_on) > col(other.released_on))
    return or_(col(one.sort_key) > col(other.sort_key), later)


def _cell(actor: Actor, row: Any) -> LatestDownload:
    words = row.latest or ""
    if words and row.released_on:
        words = _("%(version)s du %(date)s") % {"version": words, "date": day(row.released_on)}
    if not row.version:
        return LatestDownload("", _("Aucun téléchargement"), latest=words)
    known = {"latest": words, "support": end_words(row.end_of_support_on, row.has_support_ended, actor.today)}
    has_ended = row.end_of_support_on <= actor.today if row.end_of_support_on else bool(row.has_support_ended)
    date_ = local_day(row.downloaded_at, actor.time_zone)
    if row.behind is None or row.latest is None:
        return LatestDownload(row.version, date_, **known, is_unsupported=has_ended)
    label = ngettext("%(count)s version de retard", "%(count)s versions de retard", row.behind) % {"count": number(row.behind)}
    freshness = ("behind", label) if row.behind else ("current", _("À jour"))
    return LatestDownload(row.version, date_, *freshness, **known, is_unsupported=has_ended)


def _line(actor: Actor, download: Download, file: ReleaseFile | None, can_be_had: bool) -> DownloadLine:
    made = download.file_date or (file.file_date if file else None)
    return DownloadLine(
        key=download.key,
        file=download.file,
        file_date=day(made) if made else "—",
        downloaded=local_day(download.downloaded_at, actor.time_zone),
        version=download.version,
        address=address(file.id) if file and can_be_had else "",
    )
