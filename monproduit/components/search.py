"""Search everywhere: a dialog behind a button at the head of every page, and behind Ctrl-K."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import closing, icon, opening
from monproduit.core.localisation import _
from monproduit.views.search import Found, Hit, HitGroup

_NAME, _HITS = "search-dialog", "search-hits"


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
    """Return the dialog: a combobox over what was found; `search.js` chooses among it with the arrows."""
    groups = found.groups.to(list[HitGroup])
    words = rx.el.input(
        type="text",
        name="text",
        class_name="input",
        role="combobox",
        placeholder=_("Un numéro, un produit, une demande, un article…"),
        aria_label=_("Chercher partout"),
        aria_expanded=rx.cond(groups.length() > 0, "true", "false"),
        aria_controls=_HITS,
        auto_complete="off",
        auto_focus=True,
        max_length=100,
        on_change=on_search.debounce(150),
        custom_attrs={"aria-autocomplete": "list", "enterKeyHint": "go", "spellCheck": "false"},
        data_testid="search-everywhere",
    )
    close = rx.el.button(icon("close"), type="button", class_name="square", aria_label=_("Fermer"), custom_attrs=closing(_NAME))
    hint = rx.el.p(_("Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer."), class_name="small soft search-hint")
    return rx.el.dialog(
        rx.el.div(icon("search"), words, close, class_name="search-head", role="search"),
        rx.el.p(found.label, role="status", class_name="small soft search-count", data_testid="search-count"),
        search_hits(groups),
        hint,
        id=_NAME,
        class_name="dialog search-dialog",
        aria_label=_("Chercher partout"),
        custom_attrs={"data-text": found.text},
    )


def search_hits(groups: rx.Var[list[HitGroup]]) -> rx.Component:
    """Return what was found, by kind."""
    return rx.el.div(
        rx.foreach(groups, _group), id=_HITS, class_name="search-hits", role="listbox", aria_label=_("Résultats"), hidden=groups.length() == 0
    )


def _group(group: rx.Var[HitGroup]) -> rx.Component:
    return rx.el.div(
        rx.el.div(group.label, class_name="search-kind", aria_hidden="true"),
        rx.foreach(group.hits.to(list[Hit]), lambda hit, place: _hit(group, hit, place)),
        key=group.name,
        role="group",
        aria_label=group.label,
        custom_attrs={"data-kind": group.name},
    )


def _hit(group: rx.Var[HitGroup], hit: rx.Var[Hit], place: rx.Var[int]) -> rx.Component:
    detail: Any = rx.cond(hit.detail != "", rx.el.span(hit.detail, class_name="small soft"))
    return link(
        rx.el.strong(hit.title),
        detail,
        to=hit.address,
        id="hit-" + group.name + "-" + place.to(str),
        class_name="hit",
        role="option",
        tab_index=-1,
        custom_attrs={"aria-selected": "false"},
        key=hit.key,
        data_testid="search-hit",
    )
