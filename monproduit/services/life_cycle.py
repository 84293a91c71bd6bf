"""Where a version stands in its life."""

from datetime import date, timedelta

from monproduit.core.localisation import _, day
from monproduit.models import Release

_DAY = timedelta(days=1)


def phase(release: Release, today: date) -> str:
    """Return upcoming, full, limited, ended, supported (no more is known) or unknown.

    Support ends on the day that `end_of_support_on` names; the other dates are the last days of their phases. Where only a fact is known,
    true means that the phase is over.
    """
    if release.released_on and release.released_on > today:
        return "upcoming"
    ended, full = _has_ended(release, today), _is_over(release.full_support_until, release.has_full_support, today)
    if ended or (ended is None and _is_over(release.limited_support_until, release.has_limited_support, today)):
        return "ended"
    if full is not None:
        return "limited" if full else "full"
    return "unknown" if ended is None else "supported"


def phase_name(name: str) -> str:
    """Name a phase."""
    return {
        "upcoming": _("À venir"),
        "full": _("Support complet"),
        "limited": _("Support limité"),
        "ended": _("Support arrêté"),
        "supported": _("Pris en charge"),
        "unknown": _("Non communiqué"),
    }[name]


def phase_badge(name: str) -> str:
    """Return the badge that shows a phase."""
    return {"upcoming": "upcoming", "full": "in_force", "limited": "expiring", "ended": "expired", "supported": "in_force"}.get(name, "none")


def end_words(ends_on: date | None, has_ended: bool | None, today: date) -> str:
    """Say when support ends or ended, or nothing where that is not known."""
    if ends_on is None:
        return _("Support arrêté") if has_ended else ""
    return (_("Support arrêté le %(date)s") if ends_on <= today else _("Support jusqu’au %(date)s")) % {"date": day(ends_on)}


def limited_from(release: Release) -> date | None:
    """Return the first day of limited support, if it is known."""
    return release.full_support_until + _DAY if release.full_support_until else None


def last_known(release: Release) -> date | None:
    """Return the day on which support ends, as far as it is known."""
    return release.end_of_support_on or release.limited_support_until or release.full_support_until


def _has_ended(release: Release, today: date) -> bool | None:
    return release.end_of_support_on <= today if release.end_of_support_on else release.has_support_ended


def _is_over(last: date | None, fact: bool | None, today: date) -> bool | None:
    return last < today if last else fact
