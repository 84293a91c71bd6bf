"""The parts that every section is made of."""

from functools import partial
from typing import Any

import reflex as rx

from monproduit.components.cell import cell, details, table, value, written
from monproduit.core.sections import Section
from monproduit.gallery.example import LONG_WORD, Example, Plain, Size, State, example, var
from monproduit.gallery.frames import fold, in_cell, in_details, in_lines, words
from monproduit.views.alerts import Choice
from monproduit.views.page import Page

_LINES = [Choice("153-482-907", "Enterprise"), Choice("153-482-911", "Standard")]


def line(one: rx.Var[Choice]) -> rx.Component:
    """Return one line of a table."""
    return rx.el.tr(value("Numéro", one.key), value("Édition", one.label), role="row")


def two_lines() -> rx.Component:
    """Return what a cell opens to."""
    return rx.el.p("153-482-907 · 153-482-911")


small, wide = partial(example, size=Size.SMALL, frame=in_cell), partial(example, size=Size.WIDE, frame=in_details)


@small()
def closed() -> Example:
    """Closed."""
    return Example(cell, Section.SUPPORT_STATUS, (Example(words, "En vigueur"),), fold())


@small()
def opened() -> Example:
    """Open, with something to do."""
    return Example(cell, Section.SUPPORT_STATUS, (Example(words, "En vigueur"),), fold(opened=True), more=Example(words, "Renouveler"))


def _details(page: Any, *, failed: bool = False) -> Example:
    return Example(details, Section.SUPPORT_STATUS, page, two_lines, fold(opened=True, failed=failed), empty="Aucun contrat.")


@wide(State.MANY)
def with_lines() -> Example:
    """Lines, and more to come."""
    return _details(Page(["153-482-907", "153-482-911"], 72, 70, "Afficher encore 50"))


@wide(State.EMPTY)
def without_lines() -> Example:
    """No lines."""
    return _details(Page())


@wide(State.LOADING)
def loading() -> Example:
    """On its way."""
    return _details(var(None, Page))


@wide(State.ERROR)
def failed() -> Example:
    """No answer."""
    return _details(var(None, Page), failed=True)


@example(State.MANY)
def a_table() -> Example:
    """Lines under their heads."""
    return Example(table, Plain([("Numéro", None), ("Édition", None)]), _LINES, line, name="Licences")


@example(State.ONE, size=Size.SMALL, frame=in_lines)
def a_value() -> Example:
    """One value; on a phone its label stands before it."""
    return Example(value, "Édition", "Enterprise")


@example(State.LONG, size=Size.SMALL, frame=in_lines)
def a_written_value() -> Example:
    """What somebody wrote without a place to break."""
    return Example(written, "Titre", LONG_WORD)
