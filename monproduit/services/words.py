"""Words that several sections share."""

from monproduit.core.localisation import ngettext, number

PAGE = 50
"""How many lines a cell opens to, and how many more each time."""


def more_label(more: int) -> str:
    """Say what the button for further lines brings, or nothing when there are none."""
    some = min(more, PAGE)
    return ngettext("Afficher encore %(count)s", "Afficher encore %(count)s", some) % {"count": number(some)} if some else ""
