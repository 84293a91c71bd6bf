"""The forums of users."""

import reflex as rx

from monproduit.components.forums import forum_list
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import FORUMS
from monproduit.state.forums import ForumsState


def forums() -> rx.Component:
    """Return the page of forums."""
    words = _("Ces forums sont sur d’autres sites : ils s’ouvrent dans un nouvel onglet.")
    return frame(
        FORUMS,
        rx.el.div(rx.el.div(rx.el.h1(_("Forums utilisateurs")), rx.el.p(words)), class_name="head"),
        rx.cond(ForumsState.loaded, forum_list(ForumsState.found), loading_products()),
    )
