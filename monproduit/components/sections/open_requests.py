"""Demandes ouvertes."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Fold, Handler, cell, details, table, value, written
from monproduit.components.small import badge, icon
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.routes import NEW_REQUEST, SERVICE_REQUESTS, to
from monproduit.views.service_requests import OpenRequests, ServiceRequestLine


def open_requests(requests: rx.Var[OpenRequests], fold: Fold) -> rx.Component:
    """Return the cell: how many requests of mine are open; the tooltip knows the total."""
    return cell(
        Section.OPEN_REQUESTS,
        [rx.el.span(requests.label)],
        fold,
        title=requests.tooltip,
    )


def open_requests_details(page: Any, fold: Fold, *, sorted_by: Any, on_sort: Handler) -> rx.Component:
    """Return my open requests, sorted by any column."""
    labels = {
        "number": _("Numéro"),
        "title": _("Titre"),
        "product": _("Produit"),
        "status": _("État"),
        "created": _("Créée le"),
        "updated": _("Mise à jour"),
    }

    def head(column: str, label: str) -> rx.Component:
        direction = rx.match(sorted_by, (column, "ascending"), (f"-{column}", "descending"), "none")
        button = rx.el.button(label, icon("chevron"), type="button", class_name="sort", on_click=on_sort(fold.product, column))
        return rx.el.th(button, scope="col", role="columnheader", custom_attrs={"aria-sort": direction})

    def line(one: rx.Var[ServiceRequestLine]) -> rx.Component:
        return rx.el.tr(
            value(labels["number"], link(one.number, to=f"{to(SERVICE_REQUESTS)}/" + one.number)),
            written(labels["title"], one.title),
            written(labels["product"], one.product),
            value(labels["status"], badge(one.status_label, one.status)),
            value(labels["created"], one.created),
            value(labels["updated"], one.updated),
            role="row",
            data_testid="request-line",
            custom_attrs={"data-request": one.number},
        )

    columns = [(label, head(column, label)) for column, label in labels.items()]
    return details(
        Section.OPEN_REQUESTS,
        page,
        lambda: table(columns, page.lines.to(list[ServiceRequestLine]), line, name=_("Demandes de service ouvertes")),
        fold,
        empty=_("Vous n’avez aucune demande de service ouverte pour ce produit."),
        aside=link(_("Créer une demande"), to=f"{to(NEW_REQUEST)}?product=" + rx.Var.create(fold.product).to(str), data_testid="new-request"),
    )
