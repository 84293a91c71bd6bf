"""What stands above the products."""

from monproduit.components.filter_bar import filter_bar, matters
from monproduit.gallery.example import Example, Size, State, example, nothing, var
from monproduit.views.dashboard import FilterLink
from monproduit.views.groups import MatterLine

LINKS = [
    FilterLink("", "Tous", "9", is_current=True),
    FilterLink("active", "En règle", "5", is_current=False),
    FilterLink("expired", "Expirés", "1", is_current=False),
]
MATTERS = [
    MatterLine(1, "asked", "Nora Weiss demande à rejoindre « Production Lyon ».", 1),
    MatterLine(2, "waiting", "Votre demande pour Vigie attend la réponse d’un administrateur.", 0),
    MatterLine(3, "refused", "Un administrateur a refusé votre demande pour Sésame.", 0),
]


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """Filters with their counts."""
    return Example(filter_bar, LINKS, var(""))


@example(State.MANY, size=Size.WIDE)
def waiting() -> Example:
    """Asked, waiting and refused."""
    return Example(matters, MATTERS, nothing)


@example(State.ONE, size=Size.WIDE)
def asked() -> Example:
    """Somebody asks."""
    return Example(matters, MATTERS[:1], nothing)
