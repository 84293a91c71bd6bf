"""A service request as the staff sees it."""

from dataclasses import replace

from monproduit.components.desk_sheet import DeskDeeds, desk_counts, desk_sheet
from monproduit.gallery.example import Example, Size, State, deeds, example
from monproduit.gallery.examples.draft import NO_FILES
from monproduit.gallery.examples.request_list import STATUSES
from monproduit.gallery.examples.request_sheet import ENTRIES, ENTRY, REQUEST
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import DeskPage

DESK = DeskPage(
    request=REQUEST,
    email="claire@exemple.fr",
    phone="+33 4 00 00 00 00",
    group="Production Lyon",
    plan="Premier",
    assignee="",
    is_mine=False,
    staff=[Choice("sam@editeur.fr", "Sam Morel")],
    statuses=STATUSES,
)


@example(State.MANY)
def counts() -> Example:
    """How much waits."""
    return Example(desk_counts, [Choice("5", "attendent le support"), Choice("3", "sans responsable"), Choice("1", "à moi")])


@example(State.MANY, size=Size.WIDE)
def open_request() -> Example:
    """Nobody is in charge yet."""
    return Example(desk_sheet, DESK, list(ENTRIES), ENTRY, "", "", NO_FILES, deeds(DeskDeeds))


@example(State.ERROR, State.MISSING, size=Size.WIDE)
def refused() -> Example:
    """In charge oneself; no telephone, no group; an answer was refused."""
    mine = replace(DESK, assignee="Sam Morel", is_mine=True, phone="", group="")
    return Example(desk_sheet, mine, list(ENTRIES), ENTRY, "Écrivez d’abord votre message.", "", NO_FILES, deeds(DeskDeeds))
