"""État du support."""

from typing import Any

import reflex as rx

from monproduit.components.cell import Fold, cell, details, table, value, written
from monproduit.components.small import badge
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.views.licenses import SupportLine, SupportStatus


def support_status(status: rx.Var[SupportStatus], fold: Fold) -> rx.Component:
    """Return the cell: the most urgent contract, its plan, and of how many licenses it is the state."""
    says = [
        badge(status.label, status.status),
        rx.el.span(rx.cond(status.plan != "", status.plan + " ", ""), status.until, class_name="small soft"),
        rx.cond(status.share != "", rx.el.span(status.share, class_name="small soft")),
    ]
    return cell(Section.SUPPORT_STATUS, says, fold)


def support_status_details(page: Any, fold: Fold) -> rx.Component:
    """Return the contract behind each license."""
    number, state, plan, since, until = _("Numéro de licence"), _("État"), _("Offre de support"), _("Depuis le"), _("Jusqu’au")

    def line(one: rx.Var[SupportLine]) -> rx.Component:
        return rx.el.tr(
            value(number, one.number),
            value(state, badge(one.label, one.status)),
            written(plan, one.plan),
            value(since, one.since),
            value(until, one.until),
            role="row",
            data_testid="support-line",
        )

    columns = [(label, None) for label in (number, state, plan, since, until)]
    return details(
        Section.SUPPORT_STATUS,
        page,
        lambda: table(columns, page.lines.to(list[SupportLine]), line, name=_("Contrats de maintenance")),
        fold,
        empty=_("Aucune licence de ce produit n’est enregistrée, il n’y a donc pas de contrat."),
    )
