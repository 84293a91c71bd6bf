"""What the portal sends, for the vendor's staff."""

import reflex as rx

from monproduit.components.delivery_list import delivery_filters, delivery_list
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import DELIVERIES
from monproduit.state.deliveries import DeliveriesState
from monproduit.views.deliveries import Deliveries


def deliveries() -> rx.Component:
    """Return the page of deliveries."""
    state, found = DeliveriesState, DeliveriesState.found.to(Deliveries)
    words = _(
        "Les e-mails et autres envois du portail : ce qui attend, ce qui est retenté, ce qui a échoué ou est revenu, ce qui est parti depuis un mois."
    )
    whole = rx.fragment(
        rx.el.div(rx.el.div(rx.el.h1(_("Envois")), rx.el.p(words)), class_name="head"),
        delivery_filters(found, state.shown, state.recipient, on_search=state.search.debounce(200)),
        delivery_list(found, on_retry=state.retry, on_more=state.more),
    )
    return frame(DELIVERIES, rx.cond(state.found, whole, rx.cond(state.missing, missing(_("Cette page n’existe pas.")), loading_products())))
