"""Offres de support: who answers how soon."""

import reflex as rx

from monproduit.components.vendor import plans, response_times
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import CONTACT, SUPPORT_PLANS, to
from monproduit.state.vendor import VendorState


def support_plans() -> rx.Component:
    """Return the first-response times of each plan, per severity."""
    return frame(
        SUPPORT_PLANS,
        rx.el.div(
            rx.el.h1(_("Offres de support")),
            rx.el.p(_("Le délai de première réponse dépend de votre offre et de la gravité que vous donnez à la demande.")),
            response_times(VendorState.page),
            plans(VendorState.page),
            rx.el.p(
                _("Une demande de gravité 1 se fait par téléphone seulement. "),
                rx.el.a(_("Voir les numéros de téléphone"), href=to(CONTACT)),
            ),
            class_name="prose",
        ),
    )
