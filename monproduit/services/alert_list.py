"""The alerts about all of a person's products: searched, filtered, read, and marked as seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.among import among
from monproduit.core.database import asking, reading, writing
from monproduit.core.enums import AlertKind
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, ngettext, number
from monproduit.core.markdown import html
from monproduit.core.search import searchable
from monproduit.core.sections import Section
from monproduit.models import Alert, AlertProduct, Product, RegisteredProduct
from monproduit.services.access import Actor, is_published
from monproduit.services.alert_fixes import fixes
from monproduit.services.alerts import kind_name, severity_name
from monproduit.services.changes import Touched, note
from monproduit.services.words import more_label
from monproduit.views.alerts import AlertCard, AlertList, AlertPage, Choice, Fix


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which alerts to show; what is unknown shows all."""

    product: str = ""
    kind: str = ""
    is_important: bool = False
    text: str = ""


async def find(actor: Actor, wanted: Wanted, limit: int) -> AlertList:
    """Return the published alerts about the person's products, newest first."""
    async with reading() as session:
        found = (await session.execute(_query(actor, wanted).add_columns(func.count().over()).limit(limit))).all()
        new = (await _new(session, {actor.id}))[actor.id]
        told = await fixes(session, actor, [row[0].id for row in found])
    total = found[0][4] if found else 0
    words = ngettext("%(count)s actualité ou alerte", "%(count)s actualités et alertes", total) % {"count": number(total)}
    new_words = ngettext("%(count)s nouvelle", "%(count)s nouvelles", new) % {"count": number(new)}
    cards = [_card(actor, alert, names, told[alert.id], is_new=bool(is_new)) for alert, names, is_new, _seen, _total in found]
    return AlertList(cards, words, total - len(cards), more_label(total - len(cards)), new, new_words)


async def one(actor: Actor, key: str) -> AlertPage:
    """Return one alert, if it is about a product of the person's.

    Raises:
        PortalError: `no_such_alert`.
    """
    async with reading() as session:
        found = (await session.execute(_query(actor, Wanted()).where(col(Alert.key) == key))).first()
        if not found:
            raise PortalError("no_such_alert")
        told = (await fixes(session, actor, [found[0].id]))[found[0].id]
    card = _card(actor, found[0], found[1], told, is_new=False)
    edited = _("modifiée le %(date)s") % {"date": _day(actor, found[0].edited_at)} if _is_edited(found[0]) else ""
    shown = {name: getattr(card, name) for name in ("key", "title", "kind_label", "severity", "severity_label", "published", "products")}
    return AlertPage(**shown, body=html(found[0].body), url=found[0].url or "", edited=edited, fixes=told)


async def unread(actor: Actor) -> int:
    """Return how many alerts are new: the sum of the marks on *Mes produits*."""
    return (await unread_of([actor]))[actor.id]


async def unread_of(people: Iterable[Actor]) -> dict[int, int]:
    """Return how many alerts are new for each of many people, by the person's id."""
    asked = {person.id for person in people}
    if not asked:
        return {}
    async with asking() as connection:
        return await _new(connection, asked)


def unread_words(count: int) -> str:
    """Say how many are new; nothing when none is."""
    return ngettext("%(count)s nouvelle", "%(count)s nouvelles", count) % {"count": number(count)} if count else ""


async def mark_all_seen(actor: Actor) -> None:
    """Note that the person looked at everything: the marks go, in all their tabs."""
    async with writing() as session:
        query = update(RegisteredProduct).where(col(RegisteredProduct.user_id) == actor.id).values(news_seen_at=clock.now())
        await session.execute(query)
        products = await session.scalars(select(col(RegisteredProduct.product_id)).where(col(RegisteredProduct.user_id) == actor.id))
        await note(session, [Touched(user_id=actor.id, product_id=product, section=Section.NEWS_ALERTS) for product in products])


async def choices(actor: Actor) -> list[Choice]:
    """Return the person's products, to choose from."""
    query = (
        select(col(Product.slug), col(Product.name))
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.hidden_at).is_(None))
        .order_by(col(Product.search_text))
    )
    async with reading() as session:
        return [Choice(slug, name) for slug, name in await session.execute(query)]


def kinds() -> list[Choice]:
    """Return the kinds of alerts, to choose from."""
    return [Choice("", _("Tout")), *(Choice(kind, kind_name(kind)) for kind in AlertKind)]


def _query(actor: Actor, wanted: Wanted) -> Select[Any, Any, Any, Any]:
    seen = func.coalesce(col(RegisteredProduct.news_seen_at), col(RegisteredProduct.added_at))
    query = (
        select(Alert, func.aggregate_strings(col(Product.name), ", "), func.max(case((col(Alert.published_at) > seen, 1), else_=0)), func.min(seen))
        .join(AlertProduct, col(AlertProduct.alert_id) == col(Alert.id))
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(AlertProduct.product_id))
        .join(Product, col(Product.id) == col(AlertProduct.product_id))
        .where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.hidden_at).is_(None), is_published())
        .group_by(col(Alert.id))
        .order_by(col(Alert.published_at).desc(), col(Alert.id).desc())
    )
    if wanted.product:
        query = query.where(col(Product.slug) == wanted.product)
    if wanted.kind in set(AlertKind):
        query = query.where(col(Alert.kind) == wanted.kind)
    if wanted.is_important:
        query = query.where(col(Alert.important))
    for word in searchable(wanted.text).split():
        query = query.where(col(Alert.search_text).contains(word, autoescape=True))
    return query


async def _new(session: AsyncSession | AsyncConnection, people: set[int]) -> dict[int, int]:
    """Count what is new for each person, product by product, as the marks on *Mes produits* do."""
    seen = func.coalesce(col(RegisteredProduct.news_seen_at), col(RegisteredProduct.added_at))
    query = (
        select(col(RegisteredProduct.user_id), func.count())
        .join(AlertProduct, col(AlertProduct.product_id) == col(RegisteredProduct.product_id))
        .join(Alert, col(Alert.id) == col(AlertProduct.alert_id))
        .where(among(col(RegisteredProduct.user_id), people), col(RegisteredProduct.hidden_at).is_(None))
        .where(is_published(), col(Alert.published_at) > seen)
        .group_by(col(RegisteredProduct.user_id))
    )
    return dict.fromkeys(people, 0) | {person: count for person, count in await session.execute(query)}  # noqa: C416 (rows are not pairs for the checker)


def _card(actor: Actor, alert: Alert, names: str, told: list[Fix], *, is_new: bool) -> AlertCard:
    return AlertCard(
        key=alert.key,
        title=alert.title,
        kind_label=kind_name(alert.kind),
        severity=alert.severity or "",
        severity_label=severity_name(alert.severity),
        published=_day(actor, alert.published_at),
        products=", ".join(sorted(set(names.split(", ")))),
        is_important=alert.important,
        is_new=is_new,
        fix=told[0].words if len(told) == 1 else "",
        is_exposed=any(fix.is_exposed for fix in told),
    )


def _is_edited(alert: Alert) -> bool:
    return bool(alert.edited_at and alert.edited_at > alert.published_at)


def _day(actor: Actor, moment: datetime) -> str:
    return local_day(moment, actor.time_zone)
