"""How soon the support answers first: one table of plans and severities."""

from monproduit.core.localisation import _, ngettext

SEVERITIES = (1, 2, 3, 4)
BY_TELEPHONE_ONLY = 1
"""The severity that cannot be logged in writing."""
_DAY = 24 * 60
FIRST_RESPONSE = {
    "standard": {1: 60, 2: 120, 3: 240, 4: _DAY},
    "24x7": {1: 60, 2: 120, 3: 240, 4: _DAY},
    "premier": {1: 30, 2: 60, 3: 120, 4: 240},
}
"""Minutes until the first response, per plan and severity; a day is a working day."""


def severity_name(severity: int) -> str:
    """Name a severity, with what it means."""
    return {
        1: _("1 – critique, l’activité est arrêtée"),
        2: _("2 – importante, l’activité est gênée"),
        3: _("3 – mineure, un contournement existe"),
        4: _("4 – question ou suggestion"),
    }[severity]


def first_response(plan: str, severity: int) -> str:
    """Say how soon a plan promises the first response, or nothing for a plan without a promise."""
    minutes = FIRST_RESPONSE.get(plan, {}).get(severity, 0)
    if minutes >= _DAY:
        days = minutes // _DAY
        return ngettext("%(count)s jour ouvré", "%(count)s jours ouvrés", days) % {"count": days}
    if minutes and minutes % 60:
        return _("%(count)s min") % {"count": minutes}
    return _("%(count)s h") % {"count": minutes // 60} if minutes else ""
