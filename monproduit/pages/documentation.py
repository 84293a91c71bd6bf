"""Technical documentation."""

import reflex as rx

from monproduit.components.documentation import document_shelf
from monproduit.components.product_table import loading_products
from monproduit.components.shelf_filters import shelf_filters
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import DOCUMENTATION
from monproduit.state.documentation import DocumentationState


def documentation() -> rx.Component:
    """Return the page of documents."""
    state = DocumentationState
    found = document_shelf(state.found, state.text, on_everywhere=state.only_mine(False))  # noqa: FBT003 (the payload of an event)
    words = _("Guides, notes de version et références, par produit et par version.")
    return frame(
        DOCUMENTATION,
        rx.el.div(rx.el.div(rx.el.h1(_("Documentation technique")), rx.el.p(words)), class_name="head"),
        rx.cond(state.loaded, rx.fragment(shelf_filters(_("Chercher un document"), state), found), loading_products()),
    )
