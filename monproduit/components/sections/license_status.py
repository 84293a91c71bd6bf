"""État de la licence."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Fold, cell, details, table, value, written
from monproduit.components.license_menu import license_menu
from monproduit.components.small import badge, copyable, icon
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.routes import CONTACT, to
from monproduit.views.licenses import LicenseLine, LicenseStatus

ADD_DIALOG = "add-product"


def license_status(status: rx.Var[LicenseStatus], fold: Fold) -> rx.Component:
    """Return the cell: the one most useful thing to do or know about the licenses."""
    is_quiet = (status.action == "number") | (status.action == "count") | (status.action == "portal") | (status.action == "none")
    says = [
        rx.cond(is_quiet, rx.el.span(status.label), badge(status.label, status.action)),
        rx.cond(status.detail != "", rx.el.span(status.detail, class_name="small soft")),
    ]
    return cell(Section.LICENSE_STATUS, says, fold, more=_to_do(status))


def _to_do(status: rx.Var[LicenseStatus]) -> rx.Component:
    portal = rx.el.a(
        _("Ouvrir le portail"),
        icon("out"),
        rx.el.span(_("(nouvel onglet)"), class_name="sr-only"),
        href=status.url,
        target="_blank",
        rel="noopener noreferrer",
        class_name="cell-more",
    )
    enter = rx.el.button(
        _("Saisir le numéro"), type="button", class_name="cell-more", custom_attrs={"command": "show-modal", "commandfor": ADD_DIALOG}
    )
    ask = rx.cond(
        status.renew != "", link(_("Demander le renouvellement"), to=to("/licenses/") + status.renew + "#request_renewal", class_name="cell-more")
    )
    contact = link(_("Contacter le support"), to=to(CONTACT), class_name="cell-more")
    ways = {"suspended": contact, "renew": ask, "portal": portal, "number": copyable(status.label), "none": enter}
    return rx.match(status.action, *ways.items(), rx.fragment())


def license_status_details(page: Any, fold: Fold) -> rx.Component:
    """Return every license of the product in the person's groups."""
    labels = (_("Numéro de licence"), _("Édition"), _("Quantité"), _("État"), _("Renouvellement"), _("Groupe d’utilisateurs"), _("Votre rôle"))

    def line(one: rx.Var[LicenseLine]) -> rx.Component:
        return rx.el.tr(
            value(labels[0], link(one.number, to=to("/licenses/") + one.number), copyable(one.number)),
            written(labels[1], rx.cond(one.edition != "", one.edition, "—")),
            value(labels[2], one.quantity),
            value(labels[3], badge(one.standing_label, one.standing)),
            value(labels[4], one.renewal),
            written(labels[5], one.group),
            value(labels[6], one.role),
            rx.el.td(license_menu(one.number, one.actions), role="cell", class_name="last"),
            role="row",
            data_testid="license-line",
            custom_attrs={"data-license": one.number},
        )

    return details(
        Section.LICENSE_STATUS,
        page,
        lambda: table([(label, None) for label in (*labels, "")], page.lines.to(list[LicenseLine]), line, name=_("Licences enregistrées")),
        fold,
        empty=_("Aucune licence de ce produit n’est enregistrée sur votre compte."),
    )
