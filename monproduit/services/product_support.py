"""Support of a person's products: life cycles, latest versions, news."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day
from monproduit.models import Product, Release, ReleaseFile
from monproduit.services import alerts, documents, downloads
from monproduit.services.access import Actor, known_ids, registered_ids
from monproduit.services.downloads import last_versions
from monproduit.services.life_cycle import limited_from, phase, phase_badge, phase_name
from monproduit.services.openeox import writing as openeox
from monproduit.services.products import emblem
from monproduit.services.timeline import Lives, timeline
from monproduit.services.words import PAGE, more_label
from monproduit.views.downloads import LatestDownload
from monproduit.views.product_support import LifeLine, ProductSupport, SupportedProduct, SupportedProducts

_NEWS, _DOCUMENTS = 5, 8
_OF_EACH = 60
"""How many versions of each product are read for the picture of all."""


async def overview(actor: Actor) -> SupportedProducts:
    """Return the products on the person's account, with the version they have, the latest, and the picture of all."""
    cells = await downloads.cells(actor)
    async with reading() as session:
        products = list(await session.scalars(select(Product).where(col(Product.id).in_(registered_ids(actor))).order_by(col(Product.search_text))))
        releases = await _releases(session, [product.id for product in products])
    lives = [Lives(product, releases[product.id], cells[product.slug].version) for product in products if product.slug in cells]
    lines = [_supported(one, cells[one.product.slug], actor.today) for one in lives]
    return SupportedProducts(lines, timeline(lives, actor.today))


async def one(actor: Actor, slug: str, limit: int = PAGE) -> ProductSupport:
    """Return all about the support of one of the person's products.

    Raises:
        PortalError: `no_such_product`, as if it did not exist.
    """
    async with reading() as session:
        product = await session.scalar(select(Product).where(col(Product.id).in_(known_ids(actor, [slug]))))
        if not product:
            raise PortalError("no_such_product")
        found = (await session.execute(_newest(product.id, limit))).all()
        mine = (await last_versions(session, actor)).get(product.id, "")
        files = select(exists().where(col(ReleaseFile.release_id) == col(Release.id), col(Release.product_id) == product.id))
        has_files = (await session.execute(files)).scalar_one()
    releases, more = [row[0] for row in found], found[0][1] - len(found) if found else 0
    cells = await downloads.cells(actor, [slug])
    initials, hue = emblem(product)
    return ProductSupport(
        slug=slug,
        name=product.name,
        family=product.family,
        initials=initials,
        hue=hue,
        mine=cells.get(slug, LatestDownload("", _("Aucun téléchargement"))),
        timeline=timeline([Lives(product, releases, mine)], actor.today),
        lines=[_life(release, mine, actor.today) for release in releases],
        more=more,
        more_label=more_label(more),
        news=(await alerts.lines(actor, slug, _NEWS)).lines,
        documents=await documents.about(actor, slug, _DOCUMENTS),
        has_files=has_files,
        forum_url=product.forum_url or "",
        portal_url=product.license_portal_url or "",
        open_url=openeox.address(slug) if any(release.end_of_support_on for release in releases) else "",
    )


async def _releases(session: AsyncSession, products: list[int]) -> dict[int, list[Release]]:
    """Return the newest versions of products, the newest first."""
    newest = (col(Release.sort_key).desc(), col(Release.released_on).desc())
    place = func.row_number().over(partition_by=col(Release.product_id), order_by=newest).label("place")
    ranked = select(col(Release.id), place).where(col(Release.product_id).in_(products)).subquery()
    query = select(Release).join(ranked, ranked.c.id == col(Release.id)).where(ranked.c.place <= _OF_EACH)
    found: dict[int, list[Release]] = defaultdict(list)
    without = defer(col(Release.notes))  # pyright: ignore[reportArgumentType] (it is an attribute)
    for release in await session.scalars(query.order_by(col(Release.product_id), ranked.c.place).options(without)):
        found[release.product_id].append(release)
    return found


def _newest(product: int, limit: int) -> Select[Any, int]:
    query = select(Release, func.count().over()).where(col(Release.product_id) == product)
    without = defer(col(Release.notes))  # pyright: ignore[reportArgumentType] (it is an attribute)
    return query.order_by(col(Release.sort_key).desc(), col(Release.released_on).desc()).limit(limit).options(without)


def _supported(lives: Lives, mine: LatestDownload, today: date) -> SupportedProduct:
    """Say where the version that the person has stands."""
    product = lives.product
    own = next((release for release in lives.releases if release.version == mine.version), None)
    state = phase(own, today) if own else "unknown"
    label = phase_name(state) if own else "—"
    return SupportedProduct(product.slug, product.name, product.family, *emblem(product), mine, phase_badge(state), label)


def _life(release: Release, mine: str, today: date) -> LifeLine:
    state = phase(release, today)
    return LifeLine(
        version=release.version,
        full_from=day(release.released_on) if release.released_on else "—",
        limited_from=_when(limited_from(release), release.has_full_support),
        ends=_when(release.end_of_support_on, release.has_support_ended),
        status=phase_badge(state),
        label=phase_name(state),
        is_mine=release.version == mine,
    )


def _when(value: date | None, has_happened: bool | None) -> str:
    """Write a date, or what is known instead of it."""
    if value:
        return day(value)
    return "—" if has_happened is None else (_("passé, date non communiquée") if has_happened else _("pas encore"))
