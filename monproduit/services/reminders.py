"""Reminders before a license ends: to its administrators, at the steps that they chose, once each, until a renewal is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, reading, writing
from monproduit.core.enums import LicenseStanding, Role
from monproduit.core.errors import PortalError
from monproduit.core.localisation import DEFAULT, _, day, ngettext, number, use_locale
from monproduit.core.settings import settings
from monproduit.models import License, Membership, Person, Product, ReminderChoice, ReminderSent, RenewalRequest
from monproduit.services.access import Actor, held_license, refused
from monproduit.services.changes import Touched, note
from monproduit.services.letters import Letter, Part
from monproduit.services.mailing_times import mailing_day
from monproduit.services.outbox import Message, put
from monproduit.services.permissions import Deed, may

STEPS = (180, 120, 90, 60, 30, 14, 7, 1)
"""The steps to choose from, in days before the end."""
DEFAULT_STEPS = (90, 30, 7)
_LATE = 7
"""How many days after its day a reminder is still sent: the portal may have been away, but old steps are not made up for."""
_SHOWN = 25
_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class _Due:
    license_id: int
    ends_on: date
    days: int


async def choose(actor: Actor, typed: str, days: Iterable[int]) -> None:
    """Choose the steps of a license, which all its administrators then have; none is a choice too.

    Raises:
        PortalError: `no_such_license`, `not_allowed` or `unknown_step`.
    """
    chosen = sorted(set(days), reverse=True)
    if not set(chosen) <= set(STEPS):
        raise PortalError("unknown_step")
    async with writing() as session:
        held = await held_license(session, actor, typed, lock=True)
        if not may(held.roles, Deed.MANAGE_GROUP):
            raise refused("not_allowed")
        await session.merge(ReminderChoice(license_id=held.license.id, days=_stored(chosen)))
        await note(session, [Touched(group_id=held.group.id, product_id=held.product.id)])


def steps_of(choice: ReminderChoice | None) -> list[int]:
    """Return the steps of a license, the earliest first."""
    return [int(one) for one in choice.days.strip(",").split(",") if one] if choice else list(DEFAULT_STEPS)


def step_name(days: int) -> str:
    """Name a step."""
    return ngettext("%(count)s jour", "%(count)s jours", days) % {"count": number(days)}


async def sweep() -> None:
    """Write the reminders whose day has come, where each administrator is."""
    due: dict[int, set[_Due]] = defaultdict(set)
    for step in STEPS:
        async with reading() as session:
            for license_, choice, person in await session.execute(_candidates(step)):
                one = _due(license_, choice, person)
                if one and one.days == step:
                    due[person.id].add(one)
    for person_id, ones in due.items():
        await _write(person_id, sorted(ones, key=lambda one: (one.ends_on, one.license_id))[:_AT_MOST])


async def reminder_letter(payload: dict[str, Any]) -> Letter | None:
    """Write the letter about licenses that still end then, and whose renewal nobody has asked for; None when there are none."""
    ends = {license_id: date.fromisoformat(ends_on) for license_id, ends_on in payload["licenses"]}
    async with reading() as session:
        person = await session.get(Person, payload["person"])
        found = (await session.execute(_standing(payload["person"], list(ends)))).all()
    still = [(license_, product) for license_, product in found if license_.renewal_date == ends[license_.id]]
    if not person or not still:
        return None
    with use_locale(person.locale or DEFAULT):
        return _letter(person, still)


def _candidates(step: int) -> Select[Any, Any, Any]:
    """Select what may be due at a step, wherever people are; days are compared exactly afterwards."""
    utc = clock.now().date()
    is_sent = (
        select(col(ReminderSent.license_id))
        .where(col(ReminderSent.license_id) == col(License.id), col(ReminderSent.ends_on) == col(License.renewal_date))
        .where(col(ReminderSent.days) == step, col(ReminderSent.user_id) == col(Person.id))
        .exists()
    )
    has_step = col(ReminderChoice.days).contains(f",{step},")
    chosen = has_step | col(ReminderChoice.days).is_(None) if step in DEFAULT_STEPS else has_step
    return (
        _administered()
        .outerjoin(ReminderChoice, col(ReminderChoice.license_id) == col(License.id))
        .with_only_columns(License, ReminderChoice, Person)
        .where(col(License.renewal_date).between(utc + timedelta(days=step - _LATE - 1), utc + timedelta(days=step + 2)), chosen, ~is_sent)
    )


def _due(license_: License, choice: ReminderChoice | None, person: Person) -> _Due | None:
    """Return the step at which a license stands where the person is: the nearest one, if its day is not long past."""
    if not license_.renewal_date:
        return None
    left = (license_.renewal_date - mailing_day(person.time_zone, clock.now())).days
    step = min((one for one in steps_of(choice) if one >= left), default=None)
    return _Due(license_.id, license_.renewal_date, step) if step and left >= 0 and step - left < _LATE else None


async def _write(person_id: int, ones: list[_Due]) -> None:
    """Put one mail about all of them into the outbox, leaving out what another process has written meanwhile."""
    async with writing() as session:
        person = await session.get_one(Person, person_id)
        rows = [{"license_id": one.license_id, "ends_on": one.ends_on, "days": one.days, "user_id": person_id, "at": clock.now()} for one in ones]
        query = insert_new(session, ReminderSent).values(rows).on_conflict_do_nothing().returning(ReminderSent.license_id, ReminderSent.days)
        new = {tuple(row) for row in await session.execute(query)}
        written = [one for one in ones if (one.license_id, one.days) in new]
        if written:
            key = sha256(repr(written).encode()).hexdigest()[:32]
            payload = {"letter": "reminder", "person": person_id, "licenses": [[one.license_id, one.ends_on.isoformat()] for one in written]}
            await put(session, Message("mail", f"reminder:{person_id}:{key}", payload, "reminder", person.email))


def _standing(person_id: int, licenses: list[int]) -> Select[Any, Any]:
    query = _administered().join(Product, col(Product.id) == col(License.product_id)).with_only_columns(License, Product)
    return query.where(col(Person.id) == person_id, col(License.id).in_(licenses)).order_by(col(License.renewal_date), col(License.number))


def _administered() -> Select[Any, Any]:
    """Select active licenses with their administrators, unless a renewal is asked for."""
    return (
        select(License, Person)
        .join(Membership, (col(Membership.group_id) == col(License.group_id)) & (col(Membership.role) == Role.ADMINISTRATOR))
        .join(Person, col(Person.id) == col(Membership.user_id))
        .where(col(License.standing) == LicenseStanding.ACTIVE, ~_is_asked_for())
    )


def _is_asked_for() -> ColumnElement[bool]:
    query = select(col(RenewalRequest.id)).where(col(RenewalRequest.license_id) == col(License.id), col(RenewalRequest.closed_at).is_(None))
    return query.exists()


def _letter(person: Person, found: list[Any]) -> Letter:
    language, count, today = person.locale or DEFAULT, len(found), clock.today(person.time_zone)
    home = f"{settings().origin}/{language}"
    if count == 1:
        ((license_, product),) = found
        title = _("La licence %(number)s de %(product)s arrive à échéance") % {"number": license_.number, "product": product.name}
    else:
        title = ngettext("%(count)s licence arrive à échéance", "%(count)s licences arrivent à échéance", count) % {"count": number(count)}
    parts = [_part(license_, product, today, home) for license_, product in found[:_SHOWN]]
    more = count - len(parts)
    if more > 0:
        parts.append(
            Part(title=ngettext("et %(count)s autre", "et %(count)s autres", more) % {"count": number(more)}, link=home, label=_("Mes produits"))
        )
    intro = _("Demandez le renouvellement avant cette date pour garder le support et les nouvelles versions.")
    why = _("Vous recevez cet e-mail comme administrateur de ces licences. Choisissez quand être averti sur la page de chacune.")
    return Letter(language, title, title, intro, parts, why)


def _part(license_: License, product: Product, today: date, home: str) -> Part:
    left = (license_.renewal_date - today).days if license_.renewal_date else 0
    words = ngettext("dans %(count)s jour", "dans %(count)s jours", left) % {"count": number(left)} if left > 0 else _("aujourd’hui")
    facts = _("Échéance le %(date)s, %(when)s") % {"date": day(license_.renewal_date) if license_.renewal_date else "", "when": words}
    link = f"{home}/licenses/{quote(license_.number, safe='')}"
    return Part(f"{product.name} · {license_.number}", facts, "", link, _("Demander le renouvellement"))


def _stored(days: list[int]) -> str:
    return f",{','.join(map(str, days))}," if days else ""
