"""État du support."""

from functools import partial

from monproduit.components.sections.support_status import support_status, support_status_details
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, numbered, var
from monproduit.gallery.frames import fold, in_cell, in_details
from monproduit.views.licenses import SupportLine, SupportStatus
from monproduit.views.page import Page

cell, opened = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)
LINES = [
    SupportLine("153-482-907", "in_force", "En vigueur", "Premier", "15 mars 2025", "14 mars 2027"),
    SupportLine("153-482-911", "expiring", "Expire dans 12 jours", "24x7", "7 déc. 2025", "6 déc. 2026"),
    SupportLine("098-114-236", "expired", "Expiré depuis 55 jours", "Standard", "1 oct. 2025", "30 sept. 2026"),
    SupportLine("204-771-350", "none", "Aucun contrat", "—", "—", "—"),
]


@cell(State.ONE)
def in_force() -> Example:
    """In force."""
    return Example(support_status, SupportStatus("in_force", "En vigueur", "Premier", "jusqu’au 14 mars 2027"), fold())


@cell(State.MANY)
def expiring() -> Example:
    """Expires soon, for two of five licenses."""
    return Example(support_status, SupportStatus("expiring", "Expire dans 12 jours", "24x7", "jusqu’au 6 déc. 2026", "2 sur 5"), fold())


@cell(State.EXPIRED)
def expired() -> Example:
    """Expired."""
    return Example(support_status, SupportStatus("expired", "Expiré depuis 55 jours", "Standard", "depuis le 30 sept. 2026"), fold())


@cell()
def upcoming() -> Example:
    """Still to come."""
    return Example(support_status, SupportStatus("upcoming", "À venir", "Premier", "à partir du 14 déc. 2026"), fold())


@cell(State.EMPTY)
def none() -> Example:
    """No contract."""
    return Example(support_status, SupportStatus("none", "Aucun contrat"), fold())


@cell(State.SUSPENDED, State.PORTAL, State.NEW)
def as_ever() -> Example:
    """As ever."""
    return Example(support_status, SupportStatus("in_force", "En vigueur", "Premier", "jusqu’au 14 mars 2027"), fold())


@cell(State.LONG)
def long_words() -> Example:
    """A plan and a state without a place to break."""
    return Example(support_status, SupportStatus("in_force", LONG_WORD, LONG_WORD, "jusqu’au 14 mars 2027"), fold())


@cell(State.MISSING)
def missing_texts() -> Example:
    """No plan, no date."""
    return Example(support_status, SupportStatus("in_force", "En vigueur"), fold())


@opened(State.ONE)
def one_line() -> Example:
    """Opened: one contract."""
    return Example(support_status_details, Page(LINES[:1], 1), fold(opened=True))


@opened(State.MANY)
def lines() -> Example:
    """Opened: several contracts."""
    return Example(support_status_details, Page(LINES, 4), fold(opened=True))


@opened(State.HUGE)
def thousands() -> Example:
    """Opened: the first of 5,000."""
    return Example(support_status_details, Page(numbered(LINES, 12, "number"), 5000, 4988, "Afficher encore 50"), fold(opened=True))


@opened(State.EMPTY)
def no_lines() -> Example:
    """Opened: no license."""
    return Example(support_status_details, Page(), fold(opened=True))


@opened(State.LOADING)
def loading() -> Example:
    """Opened: on its way."""
    return Example(support_status_details, var(None, Page), fold(opened=True))


@opened(State.ERROR)
def failed() -> Example:
    """Opened: no answer."""
    return Example(support_status_details, var(None, Page), fold(opened=True, failed=True))
