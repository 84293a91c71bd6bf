"""What the support and license cells say: rules and words, without the database."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from monproduit.core.enums import LicenseStanding, LicenseType, Role
from monproduit.core.localisation import _, day, ngettext, number
from monproduit.core.vendor import vendor
from monproduit.models import License
from monproduit.services.words import more_label
from monproduit.views.licenses import LicenseAction, LicenseLine, LicenseStatus, SupportLine, SupportStatus
from monproduit.views.page import Line, Page


class Urgency(IntEnum):
    """The state of a maintenance contract; the smallest is shown first."""

    EXPIRED = 0
    EXPIRING = 1
    NONE = 2
    UPCOMING = 3
    IN_FORCE = 4


@dataclass(frozen=True, slots=True)
class Bunch:
    """Licenses of one product that stand alike; the dates are the earliest and latest of them."""

    urgency: Urgency
    standing: str
    license_type: str
    count: int
    first: date | None
    last: date | None
    starts: date | None
    plan: str | None
    number: str
    is_asked_for: bool = False
    may_ask: bool = False


def support(bunches: list[Bunch], today: date) -> SupportStatus:
    """Say the most urgent state of support, and of how many licenses it is the state."""
    if not bunches:
        return SupportStatus("none", _("Aucun contrat"))
    urgency, urgent = _most_urgent(bunches)
    count, total = sum(bunch.count for bunch in urgent), sum(bunch.count for bunch in bunches)
    label, until = _support_words(urgency, urgent, today)
    share = _("%(count)s sur %(total)s") % {"count": number(count), "total": number(total)} if total > 1 and count < total else ""
    plan = min((bunch.plan for bunch in urgent if bunch.plan), default="")
    return SupportStatus(urgency.name.lower(), label, plan_name(plan) if urgency != Urgency.NONE else "", until, share)


def support_end(bunches: list[Bunch]) -> date | None:
    """Return the last day of the support that `support` speaks of."""
    urgency, urgent = _most_urgent(bunches) if bunches else (Urgency.NONE, [])
    return None if urgency == Urgency.NONE else min((bunch.first for bunch in urgent if bunch.first), default=None)


def _most_urgent(bunches: list[Bunch]) -> tuple[Urgency, list[Bunch]]:
    urgency = min(bunch.urgency for bunch in bunches)
    return urgency, [bunch for bunch in bunches if bunch.urgency == urgency]


def _support_words(urgency: Urgency, bunches: list[Bunch], today: date) -> tuple[str, str]:
    first = min((bunch.first for bunch in bunches if bunch.first), default=None)
    starts = min((bunch.starts for bunch in bunches if bunch.starts), default=None)
    if urgency == Urgency.EXPIRED and first:
        days = (today - first).days
        label = ngettext("Expiré depuis %(days)s jour", "Expiré depuis %(days)s jours", days) % {"days": number(days)}
        return label, _("depuis le %(date)s") % {"date": day(first)}
    if urgency == Urgency.EXPIRING and first:
        days = (first - today).days
        if days == 0:
            return _("Expire aujourd’hui"), _("jusqu’au %(date)s") % {"date": day(first)}
        label = ngettext("Expire dans %(days)s jour", "Expire dans %(days)s jours", days) % {"days": number(days)}
        return label, _("jusqu’au %(date)s") % {"date": day(first)}
    if urgency == Urgency.UPCOMING and starts:
        return _("À venir"), _("à partir du %(date)s") % {"date": day(starts)}
    if urgency == Urgency.IN_FORCE:
        return _("En vigueur"), _("jusqu’au %(date)s") % {"date": day(first)} if first else ""
    return _("Aucun contrat"), ""


def license_status(bunches: list[Bunch], portal: str | None, today: date) -> LicenseStatus:
    """Say the one most useful thing about the licenses of a product."""
    total = sum(bunch.count for bunch in bunches)
    if not total:
        return LicenseStatus("none", _("Aucune licence enregistrée"))
    count = count_name(total)
    standings = {bunch.standing for bunch in bunches}
    if LicenseStanding.REVOKED in standings or LicenseStanding.SUSPENDED in standings:
        held = sum(bunch.count for bunch in bunches if bunch.standing != LicenseStanding.ACTIVE)
        word = LicenseStanding.REVOKED if standings == {LicenseStanding.REVOKED} else LicenseStanding.SUSPENDED
        return LicenseStatus("suspended", standing_name(word), _of(held, total), total=total)
    expired = [bunch for bunch in bunches if bunch.urgency == Urgency.EXPIRED and bunch.license_type != LicenseType.TRIAL]
    if expired:
        return _renewal(expired, total)
    if portal:
        return LicenseStatus("portal", _("Portail de licences"), count, portal, total)
    trial = min((bunch.first for bunch in bunches if bunch.license_type == LicenseType.TRIAL and bunch.first), default=None)
    if trial:
        label = _("Essai terminé") if trial < today else _("Essai en cours")
        return LicenseStatus("trial", label, _("jusqu’au %(date)s") % {"date": day(trial)}, total=total)
    if total == 1:
        return LicenseStatus("number", bunches[0].number, total=1)
    return LicenseStatus("count", count, total=total)


def _renewal(expired: list[Bunch], total: int) -> LicenseStatus:
    """Say that something must be renewed, or that its renewal was asked for."""
    left = [bunch for bunch in expired if not bunch.is_asked_for]
    if not left:
        return LicenseStatus("requested", _("Renouvellement demandé"), _of(sum(bunch.count for bunch in expired), total), total=total)
    count = sum(bunch.count for bunch in left)
    renew = left[0].number if count == 1 and left[0].may_ask else ""
    return LicenseStatus("renew", _("À renouveler"), _of(count, total), total=total, renew=renew)


def support_of(license_: License, urgency: Urgency, today: date) -> SupportStatus:
    """Say the state of support behind one license."""
    bunch = Bunch(
        urgency,
        license_.standing,
        license_.license_type,
        1,
        license_.renewal_date,
        license_.renewal_date,
        license_.maintenance_from,
        license_.support_plan,
        license_.number,
    )
    return support([bunch], today)


def support_line(license_: License, urgency: Urgency, today: date) -> SupportLine:
    """Say the contract behind one license."""
    status = support_of(license_, urgency, today)
    since, until = license_.maintenance_from, license_.renewal_date
    return SupportLine(license_.number, status.status, status.label, status.plan, day(since) if since else "—", day(until) if until else "—")


def line(license_: License, group: str, roles: list[str], actions: list[LicenseAction]) -> LicenseLine:
    """Say one license, and what may be done with it."""
    return LicenseLine(
        number=license_.number,
        edition=license_.edition,
        quantity=number(license_.quantity),
        standing=license_.standing,
        standing_label=standing_name(license_.standing),
        renewal=day(license_.renewal_date) if license_.renewal_date else "—",
        group=group,
        role=", ".join(role_name(role) for role in Role if role in roles),
        actions=actions,
    )


def page(lines: list[Line], total: int) -> Page[Line]:
    """Say how many lines there are behind those shown."""
    more = total - len(lines)
    return Page(lines, total, more, more_label(more))


def standing_name(standing: str) -> str:
    """Name what the vendor decided about a license."""
    return {"active": _("Active"), "suspended": _("Suspendue"), "revoked": _("Révoquée")}[standing]


def type_name(license_type: str) -> str:
    """Name how long a license gives the right to use."""
    return {"perpetual": _("Perpétuelle"), "subscription": _("Abonnement"), "trial": _("Essai"), "temporary": _("Temporaire")}[license_type]


def role_name(role: str) -> str:
    """Name a role."""
    return {"administrator": _("Administrateur"), "license_user": _("Utilisateur de licence"), "support_user": _("Utilisateur du support")}[role]


def plan_name(plan: str) -> str:
    """Name a support plan; one that the portal does not know keeps the vendor's word."""
    known = vendor().plan(plan)
    return known.name if known else plan


def count_name(total: int) -> str:
    """Say how many licenses."""
    return ngettext("%(count)s licence", "%(count)s licences", total) % {"count": number(total)}


def _of(count: int, total: int) -> str:
    """Say how many of how many, or nothing for the only one."""
    return _("%(count)s sur %(total)s") % {"count": number(count), "total": number(total)} if total > 1 else ""
