"""Support of products: all of the person's, and one."""

import reflex as rx

from monproduit.components.license_sheet import missing
from monproduit.components.product_support import product_support_sheet, supported_products_list
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import PRODUCT, PRODUCTS
from monproduit.state.product_support import ProductSupportState, SupportedProductsState
from monproduit.views.product_support import ProductSupport


def supported_products() -> rx.Component:
    """Return the page of all products."""
    state = SupportedProductsState
    words = _("Jusqu’à quand chaque version de vos produits est prise en charge, et où vous en êtes.")
    return frame(
        PRODUCTS,
        rx.el.div(rx.el.div(rx.el.h1(_("Support produits")), rx.el.p(words)), class_name="head"),
        rx.cond(state.loaded, supported_products_list(state.found), loading_products()),
    )


def product_support() -> rx.Component:
    """Return the page of the product in the address."""
    state, page = ProductSupportState, ProductSupportState.page.to(ProductSupport)
    nothing = rx.cond(state.missing, missing(_("Ce produit n’existe pas, ou n’est pas dans vos produits.")), loading_products())
    return frame(PRODUCT, rx.cond(state.page, product_support_sheet(page, on_more=state.more), nothing), name=rx.cond(state.page, page.name, ""))
