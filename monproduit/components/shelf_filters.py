"""What stands above articles, documents and videos: words, whose products, which language."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import icon
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import CONTACT, to
from monproduit.views.knowledge import LanguageChoice


def shelf_filters(name: str, state: Any) -> rx.Component:
    """Return the filters of a page whose state is a `ShelfState`; `name` says what is searched."""
    words = words_field(state.text, state.search.debounce(200), name=name)
    return rx.el.div(
        rx.el.div(icon("search"), words, class_name="search-field"),
        rx.el.div(
            product_pills(state.is_mine, state.only_mine),
            language_pills(state.found.languages, state.choose_language),
            class_name="pill-rows",
        ),
        role="search",
        aria_label=name,
        class_name="shelf-filters",
    )


def product_pills(is_mine: Any, on_mine: Handler) -> rx.Component:
    """Return the choice between one's own products and all."""
    own = _pill(_("Mes produits"), "", is_mine, on_mine(True))  # noqa: FBT003 (the payload of an event)
    every = _pill(_("Tous les produits"), "", ~rx.Var.create(is_mine).bool(), on_mine(False))  # noqa: FBT003 (same)
    return rx.el.div(own, every, role="group", aria_label=_("Produits"), class_name="filters")


def language_pills(languages: Any, on_language: Handler) -> rx.Component:
    """Return the languages to choose from; nothing where all is in the page's."""

    def one(choice: rx.Var[LanguageChoice]) -> rx.Component:
        return _pill(choice.label, choice.count, choice.is_current, on_language(choice.key))

    group = rx.el.div(rx.foreach(languages, one), role="group", aria_label=_("Langues"), class_name="filters")
    return rx.cond(rx.Var.create(languages).length() > 0, group)


def nothing_there(is_searched: Any, elsewhere: Any, on_everywhere: Any) -> rx.Component:
    """Return what is said where nothing was found, with the ways on: all products, or the support."""
    wider = rx.el.button(_("Chercher dans tous les produits"), " – ", elsewhere, type="button", class_name="button", on_click=on_everywhere)
    words = rx.cond(is_searched, _("Rien ne correspond à cette recherche."), _("Il n’y a encore rien ici sur vos produits."))
    return rx.el.div(
        icon("search"),
        rx.el.p(words),
        rx.cond(elsewhere != "", wider),
        rx.el.p(_("Le support répond aussi par téléphone et par e-mail."), " ", link(_("Contacter le support"), to=to(CONTACT))),
        class_name="empty nothing-there",
        data_testid="nothing-there",
    )


def _pill(label: Any, count: Any, is_current: Any, on_click: Any) -> rx.Component:
    pressed = {"aria-pressed": rx.cond(is_current, "true", "false")}
    return rx.el.button(
        label,
        rx.cond(count != "", rx.el.span(count, class_name="count")),
        type="button",
        class_name="filter",
        custom_attrs=pressed,
        on_click=on_click,
    )
