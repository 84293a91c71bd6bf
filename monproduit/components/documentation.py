"""Technical documents, product by product."""

from typing import Any

import reflex as rx

from monproduit.components.shelf_filters import nothing_there
from monproduit.components.small import download, icon
from monproduit.core.localisation import _
from monproduit.views.shelves import DocumentGroup, DocumentLine, DocumentShelf


def document_shelf(found: rx.Var[DocumentShelf], text: Any, *, on_everywhere: Any) -> rx.Component:
    """Return a table for each product, or that there is none."""
    groups = rx.el.div(rx.foreach(found.groups.to(list[DocumentGroup]), _group), class_name="sheets")
    nothing = rx.el.div(nothing_there(text != "", found.elsewhere, on_everywhere), class_name="card")
    return rx.el.div(
        rx.el.p(found.label, role="status", class_name="soft"),
        rx.cond(found.groups.length() > 0, groups, nothing),
        class_name="sheets",
    )


def document_table(lines: Any, name: Any) -> rx.Component:
    """Return documents, a line each."""
    heads = (_("Document"), _("Version"), _("Langue"), _("Date"), _("Taille"))
    return rx.el.table(
        rx.el.thead(rx.el.tr(*(rx.el.th(head, scope="col", role="columnheader") for head in heads), role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(lines.to(list[DocumentLine]), lambda line: _line(line, heads)), role="rowgroup"),
        class_name="lines",
        role="table",
        aria_label=name,
    )


def _group(group: rx.Var[DocumentGroup]) -> rx.Component:
    table = document_table(group.lines, group.product)
    return rx.el.section(
        rx.el.h2(group.product), table, class_name="card sheet", aria_label=group.product, key=group.slug, custom_attrs={"data-product": group.slug}
    )


def _line(line: rx.Var[DocumentLine], heads: tuple[str, ...]) -> rx.Component:
    name = rx.cond(line.is_outside, outside(line.title, line.address), download(line.title, line.address))
    cells = (line.version, line.language, line.published, rx.cond(line.size != "", line.size, "—"))
    kind = rx.cond(line.kind != "", rx.el.small(line.kind, class_name="soft"))
    return rx.el.tr(
        rx.el.th(name, kind, scope="row", role="rowheader"),
        *(rx.el.td(cell, role="cell", custom_attrs={"data-label": head}) for head, cell in zip(heads[1:], cells, strict=True)),
        role="row",
        key=line.key,
        data_testid="document-line",
        custom_attrs={"data-document": line.key},
    )


def outside(name: Any, address: Any) -> rx.Component:
    """Return a link that leaves the portal, and says so."""
    mark = rx.el.span(_(" (site externe, nouvel onglet)"), class_name="sr-only")
    return rx.el.a(name, icon("out"), mark, href=address, target="_blank", rel="noopener noreferrer", class_name="outside")
