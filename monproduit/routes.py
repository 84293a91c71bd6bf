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
SERVICE_REQUESTS = "/service-requests"
NEW_REQUEST = "/service-requests/new"
SERVICE_REQUEST = "/service-requests/[number]"
STAFF_REQUESTS = "/staff/service-requests"
STAFF_REQUEST = "/staff/service-requests/[number]"
ROLES = "/help/roles"
CHATS = "/staff/chats"
GALLERY = "/gallery"
EXPORT = "/exports/products"
AUDIT_EXPORT = "/exports/audit"
LICENSE_FILE = "/files/licenses"
INVITATIONS = "/invitations"
ATTACHMENTS = "/attachments"
SIGN_OUT = "/auth/logout"


def to(path: str, language: str | None = None) -> str:
    """Return the address of a page in a language, by default the one in use."""
    return f"/{language or locale()}{path}"
