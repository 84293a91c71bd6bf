"""Life-cycle statements as releases of the data format: what they say is new, what they leave open stays as it was."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.version_ranges import bare, is_range
from monproduit.models import Product, Release
from monproduit.services.csaf.matching import Known, slug_of, version_of
from monproduit.services.openeox.reading import Statement

_FACTS = {"full_support_until": "has_full_support", "limited_support_until": "has_limited_support", "end_of_support_on": "has_support_ended"}
Line = dict[str, Any]


async def release_lines(session: AsyncSession, statements: Sequence[Statement], products: Sequence[Known]) -> tuple[list[Line], list[str]]:
    """Return the releases that are meant, with their dates, and the names of those that are none of ours."""
    named = [(one, slug_of(one.product, products), bare(version_of(one.product))) for one in statements]
    found = await _releases(session, {slug for _one, slug, _version in named})
    lines = list[Line]()
    for one, slug, version in named:
        if slug and version and not is_range(version):
            dates = {name: value.isoformat() if value else None for name, value in one.dates.items()}
            lines.append(_line(found.get((slug, version))) | dates | {"type": "release", "product": slug, "version": version[:100]})
    return lines, [one.product.name for one, slug, version in named if not slug or not version or is_range(version)]


async def _releases(session: AsyncSession, slugs: set[str]) -> dict[tuple[str, str], Release]:
    query = select(col(Product.slug), Release).join(Release, col(Release.product_id) == col(Product.id)).where(col(Product.slug).in_(slugs))
    return {(slug, release.version): release for slug, release in await session.execute(query)}


def _line(release: Release | None) -> Line:
    """Return what a release says of itself already."""
    if not release:
        return {}
    dates = {name: getattr(release, name) for name in ("released_on", *_FACTS)}
    said = {name: value.isoformat() if value else None for name, value in dates.items()}
    return said | {name: getattr(release, fact) for name, fact in _FACTS.items() if said[name] is None} | {"notes": release.notes}
