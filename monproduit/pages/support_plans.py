"""Offres de support: who answers how soon."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.core.support_plans import FIRST_RESPONSE, SEVERITIES, first_response, severity_name
from monproduit.pages.frame import frame
from monproduit.routes import CONTACT, SUPPORT_PLANS, to


def support_plans() -> rx.Component:
    """Return the first-response times of each plan, per severity."""
    heads = (_("Gravité"), _("Standard"), _("24x7"), _("Premier"))
    rows = [
        rx.el.tr(
            rx.el.th(severity, scope="row", role="rowheader"),
            *(rx.el.td(rx.el.span(time), role="cell", custom_attrs={"data-label": head}) for head, time in zip(heads[1:], times, strict=True)),
            role="row",
        )
        for severity, times in _times()
    ]
    table = rx.el.table(
        rx.el.thead(rx.el.tr(*(rx.el.th(head, scope="col", role="columnheader") for head in heads), role="row"), role="rowgroup"),
        rx.el.tbody(*rows, role="rowgroup"),
        class_name="lines",
        role="table",
        aria_label=_("Délai de première réponse"),
    )
    return frame(
        SUPPORT_PLANS,
        rx.el.div(
            rx.el.h1(_("Offres de support")),
            rx.el.p(_("Le délai de première réponse dépend de votre offre et de la gravité que vous donnez à la demande.")),
            rx.el.div(table, class_name="card"),
            rx.el.ul(
                rx.el.li(_("Standard : les jours ouvrés, aux heures de bureau.")),
                rx.el.li(_("24x7 : tous les jours, à toute heure, pour les gravités 1 et 2.")),
                rx.el.li(_("Premier : comme 24x7, avec des délais plus courts et un interlocuteur attitré.")),
            ),
            rx.el.p(
                _("Une demande de gravité 1 se fait par téléphone seulement. "),
                rx.el.a(_("Voir les numéros de téléphone"), href=to(CONTACT)),
            ),
            class_name="prose",
        ),
    )


def _times() -> list[tuple[str, list[str]]]:
    return [(severity_name(severity), [first_response(plan, severity) for plan in FIRST_RESPONSE]) for severity in SEVERITIES]
