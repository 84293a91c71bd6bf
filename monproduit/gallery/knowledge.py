"""Articles, documents, videos, forums, the vendor's own page and the search, in their states."""

from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.article_page import article_page
from monproduit.components.documentation import document_shelf
from monproduit.components.forums import forum_list
from monproduit.components.knowledge import article_list
from monproduit.components.search import search_button, search_hits
from monproduit.components.shelf_filters import language_pills, product_pills
from monproduit.components.vendor import plans, response_times, telephones
from monproduit.components.videos import video_shelf
from monproduit.core.localisation import _
from monproduit.gallery.knowledge_states import ARTICLE, ARTICLES, DOCUMENTS, FORUMS, FOUND, LANGUAGES, VENDOR, VIDEOS
from monproduit.views.knowledge import ArticleList
from monproduit.views.search import HitGroup
from monproduit.views.shelves import DocumentShelf, ForumList, VideoShelf

_ELSEWHERE = "3 articles sur d’autres produits"


def examples() -> list[rx.Component]:
    """Return each in its states."""
    answered = replace(ARTICLE, key="other", answer="no", notice="Cet article n’existe qu’en anglais.", headings=[], related=[])
    return [
        rx.el.h2(_("Base de connaissances")),
        product_pills(rx.Var.create(True), _nothing),  # noqa: FBT003 (a literal view)
        language_pills(rx.Var.create(LANGUAGES), _nothing),
        *(_articles(found, text) for found, text in _article_states()),
        *(article_page(rx.Var.create(page), "", on_vote=_nothing, on_remark=_nothing) for page in (ARTICLE, answered)),
        rx.el.h2(_("Documentation technique")),
        *(document_shelf(rx.Var.create(found), "", on_everywhere=_nothing) for found in (DOCUMENTS, DocumentShelf(label="0 document"))),
        rx.el.h2(_("Didacticiels vidéo")),
        *(video_shelf(rx.Var.create(found), "", on_more=_nothing, on_everywhere=_nothing) for found in (VIDEOS, VideoShelf(label="0 vidéo"))),
        rx.el.h2(_("Forums utilisateurs")),
        *(forum_list(rx.Var.create(found)) for found in (FORUMS, ForumList())),
        rx.el.h2(_("Contacter le support")),
        telephones(rx.Var.create(VENDOR)),
        response_times(rx.Var.create(VENDOR)),
        plans(rx.Var.create(VENDOR)),
        rx.el.h2(_("Chercher partout")),
        search_button(),
        search_hits(rx.Var.create(FOUND).to(list[HitGroup])),
    ]


def _article_states() -> list[tuple[ArticleList, str]]:
    """Return what was found, with more to come; what was found with some of the words; and nothing, here and anywhere."""
    loosely = replace(ARTICLES, loosely="Aucun article n’a tous ces mots. Ceux-ci en ont au moins un.", more=0, elsewhere="")
    nothing = ArticleList(label="0 article", elsewhere=_ELSEWHERE)
    return [
        (ARTICLES, ""),
        (loosely, "code 1603"),
        (nothing, "panne"),
        (replace(nothing, elsewhere=""), "panne"),
        (replace(nothing, elsewhere=""), ""),
    ]


def _articles(found: ArticleList, text: str) -> rx.Component:
    return article_list(rx.Var.create(found), rx.Var.create(text), on_more=_nothing, on_everywhere=_nothing)


def _nothing(*_what: Any) -> Any:
    return rx.noop()
