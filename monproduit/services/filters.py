"""The filters above the table: which rows they show, and how many."""

from collections.abc import Iterable, Mapping

from monproduit.core.localisation import _, number
from monproduit.views.dashboard import FilterLink, ProductRow

KEYS = ("", "active", "expiring", "expired", "without", "hidden")
"""What stands in the address after `?show=`; nothing shows all that is not hidden."""


def chosen(typed: str) -> str:
    """Return the filter that an address names, or none."""
    return typed if typed in KEYS else ""


def kind(row: ProductRow, support: str) -> str:
    """Return the one filter that shows a row, besides that of all, given the state of its support."""
    if row.hidden:
        return "hidden"
    if not row.has_license:
        return "without"
    return support if support in {"expiring", "expired"} else "active"


def shown(kinds: Mapping[str, str], key: str) -> list[str]:
    """Return the slugs that a filter shows, in their order."""
    return [slug for slug, kind_ in kinds.items() if kind_ == key or (not key and kind_ != "hidden")]


def links(kinds: Iterable[str], key: str) -> list[FilterLink]:
    """Return the filters with their counts; one without rows is left out, unless it is in use."""
    found = list(kinds)
    counts = {one: sum(kind_ == one for kind_ in found) for one in KEYS} | {"": sum(kind_ != "hidden" for kind_ in found)}
    return [FilterLink(one, _name(one), number(counts[one]), one == key) for one in KEYS if counts[one] or one in {"", key}]


def _name(key: str) -> str:
    return {
        "": _("Tous"),
        "active": _("En règle"),
        "expiring": _("Expirent bientôt"),
        "expired": _("Expirés"),
        "without": _("Sans licence"),
        "hidden": _("Masqués"),
    }[key]
