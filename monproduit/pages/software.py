"""All files to download."""

import reflex as rx

from monproduit.components.file_check import file_check
from monproduit.components.product_table import loading_products
from monproduit.components.software import software_filters, software_list
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import DOWNLOADS
from monproduit.state.software import SoftwareState


def software() -> rx.Component:
    """Return the page of files by product and version."""
    state = SoftwareState
    words = _("Les fichiers de vos produits, la version la plus récente d’abord, avec ce que votre maintenance vous ouvre.")
    found = software_list(state.found, state.notes, on_notes=state.read_notes, on_more=state.more)
    return frame(
        DOWNLOADS,
        rx.el.div(rx.el.div(rx.el.h1(_("Téléchargements de logiciels")), rx.el.p(words)), class_name="head"),
        software_filters(state.products, state.product, state.words, on_search=state.search, on_choose=state.choose),
        rx.cond(state.loaded, rx.el.div(found, file_check(state.verdict, on_identify=state.identify), class_name="sheets"), loading_products()),
    )
