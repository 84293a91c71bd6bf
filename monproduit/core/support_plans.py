"""How soon the support answers first, by the severities that all plans share."""

from monproduit.core.localisation import _
from monproduit.core.vendor import vendor

SEVERITIES = (1, 2, 3, 4)
BY_TELEPHONE_ONLY = 1
"""The severity that cannot be logged in writing."""


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
    known = vendor().plan(plan)
    return known.answers_in(severity) if known else ""
