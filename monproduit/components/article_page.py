"""One article: its contents, its text, whether it helped, and what is like it."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.typography import Div
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.following import Following
from monproduit.components.small import icon, problem
from monproduit.core.localisation import _
from monproduit.routes import CONTACT, KNOWLEDGE, to
from monproduit.views.knowledge import ArticleCard, ArticlePage, Heading


class Anchored(Following, Div):
    """A box that brings the title in the address into view once its text has come."""

    arrived: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Scroll to the title, if the address names one."""
        return {"arrived": "if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();"}


def article_page(page: rx.Var[ArticlePage], error: Any, *, on_vote: Handler, on_remark: Any) -> rx.Component:
    """Return an article, whole."""
    facts = rx.el.p(page.about, rx.cond(page.updated != "", rx.fragment(" · ", page.updated)), class_name="soft")
    text = rx.el.article(
        rx.el.p(link(_("Base de connaissances"), to=to(KNOWLEDGE)), class_name="small soft"),
        rx.el.h1(page.title, lang=page.language),
        facts,
        rx.cond(page.notice != "", rx.el.p(page.notice, class_name="loosely")),
        rx.html(page.body, class_name="card sheet prose article-body", lang=page.language),
        helpful(page, error, on_vote=on_vote, on_remark=on_remark),
        class_name="article",
        data_testid="article-page",
        custom_attrs={"data-article": page.key},
    )
    return Anchored.create(
        text, rx.el.aside(_contents(page), _related(page), class_name="article-side"), arrived=page.body, class_name="article-grid"
    )


def helpful(page: rx.Var[ArticlePage], error: Any, *, on_vote: Handler, on_remark: Any) -> rx.Component:
    """Return the question whether the article helped; an answer can be changed, and explained."""
    labels = {"yes": _("Oui"), "no": _("Non")}
    buttons = [
        rx.el.button(
            icon("check" if key == "yes" else "close"),
            label,
            type="button",
            class_name="button",
            custom_attrs={"aria-pressed": rx.cond(page.answer == key, "true", "false")},
            on_click=on_vote(key == "yes"),
            data_testid=f"helpful-{key}",
        )
        for key, label in labels.items()
    ]
    question = rx.cond(page.answer == "no", _("Que manque-t-il ?"), _("Une remarque ? (facultatif)"))
    remark = rx.el.form(
        rx.el.label(question, html_for="remark-" + page.key),
        rx.el.textarea(id="remark-" + page.key, name="remark", default_value=page.remark, max_length=1000, rows="3", class_name="input"),
        problem(error),
        rx.el.div(
            rx.el.button(_("Envoyer"), type="submit", class_name="button button-main"),
            rx.cond(page.answer == "no", link(_("Contacter le support"), to=to(CONTACT))),
            class_name="pair",
        ),
        on_submit=on_remark,
        class_name="field",
        key=page.key + page.remark,
    )
    return rx.el.section(
        rx.el.h2(_("Cet article vous a-t-il aidé ?"), id="helpful-" + page.key),
        rx.el.div(*buttons, role="group", aria_labelledby="helpful-" + page.key, class_name="pair"),
        rx.cond(page.answer != "", remark),
        class_name="card sheet helpful",
        aria_labelledby="helpful-" + page.key,
    )


def _contents(page: rx.Var[ArticlePage]) -> rx.Component:
    def one(heading: rx.Var[Heading]) -> rx.Component:
        return rx.el.li(rx.el.a(heading.text, href="#" + heading.id), custom_attrs={"data-level": heading.level})

    lines = rx.el.ul(rx.foreach(page.headings.to(list[Heading]), one))
    nav = rx.el.nav(rx.el.h2(_("Sur cette page")), lines, aria_label=_("Sur cette page"), lang=page.language, class_name="contents")
    return rx.cond(page.headings.length() > 0, nav)


def _related(page: rx.Var[ArticlePage]) -> rx.Component:
    def one(card: rx.Var[ArticleCard]) -> rx.Component:
        return rx.el.li(link(card.title, to=to(KNOWLEDGE) + "/" + card.key))

    lines = rx.el.ul(rx.foreach(page.related.to(list[ArticleCard]), one))
    nav = rx.el.nav(rx.el.h2(_("Articles voisins")), lines, aria_label=_("Articles voisins"), class_name="contents")
    return rx.cond(page.related.length() > 0, nav)
