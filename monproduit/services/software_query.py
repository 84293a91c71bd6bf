"""How the database finds the versions that a person may see files of."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, exists, func, or_, select
from sqlalchemy.orm import defer
from sqlmodel import col

from monproduit.core.search import searchable
from monproduit.models import Product, Release, ReleaseFile
from monproduit.services.access import Actor, known_ids
from monproduit.services.entitlements import entitled, is_covered
from monproduit.services.releases import is_available

_FIRST = 3
"""How many versions of each product are shown when nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files to show; what is empty shows the first of all."""

    product: str = ""
    text: str = ""


def versions(actor: Actor, wanted: Wanted, limit: int) -> Select[*tuple[Any, ...]]:
    """Select versions with files, product by product and the newest first.

    Where nothing is chosen these are the first of each product, and the latest that is covered. The rows hold Product, Release, and by
    name is_covered, is_latest, has_notes, total (of its product's versions), found (of all) and the fields of an entitlement.
    """
    given = entitled(actor)
    ranked = _ranked(actor, wanted, given)
    is_latest = (ranked.c.is_covered == 1) & (ranked.c.place_in_kind == 1)
    query = (
        select(
            Product,
            Release,
            ranked.c.is_covered,
            is_latest.label("is_latest"),
            col(Release.notes).is_not(None).label("has_notes"),
            ranked.c.total,
            func.count().over().label("found"),
            *(column for column in given.c if column.name != "product_id"),
        )
        .options(defer(col(Release.notes)))  # pyright: ignore[reportArgumentType] (it is an attribute)
        .join(ranked, ranked.c.id == col(Release.id))
        .join(Product, col(Product.id) == col(Release.product_id))
        .outerjoin(given, given.c.product_id == col(Product.id))
        .order_by(col(Product.search_text), col(Product.slug), ranked.c.place)
        .limit(limit)
    )
    if wanted.product or wanted.text:
        return query.where(*(_matches(word) for word in wanted.text.casefold().split()))
    return query.where(or_(ranked.c.place <= _FIRST, is_latest)).limit(None)


def silent(actor: Actor, wanted: Wanted) -> Select[str]:
    """Select the names of the person's products that have no files."""
    has_files = exists().where(col(Release.product_id) == col(Product.id), col(ReleaseFile.release_id) == col(Release.id))
    query = select(col(Product.name)).where(col(Product.id).in_(_known(actor, wanted)), ~has_files)
    return query.order_by(col(Product.search_text))


def _ranked(actor: Actor, wanted: Wanted, given: Subquery[Any]) -> Subquery[Any]:
    """Number the versions of each product, and those that are covered among themselves."""
    covered, product = is_covered(given, actor.today), col(Release.product_id)
    newest = (col(Release.sort_key).desc(), col(Release.released_on).desc())
    has_files = exists().where(col(ReleaseFile.release_id) == col(Release.id))
    return (
        select(
            col(Release.id),
            covered.label("is_covered"),
            func.row_number().over(partition_by=product, order_by=newest).label("place"),
            func.row_number().over(partition_by=(product, covered), order_by=newest).label("place_in_kind"),
            func.count().over(partition_by=product).label("total"),
        )
        .outerjoin(given, given.c.product_id == product)
        .where(product.in_(_known(actor, wanted)), is_available(Release, actor.today), has_files)
        .subquery()
    )


def _known(actor: Actor, wanted: Wanted) -> Select[int]:
    return known_ids(actor, [wanted.product] if wanted.product else None)


def _matches(word: str) -> ColumnElement[bool]:
    """Find a word in the product's names, the version, or the name of one of its files."""
    file = exists().where(col(ReleaseFile.release_id) == col(Release.id), func.lower(ReleaseFile.name).contains(word, autoescape=True))
    found = or_(func.lower(Release.version).contains(word, autoescape=True), file)
    plain = searchable(word)
    return or_(found, col(Product.search_text).contains(plain, autoescape=True)) if plain else found
