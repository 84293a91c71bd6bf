"""What the vendor says of itself, in the language in use."""

from babel import Locale

from monproduit.core.localisation import locale
from monproduit.core.support_plans import SEVERITIES, severity_name
from monproduit.core.vendor import Plan, vendor
from monproduit.views.vendor import PlanCard, SeverityLine, TelephoneLine, VendorPage


def page() -> VendorPage:
    """Return how to reach the support, and the plans."""
    known, countries = vendor(), Locale(locale()).territories
    return VendorPage(
        known.name,
        known.email,
        [TelephoneLine(countries[one.country], one.number, "tel:" + one.number.replace(" ", ""), one.hours) for one in known.telephones],
        [_card(plan) for plan in known.plans],
        [SeverityLine(severity_name(severity), [plan.answers_in(severity) for plan in known.plans]) for severity in SEVERITIES],
    )


def _card(plan: Plan) -> PlanCard:
    return PlanCard(plan.name, plan.says(), [plan.answers_in(severity) for severity in SEVERITIES])
