"""Lists of service requests."""

from dataclasses import replace

from monproduit.components.request_list import Filters, ListDeeds, request_filters, request_table
from monproduit.gallery.example import LONG_WORD, Example, Plain, Size, State, deeds, example, var
from monproduit.gallery.frames import words
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import RequestLine, RequestList

PRODUCTS = [Choice("archivo", "Archivo"), Choice("vigie", "Vigie")]
STATUSES = [
    Choice("new", "Nouvelle"),
    Choice("in_progress", "En cours"),
    Choice("waiting_customer", "En attente de votre réponse"),
    Choice("waiting_vendor", "En attente de l’éditeur"),
    Choice("resolved", "Résolue"),
    Choice("closed", "Fermée"),
]
LINES = [
    RequestLine(
        f"SR-{1001 + place}",
        "Échec d’archivage sur le serveur de fichiers",
        "Archivo",
        str(place % 4 + 1),
        status.key,
        status.label,
        "16 nov. 2026",
        "24 nov. 2026 09:05",
        "Bruno Petit" if place % 2 else "",
        "24 nov. 2026 09:05" if place % 2 else "",
        "Sam Morel" if place % 3 else "",
    )
    for place, status in enumerate(STATUSES)
]
LIST = RequestList(LINES, "6 demandes")


def _table(found: RequestList, sorted_by: str = "-updated", *, is_desk: bool = False) -> Example:
    empty = Example(words, "Aucune demande de service ne correspond.")
    return Example(request_table, found, sorted_by, deeds(ListDeeds), is_desk=is_desk, empty=empty)


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """The filters."""
    chosen = Filters(PRODUCTS, var("in_progress"), var(""), var(""), var(""), var(""))
    whose = {"": "Les miennes et celles des collègues", "mine": "Les miennes"}
    return Example(request_filters, "/service-requests", Plain(STATUSES), Plain(whose), chosen, deeds(ListDeeds))


@example(State.MANY, size=Size.WIDE)
def requests() -> Example:
    """In every status."""
    return _table(LIST)


@example(State.NEW, size=Size.WIDE)
def fresh() -> Example:
    """Two came meanwhile, and there are more."""
    return _table(replace(LIST, fresh=2, fresh_label="2 nouvelles demandes", more=3, more_label="Afficher encore 3"))


@example(State.HUGE, size=Size.WIDE)
def thousands() -> Example:
    """The first of 5,000."""
    many = [replace(LINES[number % 6], number=f"SR-{number}") for number in range(1, 19)]
    return _table(RequestList(many, "5 000 demandes", 4982, "Afficher encore 50"))


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return _table(RequestList(label="0 demande"))


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A title without a place to break."""
    return _table(RequestList([replace(LINES[0], title=LONG_WORD, product=LONG_WORD)], "1 demande"))


@example(State.MANY, size=Size.WIDE)
def desk() -> Example:
    """As the staff sees them, those that wait longest first."""
    return _table(LIST, "waiting", is_desk=True)
