"""Demandes ouvertes."""

from dataclasses import replace
from functools import partial
from typing import Any

from monproduit.components.sections.open_requests import open_requests, open_requests_details
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, numbered, var
from monproduit.gallery.frames import fold, in_cell, in_details
from monproduit.views.page import Page
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine

cell, opened = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)
LINE = ServiceRequestLine("SR-1001", "Échec d’archivage", "Archivo", "3", "in_progress", "En cours", "15 nov. 2026", "23 nov. 2026 09:05")
WAITING = replace(LINE, number="SR-1004", title="Restauration lente", status="waiting_customer", status_label="En attente de votre réponse")


def _opened(page: Any, *, failed: bool = False) -> Example:
    return Example(open_requests_details, page, fold(opened=True, failed=failed), sorted_by="-updated", on_sort=nothing)


@cell(State.ONE)
def one() -> Example:
    """One is open."""
    return Example(open_requests, OpenRequests(1, "1 ouverte", 3, "3 demandes de service en tout"), fold())


@cell(State.MANY)
def several() -> Example:
    """Several are open."""
    return Example(open_requests, OpenRequests(12, "12 ouvertes", 48, "48 demandes de service en tout"), fold())


@cell(State.HUGE)
def thousands() -> Example:
    """5,000 are open."""
    return Example(open_requests, OpenRequests(5000, "5 000 ouvertes", 5000, "5 000 demandes de service en tout"), fold())


@cell(State.EMPTY)
def none() -> Example:
    """None is open."""
    return Example(open_requests, OpenRequests(0, "0 ouverte", 0, "0 demande de service en tout"), fold())


@cell(State.EXPIRED, State.SUSPENDED, State.PORTAL, State.NEW)
def as_ever() -> Example:
    """As ever."""
    return Example(open_requests, OpenRequests(1, "1 ouverte", 3, "3 demandes de service en tout"), fold())


@cell(State.LONG)
def long_words() -> Example:
    """A count without a place to break."""
    return Example(open_requests, OpenRequests(1, LONG_WORD, 1, LONG_WORD), fold())


@cell(State.MISSING)
def missing_texts() -> Example:
    """A count without words."""
    return Example(open_requests, OpenRequests(1, "", 1, ""), fold())


@opened(State.ONE)
def one_line() -> Example:
    """Opened: one."""
    return _opened(Page([LINE], 1))


@opened(State.MANY)
def lines() -> Example:
    """Opened: several, the latest change first."""
    return _opened(Page([LINE, WAITING, replace(LINE, number="SR-0987", status="resolved", status_label="Résolue")], 3))


@opened(State.HUGE)
def first_of_thousands() -> Example:
    """Opened: the first of 5,000."""
    return _opened(Page(numbered([LINE, WAITING], 12, "number"), 5000, 4988, "Afficher encore 50"))


@opened(State.LONG)
def long_lines() -> Example:
    """Opened: a title without a place to break."""
    return _opened(Page([replace(LINE, title=LONG_WORD)], 1))


@opened(State.EMPTY)
def no_lines() -> Example:
    """Opened: none."""
    return _opened(Page())


@opened(State.LOADING)
def loading() -> Example:
    """Opened: on its way."""
    return _opened(var(None, Page))


@opened(State.ERROR)
def failed() -> Example:
    """Opened: no answer."""
    return _opened(var(None, Page), failed=True)
