"""The knowledge base, and one of its articles."""

import reflex as rx

from monproduit.components.article_page import article_page
from monproduit.components.knowledge import article_list
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.components.shelf_filters import shelf_filters
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import ARTICLE, KNOWLEDGE
from monproduit.state.knowledge import ArticleState, KnowledgeState
from monproduit.views.knowledge import ArticlePage


def knowledge() -> rx.Component:
    """Return the page of all articles."""
    state = KnowledgeState
    found = article_list(state.found, state.text, on_more=state.more, on_everywhere=state.only_mine(False))  # noqa: FBT003 (the payload of an event)
    words = _("Des réponses écrites par le support : pas à pas, causes et remèdes.")
    return frame(
        KNOWLEDGE,
        rx.el.div(rx.el.div(rx.el.h1(_("Base de connaissances")), rx.el.p(words)), class_name="head"),
        rx.cond(state.loaded, rx.fragment(shelf_filters(_("Chercher un article"), state), found), loading_products()),
    )


def article() -> rx.Component:
    """Return the page of the article in the address."""
    state, page = ArticleState, ArticleState.page.to(ArticlePage)
    whole = article_page(page, state.error, on_vote=state.vote, on_remark=state.add_remark)
    nothing = rx.cond(state.missing, missing(_("Cet article n’existe pas, ou n’existe plus.")), loading_products())
    return frame(ARTICLE, rx.cond(state.page, whole, nothing), name=rx.cond(state.page, page.title, ""))
