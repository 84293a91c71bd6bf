"""Who may do what: the table that the server asks, as a page."""

import reflex as rx

from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import ROLES
from monproduit.state.permissions import RoleTable


def roles() -> rx.Component:
    """Return the table of roles and deeds."""
    table = RoleTable()
    yes = rx.fragment(icon("check"), rx.el.span(_("oui"), class_name="sr-only"))
    no = rx.fragment(rx.el.span("–", aria_hidden="true"), rx.el.span(_("non"), class_name="sr-only"))
    rows = [
        rx.el.tr(
            rx.el.th(line.deed, rx.el.small(line.condition, class_name="soft") if line.condition else "", scope="row", role="rowheader"),
            *(
                rx.el.td(yes if may else no, role="cell", custom_attrs={"data-label": name})
                for name, may in zip(table.roles, line.allowed, strict=True)
            ),
            role="row",
        )
        for line in table.lines
    ]
    heads = (_("Action"), *table.roles)
    return frame(
        ROLES,
        rx.el.div(
            rx.el.h1(_("Qui peut faire quoi")),
            rx.el.p(_("Chaque membre d’un groupe a un rôle ou plusieurs. Qui enregistre le premier un numéro administre le nouveau groupe.")),
            rx.el.div(
                rx.el.table(
                    rx.el.thead(rx.el.tr(*(rx.el.th(head, scope="col", role="columnheader") for head in heads), role="row"), role="rowgroup"),
                    rx.el.tbody(*rows, role="rowgroup"),
                    class_name="lines",
                    role="table",
                    aria_label=_("Qui peut faire quoi"),
                ),
                class_name="card",
            ),
            rx.el.p(_("Le serveur demande à cette table à chaque action ; ce qui n’y est pas permis est refusé.")),
            class_name="prose",
        ),
    )
