"""News and alerts about a person's products."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, update
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.among import among
from monproduit.core.database import asking, fetch, look, writing
from monproduit.core.localisation import _, local_date, local_day, ngettext, number
from monproduit.core.sections import Section
from monproduit.models import Alert, AlertProduct, Product, RegisteredProduct
from monproduit.models.columns import Moment
from monproduit.services.access import Actor, is_published, registered_id, registered_ids
from monproduit.services.alert_fixes import fixes
from monproduit.services.asking import ASKER, MOST, NOW, SLUG, SLUGS, asks
from monproduit.services.changes import Touched, note_own
from monproduit.services.words import more_label
from monproduit.views.alerts import AlertLine, Fix, NewsAlerts
from monproduit.views.page import Page


@dataclass(frozen=True, slots=True)
class Seen:
    """That a person looked at the alerts of a product.

    Attributes:
        before: when they had looked before; None for a product that is not theirs.
        change: the id of its row in the change log, where something was new.
    """

    before: datetime | None
    change: int | None = None


async def cells(actor: Actor, slugs: list[str] | None = None) -> dict[str, NewsAlerts]:
    """Return the news cell of each registered product: the latest important alert, and how many are new."""
    rows = await fetch(_cells(has_names=slugs is not None), asks(actor, slugs))
    return {
        slug: replace(_cell(actor, total or 0, new or 0, title, kind, at), wants_email=wants) for slug, total, new, title, kind, at, wants in rows
    }


async def days(actor: Actor) -> dict[str, date]:
    """Return the day on which the alert in the cell of a registered product was published, where there is one."""
    rows = await fetch(_cells(has_names=False), asks(actor))
    return {slug: local_date(at, actor.time_zone) for slug, *_others, at, _wants in rows if at}


async def cells_of(people: Collection[Actor], slugs: list[str]) -> dict[int, dict[str, NewsAlerts]]:
    """Return the news cells of some products for many people at once, by the person's id, in three queries."""
    async with asking() as session:
        latest = {slug: (title, kind, at) for slug, title, kind, at in await session.execute(_latest(slugs), {"now": clock.now()})}
        moments: dict[str, list[datetime]] = defaultdict(list)
        for slug, moment in await session.execute(_moments(slugs)):
            moments[slug].append(moment)
        rows = (await session.execute(_looks(slugs, {person.id for person in people}))).all()
    asked, found = {person.id: person for person in people}, defaultdict[int, dict[str, NewsAlerts]](dict)
    for user_id, slug, seen, wants in rows:
        total = len(moments[slug])
        cell = _cell(asked[user_id], total, total - bisect_right(moments[slug], seen), *latest[slug])
        found[user_id][slug] = replace(cell, wants_email=wants)
    return found


async def lines(actor: Actor, slug: str, limit: int, *, since: datetime | None = None) -> Page[AlertLine]:
    """Return the published alerts about a product, newest first; new are those published after `since`."""
    async with asking() as connection:
        found = (await connection.execute(_lines(), asks(actor, slug=slug, most=limit))).all()
        told = await fixes(connection, actor, [alert.id for alert in found], [slug])
    shown = [_line(actor, alert, told[alert.id], is_new=bool(since and alert.published_at > since)) for alert in found]
    total = found[0].total if found else 0
    return Page(shown, total, total - len(shown), more_label(total - len(shown)))


async def mark_seen(actor: Actor, slug: str) -> Seen:
    """Note that the person looked at the alerts of a product; where nothing is new, nothing is written, and nobody woken."""
    asked = asks(actor, slug=slug)
    found = await look(_own(), asked)
    if not found or not found.new:
        return Seen(found.seen if found else None)
    async with writing() as session:
        mine = (col(RegisteredProduct.user_id) == actor.id) & (col(RegisteredProduct.product_id) == found.product_id)
        await session.execute(update(RegisteredProduct).where(mine).values(news_seen_at=asked["now"]))
        change = await note_own(session, Touched(user_id=actor.id, product_id=found.product_id, section=Section.NEWS_ALERTS))
    return Seen(found.seen, change)


def kind_name(kind: str) -> str:
    """Name what an alert is about."""
    return {"news": _("Actualité"), "product": _("Produit"), "security": _("Sécurité"), "lifecycle": _("Cycle de vie")}[kind]


def severity_name(severity: str | None) -> str:
    """Name how bad the matter of an alert is."""
    names = {"low": _("Faible"), "medium": _("Moyenne"), "high": _("Élevée"), "critical": _("Critique")}
    return names[severity] if severity else ""


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    named = (Alert.id, Alert.key, Alert.title, Alert.kind, Alert.severity, Alert.published_at, Alert.url, Alert.important)
    columns = [col(one) for one in named]
    return (
        select(*columns, func.count().over().label("total"))
        .join(AlertProduct, col(AlertProduct.alert_id) == col(Alert.id))
        .where(col(AlertProduct.product_id).in_(registered_id(ASKER, SLUG)), is_published(NOW))
        .order_by(col(Alert.published_at).desc(), col(Alert.id).desc())
        .limit(MOST)
    )


