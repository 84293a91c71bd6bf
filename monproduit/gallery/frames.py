"""What stands around an example where it cannot stand alone, and the folds of sections."""

import reflex as rx

from monproduit.components.cell import Fold
from monproduit.gallery.example import Frame, nothing, var


def fold(*, opened: bool = False, failed: bool = False) -> Fold:
    """Return the fold of a product's cell, closed or open, or open without an answer from the server."""
    return Fold("archivo", var(opened), var(failed), nothing, nothing, nothing)


def words(text: str) -> rx.Component:
    """Return a paragraph, where a component is to be given one."""
    return rx.el.p(text)


def in_cell(cell: rx.Component) -> rx.Component:
    """Return a cell in a table that has it alone."""
    return _table(rx.el.tr(cell, role="row", class_name="row"))


def in_details(details: rx.Component) -> rx.Component:
    """Return what a cell opens to, in its table."""
    return _table(details)


def in_products(rows: rx.Component) -> rx.Component:
    """Return whole rows in a table, without its heads."""
    return rx.el.div(rx.el.table(rows, class_name="products", role="table"), class_name="card")


def in_lines(row: rx.Component) -> rx.Component:
    """Return a value in a table of lines."""
    return rx.el.table(rx.el.tbody(rx.el.tr(row, role="row"), role="rowgroup"), class_name="lines", role="table")


def in_list(class_name: str) -> Frame:
    """Return what puts an item into a list of its own."""
    return lambda item: rx.el.ul(item, class_name=class_name)


def in_card(content: rx.Component) -> rx.Component:
    """Return something on a card."""
    return rx.el.div(content, class_name="card sheet")


def in_form(control: rx.Component) -> rx.Component:
    """Return a part of a form in one."""
    return rx.el.form(control)


def _table(row: rx.Component) -> rx.Component:
    body = rx.el.tbody(row, role="rowgroup", class_name="product")
    return rx.el.div(rx.el.table(body, class_name="products", role="table"), class_name="card")
