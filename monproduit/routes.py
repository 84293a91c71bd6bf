"""Every path of the portal."""

from monproduit.core.localisation import locale

DASHBOARD = ""
FAQ = "/faq"
GETTING_STARTED = "/help/getting-started"
LICENSE_NUMBER = "/help/license-number"
SUPPORT_PLANS = "/support-plans"
CONTACT = "/contact"
LICENSE = "/licenses/[number]"
GROUPS = "/groups"
GROUP = "/groups/[group]"
ALERTS = "/alerts"
ALERT = "/alerts/[key]"
STAFF_ALERTS = "/staff/alerts"
NEW_ALERT = "/staff/new-alert"
EDIT_ALERT = "/staff/alerts/[key]"
ROLES = "/help/roles"
GALLERY = "/gallery"
EXPORT = "/exports/products"
AUDIT_EXPORT = "/exports/audit"
LICENSE_FILE = "/files/licenses"
INVITATIONS = "/invitations"
SIGN_OUT = "/auth/logout"


def to(path: str, language: str | None = None) -> str:
    """Return the address of a page in a language, by default the one in use."""
    return f"/{language or locale()}{path}"
