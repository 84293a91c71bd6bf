"""The page of all alerts: filters, and one card for each."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.live_box import live_box
from monproduit.components.small import badge, icon
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import ALERTS, to
from monproduit.views.alerts import AlertCard, AlertList, AlertPage, Choice, Fix


@dataclass(frozen=True, slots=True)
class AlertChoices:
    """What one may choose from, and what is chosen."""

    products: Any
    kinds: list[Choice]
    product: Any
    kind: Any
    words: Any
    is_important: Any


def alert_filters(choices: AlertChoices, *, on_search: Handler, on_choose: Handler, on_important: Handler) -> rx.Component:
    """Return the kinds as links, and the choice of a product, of importance and of words."""

    def one(choice: Choice) -> rx.Component:
        current = {"aria-current": rx.cond(choices.kind == choice.key, "page", "false")}
        about = rx.cond(choices.product != "", "&product=" + choices.product, "")
        return link(choice.label, to=to(ALERTS) + f"?kind={choice.key}" + about, class_name="filter", custom_attrs=current)

    def product(choice: rx.Var[Choice]) -> rx.Component:
        return rx.el.option(choice.label, value=choice.key)

    every = rx.el.option(_("Tous mes produits"), value="")
    return rx.el.div(
        rx.el.nav(*(one(choice) for choice in choices.kinds), aria_label=_("Filtres"), class_name="filters"),
        rx.el.div(
            words_field(choices.words, on_search.debounce(200), name=_("Chercher")),
            rx.el.select(
                every, rx.foreach(choices.products, product), value=choices.product, class_name="input", aria_label=_("Produit"), on_change=on_choose
            ),
            live_box("important", choices.is_important, _("Importantes seulement"), on_change=on_important),
            class_name="search-bar",
        ),
    )


def alert_cards(found: rx.Var[AlertList], *, on_more: Any, on_seen: Any) -> rx.Component:
    """Return the alerts, or that there are none."""

    def card(one: rx.Var[AlertCard]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.cond(one.is_new, rx.el.span(_("Nouveau"), class_name="new", data_testid="news-badge")),
                link(one.title, to=to(ALERTS) + "/" + one.key, class_name="title"),
                rx.el.span(one.published, " · ", one.kind_label, " · ", one.products, class_name="small soft"),
                rx.cond(one.fix != "", rx.el.span(one.fix, class_name=rx.cond(one.is_exposed, "fix exposed", "fix"))),
            ),
            rx.cond(one.severity != "", badge(one.severity_label, one.severity)),
            rx.cond(one.is_important & (one.severity == ""), badge(_("Important"), "important")),
            data_testid="alert-line",
            custom_attrs={"data-alert": one.key},
            key=one.key,
        )

    seen = rx.el.button(_("Tout marquer comme lu"), type="button", class_name="button", on_click=on_seen, data_testid="mark-all-seen")
    return rx.el.section(
        rx.el.div(
            rx.el.p(found.label, rx.cond(found.new > 0, rx.fragment(" – ", rx.el.strong(found.new_label))), role="status"),
            rx.cond(found.new > 0, seen),
            class_name="head",
        ),
        rx.el.ul(rx.foreach(found.lines.to(list[AlertCard]), card), class_name="alert-cards"),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)),
        class_name="card sheet",
        aria_label=_("Actualités et alertes"),
    )


def alert_fixes(fixes: Any) -> rx.Component:
    """Return which versions mend which product, and whether one has them."""

    def line(one: rx.Var[Fix]) -> rx.Component:
        concerned = rx.el.small(_("Versions concernées :"), " ", one.affected, class_name="soft")
        standing = rx.cond(one.is_exposed, "exposed", rx.cond(one.is_safe, "safe", ""))
        sign = rx.cond(one.is_exposed, icon("alert"), rx.cond(one.is_safe, icon("check"), icon("shield")))
        words = rx.el.span(rx.el.strong(one.product), " – ", one.words)
        return rx.el.li(sign, rx.el.div(words, rx.cond(one.affected != "", concerned)), class_name=standing, data_testid="fix-line")

    lines = fixes.to(list[Fix])
    return rx.cond(lines.length() > 0, rx.el.ul(rx.foreach(lines, line), class_name="fixes", aria_label=_("Versions corrigées")))


def alert_article(page: rx.Var[AlertPage], *, is_preview: bool = False) -> rx.Component:
    """Return one alert, whole; a preview leads nowhere."""
    back = rx.fragment() if is_preview else rx.el.p(link(_("Notifications et alertes"), to=to(ALERTS)), class_name="small soft")
    about = rx.cond(page.products != "", " · " + page.products, "")
    outside = rx.el.a(_("En savoir plus"), icon("out"), href=page.url, target="_blank", rel="noopener noreferrer", class_name="button")
    return rx.el.article(
        back,
        rx.el.h1(page.title),
        rx.el.p(page.published, rx.cond(page.edited != "", ", " + page.edited, ""), " · ", page.kind_label, about, class_name="soft"),
        rx.cond(page.severity != "", badge(page.severity_label, page.severity)),
        alert_fixes(page.fixes),
        rx.cond(page.body != "", rx.html(page.body, class_name="card sheet prose")),
        rx.cond(page.url != "", outside),
        class_name="prose",
        data_testid="alert-page",
        custom_attrs={"data-alert": page.key},
    )
