"""What the vendor says of itself: telephones, and plans with their first-response times."""

from typing import Any

import reflex as rx

from monproduit.core.localisation import _
from monproduit.views.vendor import PlanCard, SeverityLine, TelephoneLine, VendorPage


def telephones(page: rx.Var[VendorPage]) -> rx.Component:
    """Return the telephone numbers by country; nothing for a vendor without any."""
    heads = (_("Pays"), _("Téléphone"), _("Heures, du lundi au vendredi"))

    def row(line: rx.Var[TelephoneLine]) -> rx.Component:
        return rx.el.tr(
            rx.el.th(line.country, scope="row", role="rowheader"),
            rx.el.td(rx.el.a(line.number, href=line.address), role="cell", custom_attrs={"data-label": heads[1]}),
            rx.el.td(line.hours, role="cell", custom_attrs={"data-label": heads[2]}),
            role="row",
            data_testid="telephone-line",
        )

    rows = rx.foreach(page.telephones.to(list[TelephoneLine]), row)
    names = [rx.el.th(head, scope="col", role="columnheader") for head in heads]
    return rx.cond(page.telephones.length() > 0, _table(names, rows, _("Numéros de téléphone")))


def response_times(page: rx.Var[VendorPage]) -> rx.Component:
    """Return the table of severities by plans."""

    def head(plan: rx.Var[PlanCard]) -> rx.Component:
        return rx.el.th(plan.name, scope="col", role="columnheader")

    def cell(time: rx.Var[str], place: rx.Var[int]) -> rx.Component:
        named = {"data-label": page.plans.to(list[PlanCard])[place].name}
        return rx.el.td(rx.el.span(time), role="cell", custom_attrs=named)

    def row(line: rx.Var[SeverityLine]) -> rx.Component:
        return rx.el.tr(
            rx.el.th(line.severity, scope="row", role="rowheader"),
            rx.foreach(line.times.to(list[str]), cell),
            role="row",
            data_testid="severity-line",
        )

    heads = [rx.el.th(_("Gravité"), scope="col", role="columnheader"), rx.foreach(page.plans.to(list[PlanCard]), head)]
    return _table(heads, rx.foreach(page.severities.to(list[SeverityLine]), row), _("Délai de première réponse"))


def plans(page: rx.Var[VendorPage]) -> rx.Component:
    """Return what each plan is, in a line."""

    def one(plan: rx.Var[PlanCard]) -> rx.Component:
        return rx.el.li(rx.el.strong(plan.name), rx.cond(plan.description != "", rx.fragment(" – ", plan.description)))

    return rx.el.ul(rx.foreach(page.plans.to(list[PlanCard]), one))


def _table(heads: list[Any], rows: Any, name: str) -> rx.Component:
    return rx.el.div(
        rx.el.table(
            rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup"),
            rx.el.tbody(rows, role="rowgroup"),
            class_name="lines",
            role="table",
            aria_label=name,
        ),
        class_name="card",
    )
