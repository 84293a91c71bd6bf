"""The table of *Mes produits*: its heads, its rows, and what stands there when there are none."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.add_product_dialog import add_button
from monproduit.components.cell import Handler, section_name
from monproduit.components.small import initials, menu
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.routes import DASHBOARD, GETTING_STARTED, PRODUCTS, SUPPORT_PLANS, to
from monproduit.views.dashboard import ProductRow


def product_table(rows: Any) -> rx.Component:
    """Return the table around its rows."""
    heads = [rx.el.th(_("Produit"), scope="col", role="columnheader"), *(_head(section) for section in Section)]
    return rx.el.div(
        rx.el.table(
            rx.el.thead(rx.el.tr(*heads, role="row"), role="rowgroup"), rows, class_name="products", role="table", aria_label=_("Mes produits")
        ),
        class_name="card",
    )


def product_row(
    row: rx.Var[ProductRow], cells: list[rx.Component], details: list[rx.Component], *, on_hide: Handler, on_show: Handler
) -> rx.Component:
    """Return one product: its name, its five cells, and what they open; or, where it is hidden, the way back."""
    name = rx.el.span(
        initials(row.initials, row.hue),
        rx.el.span(
            link(rx.el.strong(row.name), to=to(PRODUCTS) + "/" + row.slug, class_name="product-name"), rx.el.span(row.family, class_name="small soft")
        ),
        rx.cond(
            row.hidden == "",
            menu(
                _("Actions pour") + " " + row.name, rx.el.button(_("Masquer"), type="button", on_click=on_hide(row.slug), data_testid="hide-product")
            ),
        ),
        class_name="name",
    )
    back = rx.el.td(
        rx.el.span(row.hidden, class_name="soft"),
        rx.el.button(_("Afficher de nouveau"), type="button", class_name="button", on_click=on_show(row.slug), data_testid="show-product"),
        col_span=len(Section),
        role="cell",
        class_name="back",
    )
    return rx.el.tbody(
        rx.el.tr(rx.el.th(name, scope="row", role="rowheader"), rx.cond(row.hidden == "", rx.fragment(*cells), back), role="row", class_name="row"),
        *details,
        role="rowgroup",
        class_name="product",
        data_testid="product-row",
        custom_attrs={"data-product": row.slug},
        id="product-" + row.slug.to(str),
    )


def loading_products() -> rx.Component:
    """Return the bones of the table, while its rows are on the way."""
    bones = (rx.el.div(class_name="bone") for _bone in range(3))
    return rx.el.div(*bones, class_name="card bones", role="status", aria_label=_("Chargement"))


def nothing_found() -> rx.Component:
    """Return what stands there when the filter shows nothing."""
    return rx.el.div(
        rx.el.p(_("Aucun produit ne correspond à ce filtre.")), link(_("Voir tous les produits"), to=to(DASHBOARD)), class_name="card empty"
    )


def empty_products() -> rx.Component:
    """Return what a new person sees: how to begin."""
    return rx.el.div(
        initials("+", 0),
        rx.el.h2(_("Aucun produit pour le moment")),
        rx.el.p(_("Ajoutez votre premier produit avec le numéro de licence de votre e-mail d’achat, ou choisissez-le dans la liste.")),
        rx.el.p(_("Un produit apparaît aussi de lui-même quand vous le téléchargez, ouvrez une demande ou rejoignez un groupe.")),
        add_button(test_id="add-first-product"),
        rx.el.a(_("Lire la mise en route"), href=to(GETTING_STARTED)),
        class_name="card empty",
        data_testid="empty-products",
    )


def _head(section: Section) -> rx.Component:
    name: Any = section_name(section)
    if section == Section.SUPPORT_STATUS:
        name = rx.el.a(name, href=to(SUPPORT_PLANS), title=_("Voir les offres de support"))
    return rx.el.th(name, scope="col", role="columnheader")
