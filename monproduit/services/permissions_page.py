"""The table of permissions as a page of the documentation."""

from collections.abc import Iterator

from monproduit.core.enums import Role
from monproduit.core.localisation import use_locale
from monproduit.services.license_words import role_name
from monproduit.services.permissions import Deed, conditions, deed_name, may

_HEAD = """# Who may do what

This page is written from the table that the server asks, `monproduit/services/permissions.py`, by `python -m monproduit permissions`; a test keeps
them alike. Roles are held per user group, and a person may hold several. Customers read the same table at `/en/help/roles`.
"""


def page() -> str:
    """Return the page in Markdown."""
    with use_locale("en"):
        return "\n".join([_HEAD, *_table(), ""])


def _table() -> Iterator[str]:
    yield f"| | {' | '.join(role_name(role) for role in Role)} | and besides |"
    yield "|---|" + ":---:|" * len(Role) + "---|"
    for deed in Deed:
        allowed = " | ".join("yes" if may([role], deed) else "–" for role in Role)
        yield f"| {deed_name(deed)} | {allowed} | {conditions(deed)} |"
