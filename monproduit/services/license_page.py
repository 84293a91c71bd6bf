"""One license with all that the person may see and do."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.enums import Role
from monproduit.core.localisation import _, day, local_day, number
from monproduit.models import Invitation, License, LicenseUser, MaintenanceTerm, Person, ReminderChoice
from monproduit.services import license_words as words
from monproduit.services.access import Actor, Held, held_license
from monproduit.services.invitations import is_open
from monproduit.services.license_keys import mergeable
from monproduit.services.licenses import license_actions, urgency_of
from monproduit.services.permissions import Deed, may
from monproduit.services.reminders import STEPS, step_name, steps_of
from monproduit.services.renewals import form
from monproduit.views.licenses import LicensePage, LicenseUserLine, ReminderStep, TermLine


async def page(actor: Actor, typed: str) -> LicensePage:
    """Return the page of a license.

    Raises:
        PortalError: `no_such_license`.
    """
    async with reading() as session:
        held = await held_license(session, actor, typed)
        users = await _users(session, actor, held) if Deed.ASSIGN_USERS in held.deeds else []
        made = _page(actor, held, users, await _terms(session, held), len(await mergeable(session, held)), await _asked(session, actor, held))
        return replace(made, reminders=await _reminders(session, held))


def _page(actor: Actor, held: Held, users: list[LicenseUserLine], terms: list[TermLine], others: int, renewal: str) -> LicensePage:
    license_, today = held.license, actor.today
    line = words.support_line(license_, urgency_of(license_, today), today)
    return LicensePage(
        number=license_.number,
        product=held.product.name,
        slug=held.product.slug,
        edition=license_.edition or "—",
        quantity=number(license_.quantity),
        kind=words.type_name(license_.license_type),
        standing=license_.standing,
        standing_label=words.standing_name(license_.standing),
        support=words.support_of(license_, urgency_of(license_, today), today),
        since=line.since,
        until=line.until,
        group=held.group.name,
        group_id=held.group.id,
        role=", ".join(words.role_name(role) for role in Role if role in held.roles),
        renewal=renewal,
        deeds=license_actions(held.deeds, held.product.license_portal_url),
        form=form(license_, today),
        seats=_seats(license_, len(users)),
        others=others,
        users=users,
        terms=terms,
    )


async def _users(session: AsyncSession, actor: Actor, held: Held) -> list[LicenseUserLine]:
    query = select(Person, col(LicenseUser.assigned_at)).join(LicenseUser, col(LicenseUser.user_id) == col(Person.id))
    assigned = await session.execute(query.where(col(LicenseUser.license_id) == held.license.id).order_by(col(Person.name), col(Person.email)))
    found = [LicenseUserLine(person.id, person.name, person.email, local_day(at, actor.time_zone)) for person, at in assigned]
    invited = await session.scalars(
        select(Invitation).where(col(Invitation.license_id) == held.license.id, is_open()).order_by(col(Invitation.email))
    )
    return found + [LicenseUserLine(one.id, one.name, one.email, local_day(one.invited_at, actor.time_zone), is_invited=True) for one in invited]


async def _terms(session: AsyncSession, held: Held) -> list[TermLine]:
    query = select(MaintenanceTerm).where(col(MaintenanceTerm.license_id) == held.license.id).order_by(col(MaintenanceTerm.ends_on).desc())
    return [
        TermLine(str(term.id), _day(term.starts_on), day(term.ends_on), words.plan_name(term.support_plan) if term.support_plan else "—")
        for term in await session.scalars(query)
    ]


async def _reminders(session: AsyncSession, held: Held) -> list[ReminderStep]:
    if not held.license.renewal_date or not may(held.roles, Deed.MANAGE_GROUP):
        return []
    chosen = steps_of(await session.get(ReminderChoice, held.license.id))
    return [ReminderStep(f"d{days}", step_name(days), days in chosen) for days in STEPS]


async def _asked(session: AsyncSession, actor: Actor, held: Held) -> str:
    if not held.renewal:
        return ""
    person = await session.get(Person, held.renewal.requested_by_id)
    values = {"name": (person.name or person.email) if person else "—", "date": local_day(held.renewal.requested_at, actor.time_zone)}
    return _("Demandé par %(name)s le %(date)s") % values


def _seats(license_: License, count: int) -> str:
    if license_.user_limit is None:
        return _("Sans limite : chaque utilisateur de licence du groupe peut retirer la clé.")
    return _("%(count)s sur %(total)s") % {"count": number(count), "total": number(license_.user_limit)}


def _day(value: date | None) -> str:
    return day(value) if value else "—"