@cache
def _own() -> Select[int, datetime, bool]:
    published = select(col(AlertProduct.alert_id)).join(Alert, col(Alert.id) == col(AlertProduct.alert_id))
    new = published.where(col(AlertProduct.product_id) == col(RegisteredProduct.product_id), is_published(NOW), col(Alert.published_at) > _seen())
    columns = (col(RegisteredProduct.product_id), _seen().label("seen"), new.correlate(RegisteredProduct).exists().label("new"))
    return select(*columns).where(col(RegisteredProduct.product_id).in_(registered_id(ASKER, SLUG)), _is_mine())


@cache
def _cells(*, has_names: bool) -> Select[str, int, int, str, str, datetime, bool]:
    published, seen = col(Alert.published_at), _seen()
    counted = (
        select(
            col(AlertProduct.product_id),
            func.count().label("total"),
            func.count().filter(published > seen).label("new"),
        )
        .join(Alert, col(Alert.id) == col(AlertProduct.alert_id))
        .join(RegisteredProduct, _is_mine() & (col(RegisteredProduct.product_id) == col(AlertProduct.product_id)))
        .where(is_published(NOW))
        .group_by(col(AlertProduct.product_id))
        .subquery()
    )
    return (
        select(col(Product.slug), counted.c.total, counted.c.new, col(Alert.title), col(Alert.kind), published, col(RegisteredProduct.wants_email))
        .join(RegisteredProduct, _is_mine() & (col(RegisteredProduct.product_id) == col(Product.id)))
        .outerjoin(counted, counted.c.product_id == col(Product.id))
        .outerjoin(Alert, col(Alert.id) == _latest_important())
        .where(col(Product.id).in_(registered_ids(ASKER, SLUGS if has_names else None)))
    )


def _latest_important() -> ScalarSelect[int]:
    """Select the id of the latest important alert about the product of the query around."""
    published = col(Alert.published_at)
    return (
        select(col(Alert.id))
        .join(AlertProduct, col(AlertProduct.alert_id) == col(Alert.id))
        .where(col(AlertProduct.product_id) == col(Product.id), is_published(NOW), col(Alert.important))
        .order_by(published.desc(), col(Alert.id).desc())
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )


def _latest(slugs: list[str]) -> Select[str, str, str, datetime]:
    """Select the latest important alert about each product."""
    query = select(col(Product.slug), col(Alert.title), col(Alert.kind), col(Alert.published_at))
    return query.outerjoin(Alert, col(Alert.id) == _latest_important()).where(col(Product.slug).in_(slugs))


def _moments(slugs: list[str]) -> Select[str, datetime]:
    """Select when the alerts about each product were published, the oldest first."""
    query = select(col(Product.slug), col(Alert.published_at)).join(AlertProduct, col(AlertProduct.product_id) == col(Product.id))
    query = query.join(Alert, col(Alert.id) == col(AlertProduct.alert_id)).where(col(Product.slug).in_(slugs))
    return query.where(is_published()).order_by(col(Alert.published_at))


def _looks(slugs: list[str], people: Collection[int]) -> Select[int, str, datetime, bool]:
    """Select when each person looked at each product's alerts last."""
    query = select(col(RegisteredProduct.user_id), col(Product.slug), _seen().label("seen"), col(RegisteredProduct.wants_email))
    query = query.join(Product, col(Product.id) == col(RegisteredProduct.product_id))
    return query.where(col(Product.slug).in_(slugs), among(col(RegisteredProduct.user_id), people), col(RegisteredProduct.hidden_at).is_(None))


def _seen() -> ColumnElement[datetime]:
    return func.coalesce(col(RegisteredProduct.news_seen_at), col(RegisteredProduct.added_at), type_=Moment())


def _is_mine() -> ColumnElement[bool]:
    return col(RegisteredProduct.user_id) == ASKER.id


def _cell(actor: Actor, total: int, new: int, title: str | None, kind: str | None, at: datetime | None) -> NewsAlerts:
    label = ngettext("%(count)s nouvelle alerte", "%(count)s nouvelles alertes", new) % {"count": number(new)} if new else ""
    if not title or not at:
        words = ngettext("%(count)s actualité", "%(count)s actualités", total) % {"count": number(total)} if total else _("Aucune actualité")
        return NewsAlerts(words, "", "", new, label, total)
    return NewsAlerts(title, local_day(at, actor.time_zone), kind or "", new, label, total)


def _line(actor: Actor, alert: Any, told: list[Fix], *, is_new: bool) -> AlertLine:
    return AlertLine(
        key=alert.key,
        title=alert.title,
        kind=alert.kind,
        kind_label=kind_name(alert.kind),
        severity=alert.severity or "",
        severity_label=severity_name(alert.severity),
        published=local_day(alert.published_at, actor.time_zone),
        url=alert.url or "",
        is_important=alert.important,
        is_new=is_new,
        fix=told[0].words if told else "",
        is_exposed=bool(told and told[0].is_exposed),
    )
