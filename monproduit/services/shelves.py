"""What articles, documents and videos share: whose products they are about, and in which language they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import LOCALES, _, locale, number
from monproduit.models import Product
from monproduit.services.access import Actor, registered_ids
from monproduit.views.knowledge import LanguageChoice

_LONG_AGO = date(1, 1, 1)
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: of one's own products or of all, in one language (the page's, where none is said) or in all, with some words.

    Attributes:
        product: the slug of the one product that articles shall be about, besides those about all.
    """

    is_mine: bool = True
    language: str = ""
    text: str = ""
    product: str = ""

    @property
    def spoken(self) -> str:
        """The language to show, or nothing for all."""
        return "" if self.language == ALL else self.language if self.language in LOCALES else locale()

    @property
    def in_all_languages(self) -> "Wanted":
        """The same, whatever the language."""
        return replace(self, language=ALL)

    @property
    def of_all_products(self) -> "Wanted":
        """The same, whatever the product."""
        return replace(self, is_mine=False)


def about_mine(actor: Actor, thing: Any, link: Any) -> ColumnElement[bool]:
    """Tell whether something is about a product of the person's, or about none in particular; `link` is the column that refers to it."""
    about = select(link).where(link == col(thing.id))
    product = col(link.class_.product_id)
    return or_(~exists(about), exists(about.where(product.in_(registered_ids(actor)))))


def about_product(slug: str, thing: Any, link: Any) -> ColumnElement[bool]:
    """Tell whether something is about a product, or about none in particular."""
    about = select(link).where(link == col(thing.id))
    one = select(col(Product.id)).where(col(Product.slug) == slug)
    return or_(~exists(about), exists(about.where(col(link.class_.product_id).in_(one))))


async def counts_by_language(query: Any, language: Any) -> dict[str, int]:
    """Return how many rows a query over everything has, by a column of languages."""
    async with reading() as session:
        found: Any = await session.execute(query.with_only_columns(language, func.count()).group_by(language))
        return dict(found.all())


def latest_first(day: Any) -> UnaryExpression[Any]:
    """Order by a day, the latest first; what has none comes last on every database."""
    return func.coalesce(col(day), _LONG_AGO).desc()


async def names_of(session: AsyncSession, link: Any, things: list[int]) -> dict[int, str]:
    """Return the names of the products that each thing is about."""
    query = select(link, col(Product.name)).join(Product, col(Product.id) == col(link.class_.product_id)).where(link.in_(things))
    found: dict[int, list[str]] = {}
    for thing, name in await session.execute(query.order_by(col(Product.search_text))):
        found.setdefault(thing, []).append(name)
    return {thing: ", ".join(names) for thing, names in found.items()}


def language_name(language: str) -> str:
    """Name a language."""
    return {"fr": _("français"), "en": _("anglais")}.get(language, language)


def language_choices(counts: Mapping[str, int], wanted: Wanted) -> list[LanguageChoice]:
    """Return the languages to choose from, the page's first, with how much there is in each; nothing where there is one only."""
    order = sorted(LOCALES, key=lambda language: language != locale())
    if not any(counts.get(language) for language in order[1:]):
        return []
    choices = [LanguageChoice(one, language_name(one).capitalize(), number(counts.get(one, 0)), wanted.spoken == one) for one in order]
    return [*choices, LanguageChoice(ALL, _("Toutes les langues"), number(sum(counts.values())), not wanted.spoken)]
