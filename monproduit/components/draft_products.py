"""The products that an alert is about: searched, ticked, and which versions mend them."""

from typing import Any

import reflex as rx

from monproduit.core.localisation import _
from monproduit.views.staff_alerts import DraftProduct


def draft_products(chosen: Any, options: Any, problems: Any, deeds: Any) -> rx.Component:
    """Return those that are chosen, the search, and the first that it finds."""
    words = {"type": "search", "class_name": "input", "placeholder": _("Chercher un produit"), "aria_label": _("Chercher un produit")}

    def option(one: rx.Var[DraftProduct]) -> rx.Component:
        is_chosen = chosen.to(list[DraftProduct]).pluck("slug").contains(one.slug)
        box = rx.el.input(type="checkbox", checked=is_chosen, on_change=lambda _ticked: deeds.on_choose(one.slug))
        return rx.el.label(box, rx.el.span(one.name), class_name="option", data_testid="product-choice", key=one.slug)

    return rx.el.fieldset(
        rx.el.legend(_("Produits")),
        rx.el.input(**words, on_change=deeds.on_search.debounce(200), max_length=200),
        rx.el.div(rx.foreach(options, option), class_name="options product-options"),
        rx.el.p(problems.products, class_name="error", id="problem-products"),
        rx.cond(chosen.length() > 0, _chosen(chosen, problems, deeds)),
        class_name="choices",
        aria_describedby="problem-products",
    )


def _chosen(chosen: Any, problems: Any, deeds: Any) -> rx.Component:
    def line(one: rx.Var[DraftProduct]) -> rx.Component:
        control = rx.el.input(
            default_value=one.fixed,
            placeholder="7.2.1, 6.10.5",
            aria_label=_("Corrigé en") + " – " + one.name,
            class_name="input",
            max_length=2000,
            on_change=lambda versions: deeds.on_fix(one.slug, versions),
        )
        away = rx.el.button(_("Ôter"), type="button", class_name="button", aria_label=_("Ôter") + " " + one.name, on_click=deeds.on_choose(one.slug))
        return rx.el.li(rx.el.strong(one.name), control, away, data_testid="chosen-product", key=one.slug)

    hint = _("Si une version corrige ce dont il s’agit, indiquez-la : chacun lira s’il l’a déjà.")
    return rx.fragment(
        rx.el.small(hint, class_name="soft"),
        rx.el.ul(rx.foreach(chosen.to(list[DraftProduct]), line), class_name="chosen"),
        rx.el.p(problems.versions, class_name="error"),
    )
