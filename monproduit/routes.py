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
ROLES = "/help/roles"
KNOWLEDGE = "/knowledge"
ARTICLE = "/knowledge/[key]"
DOCUMENTATION = "/documentation"
FORUMS = "/forums"
VIDEOS = "/videos"
GALLERY = "/gallery"
EXPORT = "/exports/products"
AUDIT_EXPORT = "/exports/audit"
LICENSE_FILE = "/files/licenses"
DOCUMENT_FILE = "/files/documents"
VIDEO_FILE = "/files/videos"
INVITATIONS = "/invitations"
SIGN_OUT = "/auth/logout"


def to(path: str, language: str | None = None) -> str:
    """Return the address of a page in a language, by default the one in use."""
    return f"/{language or locale()}{path}"
