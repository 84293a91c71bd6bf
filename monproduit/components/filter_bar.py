"""What stands above the table: filters with their counts, files to take away, and what waits for an answer."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import download, icon, menu
from monproduit.core.localisation import _
from monproduit.routes import DASHBOARD, EXPORT, GROUPS, to
from monproduit.views.dashboard import FilterLink
from monproduit.views.groups import MatterLine


def filter_bar(links: Any, current: Any) -> rx.Component:
    """Return the filters, and the menu of files; `current` is the address's own part."""

    def one(filter_: rx.Var[FilterLink]) -> rx.Component:
        return link(
            filter_.label,
            rx.el.span(filter_.count, class_name="count"),
            to=to(DASHBOARD) + rx.cond(filter_.key != "", "?show=" + filter_.key, ""),
            class_name="filter",
            custom_attrs={"aria-current": rx.cond(filter_.is_current, "page", "false"), "data-filter": filter_.key},
            data_testid="filter",
        )

    return rx.el.div(
        rx.el.nav(rx.foreach(links, one), aria_label=_("Filtres"), class_name="filters"),
        menu(
            _("Exporter ou imprimer"),
            download(_("Exporter en CSV"), _file("csv", current)),
            download(_("Exporter en Excel"), _file("xlsx", current)),
            rx.el.button(_("Imprimer"), type="button", custom_attrs={"data-print": ""}),
        ),
        class_name="above",
    )


def matters(lines: Any, on_dismiss: Handler) -> rx.Component:
    """Return what waits for an answer: one's own requests, and those of others that one answers."""

    def one(line: rx.Var[MatterLine]) -> rx.Component:
        reply = link(_("Répondre"), to=to(GROUPS) + "/" + line.group_id.to(str), class_name="button")
        away = rx.el.button(
            rx.cond(line.kind == "waiting", _("Retirer la demande"), _("Compris")), type="button", class_name="button", on_click=on_dismiss(line.id)
        )
        return rx.el.li(icon("clock"), rx.el.span(line.label), rx.cond(line.kind == "asked", reply, away), data_testid="matter-line", key=line.label)

    return rx.cond(lines.length() > 0, rx.el.ul(rx.foreach(lines, one), class_name="matters", aria_label=_("En attente")))


def _file(kind: str, current: Any) -> Any:
    return f"{EXPORT}.{kind}?lang={to('')[1:]}" + rx.cond(current != "", "&show=" + current, "")
