"""The files of a person's products: by product and version, the newest first."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day, file_size, ngettext, number
from monproduit.core.markdown import html
from monproduit.integrations.release_files import Place
from monproduit.models import Product, Release, ReleaseFile
from monproduit.services import life_cycle
from monproduit.services.access import Actor, known_ids
from monproduit.services.downloads import last_versions
from monproduit.services.entitlements import entitlement, says, why_not
from monproduit.services.products import emblem
from monproduit.services.releases import address, is_available, places
from monproduit.services.software_query import Wanted, silent, versions
from monproduit.services.words import PAGE, more_label
from monproduit.views.alerts import Choice
from monproduit.views.software import Software, SoftwareFile, SoftwareProduct, SoftwareVersion


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of versions, where they are, and which version of each product the person has."""

    of: dict[int, list[ReleaseFile]]
    places: dict[int, Place]
    mine: dict[int, str]


async def find(actor: Actor, wanted: Wanted, limit: int = PAGE) -> Software:
    """Return the files of the person's products; each version says whether their licenses cover it."""
    async with reading() as session:
        rows = (await session.execute(versions(actor, wanted, limit))).all()
        files = await _files(session, [row.Release.id for row in rows])
        without = [] if wanted.text else list(await session.scalars(silent(actor, wanted)))
        mine = await last_versions(session, actor)
    known = _Files(_by_release(files), await asyncio.to_thread(places, files), mine)
    is_chosen = bool(wanted.product or wanted.text)
    products = [_product(actor, list(some), known, is_chosen=is_chosen) for _id, some in groupby(rows, lambda row: row.Product.id)]
    label = ngettext("%(count)s fichier", "%(count)s fichiers", len(files)) % {"count": number(len(files))}
    words = _("Aucun fichier n’est publié pour : %(products)s.") % {"products": ", ".join(without)} if without else ""
    more = rows[0].found - len(rows) if rows else 0
    return Software(products, label, words, more, more_label(more))


async def notes(actor: Actor, release_id: int) -> str:
    """Return the notes of a version of one of the person's products, as harmless HTML.

    Raises:
        PortalError: `no_such_version`.
    """
    query = select(col(Release.notes)).where(col(Release.id) == release_id, col(Release.product_id).in_(known_ids(actor)))
    async with reading() as session:
        found = await session.scalar(query.where(is_available(Release, actor.today)))
    if not found:
        raise PortalError("no_such_version")
    return html(found)


async def choices(actor: Actor) -> list[Choice]:
    """Return the person's products, to choose from."""
    query = select(col(Product.slug), col(Product.name)).where(col(Product.id).in_(known_ids(actor))).order_by(col(Product.search_text))
    async with reading() as session:
        return [Choice(slug, name) for slug, name in await session.execute(query)]


async def _files(session: AsyncSession, releases: list[int]) -> list[ReleaseFile]:
    query = select(ReleaseFile).where(col(ReleaseFile.release_id).in_(releases)).order_by(col(ReleaseFile.name))
    return list(await session.scalars(query))


def _by_release(files: list[ReleaseFile]) -> dict[int, list[ReleaseFile]]:
    found: dict[int, list[ReleaseFile]] = defaultdict(list)
    for file in files:
        found[file.release_id].append(file)
    return found


def _product(actor: Actor, rows: list[Any], known: _Files, *, is_chosen: bool) -> SoftwareProduct:
    product, given = rows[0].Product, entitlement(rows[0])
    hidden = 0 if is_chosen else rows[0].total - len(rows)
    initials, hue = emblem(product)
    return SoftwareProduct(
        slug=product.slug,
        name=product.name,
        family=product.family,
        initials=initials,
        hue=hue,
        status=given.status(actor.today),
        says=says(given, actor.today),
        versions=[_version(actor, row, known) for row in rows],
        older=_("Toutes les versions (%(count)s)") % {"count": number(rows[0].total)} if hidden else "",
    )


def _version(actor: Actor, row: Any, known: _Files) -> SoftwareVersion:
    release: Release = row.Release
    is_covered, phase = bool(row.is_covered), life_cycle.phase(release, actor.today)
    end = life_cycle.end_words(release.end_of_support_on, release.has_support_ended, actor.today)
    return SoftwareVersion(
        id=release.id,
        version=release.version,
        released=_("publiée le %(date)s") % {"date": day(release.released_on)} if release.released_on else "",
        is_latest=bool(row.is_latest),
        is_mine=known.mine.get(release.product_id) == release.version,
        reason="" if is_covered else why_not(entitlement(row), actor.today),
        support=end or life_cycle.phase_name(phase),
        support_status=life_cycle.phase_badge(phase),
        has_notes=bool(row.has_notes),
        files=[_file(file, known.places.get(file.id), is_covered=is_covered) for file in known.of.get(release.id, [])],
    )


def _file(file: ReleaseFile, place: Place | None, *, is_covered: bool) -> SoftwareFile:
    may = is_covered and place is not None
    return SoftwareFile(
        name=file.name,
        size=file_size(file.size) if file.size is not None else "—",
        date=day(file.file_date) if file.file_date else "—",
        sha256=file.sha256 or "",
        address=address(file.id) if may else "",
        is_outside=bool(place and place.url),
        absence=_("Ce fichier n’est pas disponible pour le moment.") if is_covered and not place else "",
    )
