"""Webhooks, for the vendor's staff."""

import reflex as rx

from monproduit.components.dialog import Outcome
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.components.webhook_sheets import HookDeeds, delivery_sheet, hook_dialog, hook_sheet
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import STAFF_WEBHOOKS
from monproduit.state.webhooks import WebhooksState


def webhooks() -> rx.Component:
    """Return the page."""
    state = WebhooksState
    words = _("Le portail prévient vos systèmes de ce qui s’y passe, par des appels signés, répétés tant qu’ils n’arrivent pas.")
    deeds = HookDeeds(state.begin, state.ping, state.switch, state.remove)
    sheets = rx.fragment(
        rx.el.div(rx.el.div(rx.el.h1(_("Webhooks")), rx.el.p(words)), class_name="head"),
        rx.el.div(hook_sheet(state.endpoints, deeds), delivery_sheet(state.deliveries, state.replay), class_name="sheets"),
        hook_dialog(state.made, Outcome(state.error, rx.Var.create(0)), state.add),
    )
    return frame(STAFF_WEBHOOKS, rx.cond(state.loaded, rx.cond(state.missing, missing(_("Cette page n’existe pas.")), sheets), loading_products()))
