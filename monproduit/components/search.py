"""Search everywhere: a dialog behind a button at the head of every page, and behind Ctrl-K."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import closing, icon, opening
from monproduit.core.localisation import _
from monproduit.views.search import Found, Hit, HitGroup

_NAME = "search"


def search_button() -> rx.Component:
    """Return what opens the search."""
    return rx.el.button(
        icon("search"),
        rx.el.span(_("Chercher"), class_name="search-word"),
        rx.el.kbd(_("Ctrl K"), aria_hidden="true"),
        type="button",
        class_name="search-button",
        aria_label=_("Chercher partout"),
        custom_attrs={**opening(_NAME), "aria-keyshortcuts": "Control+K Meta+K"},
        data_testid="open-search",
    )


def search_dialog(found: rx.Var[Found], *, on_search: Handler) -> rx.Component:
    """Return the dialog; `search.js` moves between its hits with the arrows."""
    words = rx.el.input(
        type="search",
        name="text",
        class_name="input",
        placeholder=_("Un numéro, un produit, une demande, un article…"),
        aria_label=_("Chercher partout"),
        auto_complete="off",
        auto_focus=True,
        max_length=100,
        on_change=on_search.debounce(150),
        data_testid="search-everywhere",
    )
    close = rx.el.button(icon("close"), type="button", class_name="square", aria_label=_("Fermer"), custom_attrs=closing(_NAME))
    hint = rx.el.p(_("Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer."), class_name="small soft search-hint")
    return rx.el.dialog(
        rx.el.div(icon("search"), words, close, class_name="search-head", role="search"),
        rx.el.p(found.label, role="status", class_name="small soft search-count", data_testid="search-count"),
        rx.el.div(rx.foreach(found.groups.to(list[HitGroup]), _group), class_name="search-hits"),
        hint,
        id=_NAME,
        class_name="dialog search-dialog",
        aria_label=_("Chercher partout"),
        custom_attrs={"data-text": found.text},
    )


def _group(group: rx.Var[HitGroup]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(group.label),
        rx.el.ul(rx.foreach(group.hits.to(list[Hit]), _hit)),
        key=group.name,
        aria_label=group.label,
        custom_attrs={"data-kind": group.name},
    )


def _hit(hit: rx.Var[Hit]) -> rx.Component:
    detail: Any = rx.cond(hit.detail != "", rx.el.span(hit.detail, class_name="small soft"))
    return rx.el.li(link(rx.el.strong(hit.title), detail, to=hit.address, class_name="hit", data_testid="search-hit"), key=hit.key)
