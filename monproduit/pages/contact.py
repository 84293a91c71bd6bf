"""Téléphone et e-mail."""

import reflex as rx
from babel import Locale

from monproduit.core.localisation import _, locale
from monproduit.core.vendor import EMAIL, TELEPHONES
from monproduit.pages.frame import frame
from monproduit.routes import CONTACT, NEW_REQUEST, SUPPORT_PLANS, to


def contact() -> rx.Component:
    """Return how to reach the support."""
    heads = (_("Pays"), _("Téléphone"), _("Heures, du lundi au vendredi"))
    countries = Locale(locale()).territories
    rows = [
        rx.el.tr(
            rx.el.th(countries[one.country], scope="row", role="rowheader"),
            rx.el.td(rx.el.a(one.number, href="tel:" + one.number.replace(" ", "")), role="cell", custom_attrs={"data-label": heads[1]}),
            rx.el.td(one.hours, role="cell", custom_attrs={"data-label": heads[2]}),
            role="row",
        )
        for one in TELEPHONES
    ]
    table = rx.el.table(
        rx.el.thead(rx.el.tr(*(rx.el.th(head, scope="col", role="columnheader") for head in heads), role="row"), role="rowgroup"),
        rx.el.tbody(*rows, role="rowgroup"),
        class_name="lines",
        role="table",
        aria_label=_("Numéros de téléphone"),
    )
    return frame(
        CONTACT,
        rx.el.div(
            rx.el.h1(_("Téléphone et e-mail")),
            rx.el.div(table, class_name="card"),
            rx.el.p(_("Par e-mail : "), rx.el.a(EMAIL, href=f"mailto:{EMAIL}")),
            rx.el.p(_("Pour une panne qui arrête votre activité (gravité 1), appelez : elle ne peut pas être signalée par écrit.")),
            rx.el.p(rx.el.a(_("Créer une demande de service"), href=to(NEW_REQUEST), class_name="button button-main")),
            rx.el.p(rx.el.a(_("Voir les délais de réponse"), href=to(SUPPORT_PLANS))),
            class_name="prose",
        ),
    )
