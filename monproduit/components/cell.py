"""A cell that opens in place, and the row that it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.core.sections import Section

Handler = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Fold:
    """Whether the cell of a product is open, and what its buttons do; each handler takes the product."""

    product: Any
    opened: Any
    failed: Any
    on_toggle: Handler
    on_more: Handler
    on_retry: Handler


def section_name(section: Section) -> str:
    """Name a section, as its column does."""
    return {
        Section.SUPPORT_STATUS: _("État du support"),
        Section.LICENSE_STATUS: _("État de la licence"),
        Section.NEWS_ALERTS: _("Actualités et alertes"),
        Section.OPEN_REQUESTS: _("Demandes ouvertes"),
        Section.LATEST_DOWNLOAD: _("Dernier téléchargement"),
    }[section]


def cell(section: Section, says: list[Any], fold: Fold, *, title: Any = "", more: Any = None) -> rx.Component:
    """Return one cell: what it says, the button that opens it, and at most one thing to do besides."""
    return rx.el.td(
        rx.el.span(section_name(section), class_name="cell-name", aria_hidden="true"),
        rx.el.div(
            rx.el.button(
                rx.el.span(rx.el.span(section_name(section), class_name="sr-only"), *says, class_name="says"),
                icon("chevron"),
                type="button",
                class_name="opener",
                title=title,
                on_click=fold.on_toggle(fold.product),
                aria_expanded=fold.opened,
                custom_attrs={"aria-controls": _id(section, fold.product)},
            ),
            rx.fragment() if more is None else more,
            class_name="cell",
        ),
        role="cell",
        data_testid=f"cell-{section}",
    )


def details(section: Section, page: Any, lines: Callable[[], rx.Component], fold: Fold, *, empty: str, aside: Any = None) -> rx.Component:
    """Return the row that a cell opens: bones until the lines have come, then the lines, or that there are none."""
    shown = rx.cond(
        page,
        rx.cond(
            page.total > 0,
            rx.fragment(
                lines(),
                rx.cond(page.more > 0, rx.el.button(page.more_label, type="button", class_name="button", on_click=fold.on_more(fold.product))),
            ),
            rx.el.p(empty),
        ),
        rx.el.div(*(rx.el.div(class_name="bone") for _bone in range(3)), class_name="bones", aria_label=_("Chargement"), role="status"),
    )
    trouble = rx.el.div(
        rx.el.p(_("Ces informations ne sont pas disponibles pour le moment.")),
        rx.el.button(_("Réessayer"), type="button", class_name="button", on_click=fold.on_retry(fold.product)),
        role="alert",
    )
    heading = rx.el.header(rx.el.h2(section_name(section)), rx.fragment() if aside is None else aside)
    panel = rx.el.div(heading, rx.cond(fold.failed, trouble, shown), class_name="panel", role="group", aria_label=section_name(section))
    return rx.cond(
        fold.opened,
        rx.el.tr(
            rx.el.td(panel, col_span=1 + len(Section), role="cell"),
            role="row",
            class_name="details",
            data_testid=f"details-{section}",
            id=_id(section, fold.product),
        ),
    )


def table(columns: list[tuple[str, Any]], lines: Any, line: Callable[[Any], rx.Component], *, name: str) -> rx.Component:
    """Return the table of lines; a column is its name and, for a head that does more, a component. What has no name is what one can do."""
    unnamed = rx.el.span(_("Actions"), class_name="sr-only")
    heads = [rx.el.th(label or unnamed, scope="col", role="columnheader") if head is None else head for label, head in columns]
    return rx.el.table(
        rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup"),
        rx.el.tbody(rx.foreach(lines, line), role="rowgroup"),
        class_name="lines",
        role="table",
        aria_label=name,
    )


def value(label: str, *content: Any) -> rx.Component:
    """Return one value of a line; on a phone its label stands before it."""
    return rx.el.td(rx.el.span(*content), role="cell", custom_attrs={"data-label": label})


def written(label: str, *content: Any) -> rx.Component:
    """Return a value that somebody wrote, which may have no place to break."""
    return value(label, rx.el.span(*content, class_name="free"))


def _id(section: Section, product: Any) -> Any:
    return f"{section}-" + rx.Var.create(product).to(str)
