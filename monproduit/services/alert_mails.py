"""Alerts by e-mail: one mail for each alert and person, at once or in the digest of the morning."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, reading, writing
from monproduit.core.enums import MailFrequency
from monproduit.core.localisation import DEFAULT, _, local_day, ngettext, number, use_locale
from monproduit.core.settings import settings
from monproduit.models import Alert, AlertMailing, AlertNotice, AlertProduct, Person, Product, RegisteredProduct
from monproduit.services.access import is_published
from monproduit.services.alerts import kind_name, severity_name
from monproduit.services.letters import Letter, Part
from monproduit.services.mailing_times import digest_time
from monproduit.services.outbox import Message, put
from monproduit.services.subscriptions import unsubscribe_link

_NEWS = timedelta(days=7)
"""How long after its publication an alert is still mailed: what is older is history that was imported."""
_AT_ONCE = 500


async def note_published() -> None:
    """Find who wants the alerts whose hour has come, once for each alert, by whatever process comes first."""
    query = (
        select(col(Alert.id))
        .outerjoin(AlertMailing, col(AlertMailing.alert_id) == col(Alert.id))
        .where(is_published(), col(Alert.published_at) > clock.now() - _NEWS, col(AlertMailing.alert_id).is_(None))
        .order_by(col(Alert.published_at))
    )
    async with reading() as session:
        fresh = list(await session.scalars(query))
    for alert in fresh:
        await _note(alert)


async def send_digests() -> None:
    """Write the digests whose morning has come, where people are."""
    query = (
        select(col(Person.id), col(Person.mail_frequency), col(Person.time_zone), func.min(col(AlertNotice.noted_at)))
        .join(AlertNotice, col(AlertNotice.user_id) == col(Person.id))
        .where(col(AlertNotice.carried_by).is_(None))
        .group_by(col(Person.id))
    )
    async with reading() as session:
        waiting = (await session.execute(query)).all()
    for person, frequency, time_zone, since in waiting:
        if digest_time(frequency, time_zone, since) <= clock.now():
            await _digest(person)


async def alerts_letter(payload: dict[str, Any]) -> Letter | None:
    """Write the letter about alerts that a person still wants; None when nothing is left of them."""
    async with reading() as session:
        person = await session.get(Person, payload["person"])
        found = (await session.execute(_wanted(payload["person"], payload["alerts"]))).all() if person else []
    if not person or not found:
        return None
    with use_locale(person.locale or DEFAULT):
        alerts: dict[int, tuple[Alert, list[Product]]] = {}
        for alert, product in found:
            alerts.setdefault(alert.id, (alert, []))[1].append(product)
        return _letter(person, list(alerts.values()), is_digest=payload["letter"] == "digest")


async def _note(alert_id: int) -> None:
    async with writing() as session:
        if not await _is_first(session, alert_id):
            return
        people = (await session.scalars(_who_wants(alert_id))).all()
        moment = clock.now()
        for start in range(0, len(people), _AT_ONCE):
            some = people[start : start + _AT_ONCE]
            session.add_all(_notice(alert_id, person, moment) for person in some)
            await session.flush()
            await put(session, *(_message(alert_id, person) for person in some if person.mail_frequency == MailFrequency.INSTANT))


async def _is_first(session: AsyncSession, alert_id: int) -> bool:
    """Tell whether no other process has seen to this alert; the row is what they agree on."""
    query = insert_new(session, AlertMailing).values(alert_id=alert_id, at=clock.now()).on_conflict_do_nothing()
    return bool(await session.scalar(query.returning(AlertMailing.alert_id)))


def _who_wants(alert_id: int) -> Select[Person]:
    wanting = select(col(RegisteredProduct.user_id)).join(AlertProduct, col(AlertProduct.product_id) == col(RegisteredProduct.product_id))
    wanting = wanting.where(col(AlertProduct.alert_id) == alert_id, col(RegisteredProduct.wants_email), col(RegisteredProduct.hidden_at).is_(None))
    return select(Person).where(col(Person.id).in_(wanting)).order_by(col(Person.id))


def _notice(alert_id: int, person: Person, moment: Any) -> AlertNotice:
    carried = _key(alert_id, person.id) if person.mail_frequency == MailFrequency.INSTANT else None
    return AlertNotice(alert_id=alert_id, user_id=person.id, noted_at=moment, carried_by=carried)


def _message(alert_id: int, person: Person) -> Message:
    payload = {"letter": "alert", "person": person.id, "alerts": [alert_id]}
    return Message("mail", _key(alert_id, person.id), payload, "alert", person.email)


def _key(alert_id: int, person_id: int) -> str:
    return f"alert:{alert_id}:{person_id}"


async def _digest(person_id: int) -> None:
    async with writing() as session:
        person = await session.get_one(Person, person_id)
        waits = select(func.max(col(AlertNotice.alert_id))).where(col(AlertNotice.user_id) == person_id, col(AlertNotice.carried_by).is_(None))
        key = f"digest:{person_id}:{await session.scalar(waits)}"
        query = update(AlertNotice).where(col(AlertNotice.user_id) == person_id, col(AlertNotice.carried_by).is_(None)).values(carried_by=key)
        alerts = (await session.scalars(query.returning(col(AlertNotice.alert_id)))).all()
        if alerts:
            payload = {"letter": "digest", "person": person_id, "alerts": sorted(alerts)}
            await put(session, Message("mail", key, payload, "digest", person.email))


def _wanted(person_id: int, alerts: list[int]) -> Select[Alert, Product]:
    """Select those alerts with the products for which the person has ticked the box at this moment."""
    return (
        select(Alert, Product)
        .join(AlertProduct, col(AlertProduct.alert_id) == col(Alert.id))
        .join(Product, col(Product.id) == col(AlertProduct.product_id))
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .where(col(Alert.id).in_(alerts), is_published(), col(RegisteredProduct.user_id) == person_id)
        .where(col(RegisteredProduct.wants_email), col(RegisteredProduct.hidden_at).is_(None))
        .order_by(col(Alert.published_at).desc(), col(Alert.id).desc(), col(Product.name))
    )


def _letter(person: Person, alerts: Sequence[tuple[Alert, list[Product]]], *, is_digest: bool) -> Letter:
    language = person.locale or DEFAULT
    home = f"{settings().origin}/{language}"
    parts = [_part(person, alert, products, home) for alert, products in alerts]
    products = sorted({product.name for _alert, some in alerts for product in some})
    why = _("Vous recevez cet e-mail parce que vous l’avez demandé pour : %(products)s.") % {"products": ", ".join(products)}
    ways = [(_("Mes réglages"), f"{home}/profile")]
    if not is_digest:
        ((alert, about),) = alerts
        title, subject = alert.title, f"{', '.join(product.name for product in about)} – {alert.title}"
        parts = [replace(part, title="") for part in parts]
        return Letter(language, subject, title, "", parts, why, ways, unsubscribe_link(person.id, [product.id for product in about]))
    count = len(alerts)
    title = ngettext("%(count)s actualité ou alerte", "%(count)s actualités et alertes", count) % {"count": number(count)}
    intro = _("Ce qui a été publié sur vos produits depuis le dernier envoi.")
    return Letter(language, f"{title} – " + _("Mes produits"), title, intro, parts, why, ways, unsubscribe_link(person.id))


def _part(person: Person, alert: Alert, products: list[Product], home: str) -> Part:
    facts = [", ".join(product.name for product in products), kind_name(alert.kind), local_day(alert.published_at, person.time_zone)]
    if alert.severity:
        facts.insert(2, _("gravité : %(severity)s") % {"severity": severity_name(alert.severity).lower()})
    link = f"{home}/alerts/{quote(alert.key, safe='')}"
    return Part(alert.title, " · ".join(facts), alert.body, link, _("Lire sur le portail"))
