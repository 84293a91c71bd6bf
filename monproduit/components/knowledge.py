"""The knowledge base: the list of what was found."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.shelf_filters import nothing_there
from monproduit.core.localisation import _
from monproduit.routes import KNOWLEDGE, to
from monproduit.views.knowledge import ArticleCard, ArticleList, Bit


def article_list(found: rx.Var[ArticleList], text: Any, *, on_more: Any, on_everywhere: Any) -> rx.Component:
    """Return the articles that were found, or that there are none."""
    cards = rx.el.ul(rx.foreach(found.cards.to(list[ArticleCard]), article_card), class_name="article-cards")
    elsewhere = rx.el.button(_("Voir aussi"), " ", found.elsewhere, type="button", class_name="cell-more", on_click=on_everywhere)
    return rx.el.section(
        rx.el.p(found.label, role="status", class_name="soft"),
        rx.cond(found.loosely != "", rx.el.p(found.loosely, class_name="loosely")),
        rx.cond(found.cards.length() > 0, cards, nothing_there(text != "", found.elsewhere, on_everywhere)),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)),
        rx.cond((found.cards.length() > 0) & (found.elsewhere != ""), elsewhere),
        class_name="card sheet",
        aria_label=_("Articles"),
    )


def article_card(card: rx.Var[ArticleCard]) -> rx.Component:
    """Return one article: its title, what it is about, and where the words stand in it."""
    excerpt = rx.el.p(rx.foreach(card.excerpt.to(list[Bit]), _bit), class_name="excerpt", lang=card.language)
    return rx.el.li(
        link(card.title, to=to(KNOWLEDGE) + "/" + card.key, class_name="title", lang=card.language),
        rx.cond(card.excerpt.length() > 0, excerpt),
        rx.el.p(card.about, class_name="small soft"),
        key=card.key + card.language,
        data_testid="article-line",
        custom_attrs={"data-article": card.key},
    )


def _bit(bit: rx.Var[Bit]) -> rx.Component:
    return rx.cond(bit.is_marked, rx.el.mark(bit.text), rx.el.span(bit.text))
