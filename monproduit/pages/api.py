"""The tokens of the REST API, for the vendor's staff."""

import reflex as rx

from monproduit.components.api_tokens import token_dialog, token_sheet
from monproduit.components.dialog import Outcome
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import STAFF_API
from monproduit.state.api import ApiState


def api() -> rx.Component:
    """Return the page."""
    state = ApiState
    words = _("Chaque système qui lit ou alimente le portail a son jeton. Le portail n’en garde que l’empreinte.")
    sheets = rx.fragment(
        rx.el.div(rx.el.div(rx.el.h1(_("API REST")), rx.el.p(words)), class_name="head"),
        token_sheet(state.tokens, on_begin=state.begin, on_revoke=state.revoke),
        token_dialog(state.made, Outcome(state.error, rx.Var.create(0)), state.make),
    )
    return frame(STAFF_API, rx.cond(state.loaded, rx.cond(state.missing, missing(_("Cette page n’existe pas.")), sheets), loading_products()))
