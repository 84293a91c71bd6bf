"""Téléphone et e-mail."""

import reflex as rx

from monproduit.components.vendor import telephones
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import CONTACT, KNOWLEDGE, NEW_REQUEST, SUPPORT_PLANS, to
from monproduit.state.vendor import VendorState


def contact() -> rx.Component:
    """Return how to reach the support."""
    page = VendorState.page
    return frame(
        CONTACT,
        rx.el.div(
            rx.el.h1(_("Téléphone et e-mail")),
            rx.el.p(
                _("Pour une panne qui arrête votre activité (gravité 1), appelez : elle ne peut pas être signalée par écrit."), class_name="loosely"
            ),
            telephones(page),
            rx.cond(page.email != "", rx.el.p(_("Par e-mail : "), rx.el.a(page.email, href="mailto:" + page.email))),
            rx.el.p(rx.el.a(_("Créer une demande de service"), href=to(NEW_REQUEST), class_name="button button-main")),
            rx.el.ul(
                rx.el.li(rx.el.a(_("Voir les délais de réponse"), href=to(SUPPORT_PLANS))),
                rx.el.li(rx.el.a(_("Chercher d’abord dans la base de connaissances"), href=to(KNOWLEDGE))),
            ),
            class_name="prose",
        ),
    )
