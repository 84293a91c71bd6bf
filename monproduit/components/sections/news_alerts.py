"""Actualités et alertes."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Fold, Handler, cell, details, table, value, written
from monproduit.components.live_box import live_box
from monproduit.components.small import badge, icon
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.routes import ALERTS, to
from monproduit.views.alerts import AlertLine, NewsAlerts


def news_alerts(news: rx.Var[NewsAlerts], fold: Fold) -> rx.Component:
    """Return the cell: the latest important alert, and how many are new since the last visit."""
    says = [
        rx.cond(news.new_count > 0, rx.el.span(icon("alert"), news.new_label, class_name="new", data_testid="news-badge")),
        rx.el.span(news.title),
        rx.cond(news.published != "", rx.el.span(news.published, class_name="small soft")),
    ]
    return cell(Section.NEWS_ALERTS, says, fold)


def news_alerts_details(page: Any, news: rx.Var[NewsAlerts], fold: Fold, *, on_email: Handler) -> rx.Component:
    """Return what was published about the product, newest first, and the box that has it mailed."""
    date, title, kind, severity = _("Publiée le"), _("Titre"), _("Type"), _("Gravité")

    def line(one: rx.Var[AlertLine]) -> rx.Component:
        return rx.el.tr(
            value(date, one.published),
            written(
                title, rx.cond(one.is_new, rx.el.span(_("Nouveau"), class_name="new")), link(one.title, to=to(ALERTS) + "/" + one.key), _fix(one)
            ),
            value(kind, one.kind_label),
            value(severity, rx.cond(one.severity != "", badge(one.severity_label, one.severity), "—")),
            role="row",
            data_testid="alert-line",
            custom_attrs={"data-alert": one.key},
        )

    return details(
        Section.NEWS_ALERTS,
        page,
        lambda: table(
            [(label, None) for label in (date, title, kind, severity)], page.lines.to(list[AlertLine]), line, name=_("Actualités et alertes")
        ),
        fold,
        empty=_("Rien n’a encore été publié sur ce produit."),
        aside=rx.el.div(_email_box(news, fold.product, on_email), _ways(fold.product), class_name="small pair"),
    )


def _email_box(news: rx.Var[NewsAlerts], product: Any, on_email: Handler) -> rx.Component:
    name = "email-" + rx.Var.create(product).to(str)
    ticked = rx.Var.create(news.wants_email).to(bool)
    return live_box(name, ticked, _("Les recevoir par e-mail"), on_change=lambda wants: on_email(product, wants), data_testid="email-alerts")


def _fix(one: rx.Var[AlertLine]) -> rx.Component:
    """Return which version mends what one has."""
    return rx.cond(one.fix != "", rx.el.small(one.fix, class_name=rx.cond(one.is_exposed, "fix exposed", "fix")))


def _ways(product: Any) -> rx.Component:
    """Return the ways to all alerts of the product, and to its feed."""
    about = to(ALERTS) + "?product=" + product
    every = link(_("Toutes les alertes de ce produit"), to=about)
    return rx.el.span(every, link(icon("feed"), _("Flux RSS et Atom"), to=about + "#feeds"), class_name="small detail-ways")
