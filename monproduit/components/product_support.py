"""Support of products: the list, and the sheet of one."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import table, value, written
from monproduit.components.documentation import document_table
from monproduit.components.product_table import empty_products
from monproduit.components.small import badge, facts, icon, initials
from monproduit.components.timeline import timeline
from monproduit.core.localisation import _
from monproduit.routes import ALERTS, DOCUMENTATION, DOWNLOADS, PRODUCTS, to
from monproduit.views.alerts import AlertLine
from monproduit.views.downloads import LatestDownload
from monproduit.views.product_support import LifeLine, ProductSupport, SupportedProduct, SupportedProducts


def supported_products_list(found: rx.Var[SupportedProducts]) -> rx.Component:
    """Return the picture of all products and the table beside it, or how to begin."""
    labels = (_("Produit"), _("Votre version"), _("Support de votre version"), _("Fin du support"), _("Dernière version"))

    def line(one: rx.Var[SupportedProduct]) -> rx.Component:
        mine = one.mine.to(LatestDownload)
        return rx.el.tr(
            written(labels[0], link(one.name, to=to(PRODUCTS) + "/" + one.slug), rx.el.span(one.family, class_name="small soft block")),
            value(labels[1], rx.cond(mine.version != "", rx.el.span(mine.version, class_name="free"), mine.date)),
            value(labels[2], rx.cond(one.label != "—", badge(one.label, one.status), "—")),
            value(labels[3], rx.cond(mine.support != "", mine.support, "—")),
            value(
                labels[4],
                rx.cond(mine.latest != "", mine.latest, "—"),
                " ",
                rx.cond(mine.freshness_label != "", badge(mine.freshness_label, mine.freshness)),
            ),
            role="row",
            data_testid="supported-product",
            custom_attrs={"data-product": one.slug},
        )

    lines = table([(label, None) for label in labels], found.products.to(list[SupportedProduct]), line, name=_("Support de vos produits"))
    picture = rx.cond(found.timeline.rows.length() > 0, timeline(found.timeline))
    whole = rx.el.div(picture, rx.el.section(lines, class_name="card sheet", aria_label=_("Support de vos produits")), class_name="sheets")
    return rx.cond(found.products.length() > 0, whole, empty_products())


def product_support_sheet(page: rx.Var[ProductSupport], *, on_more: Any) -> rx.Component:
    """Return all about the support of one product."""
    head = rx.el.div(
        rx.el.div(
            rx.el.p(link(_("Support produits"), to=to(PRODUCTS)), class_name="small soft"),
            rx.el.div(initials(page.initials, page.hue), rx.el.div(rx.el.h1(page.name), rx.el.p(page.family)), class_name="name"),
        ),
        rx.cond(page.has_files, _downloads(page)),
        class_name="head",
    )
    return rx.el.div(
        head,
        rx.el.div(
            _summary(page),
            rx.cond(page.timeline.rows.length() > 0, timeline(page.timeline)),
            _life_cycle(page, on_more),
            _documents(page),
            _news(page),
            class_name="sheets",
        ),
        data_testid="product-support",
    )


def _downloads(page: rx.Var[ProductSupport]) -> rx.Component:
    place = to(DOWNLOADS) + "?product=" + page.slug
    return link(icon("fetch"), _("Télécharger"), to=place, class_name="button button-main")


def _summary(page: rx.Var[ProductSupport]) -> rx.Component:
    mine = page.mine.to(LatestDownload)
    own = rx.el.span(mine.version, " ", rx.cond(mine.freshness_label != "", badge(mine.freshness_label, mine.freshness)))
    outside = {"target": "_blank", "rel": "noopener noreferrer"}
    forum = rx.el.a(_("Forum utilisateurs"), " ", icon("out"), href=page.forum_url, **outside)
    portal = rx.el.a(_("Portail de licences"), " ", icon("out"), href=page.portal_url, **outside)
    return rx.el.section(
        facts(
            (_("Dernière version"), rx.cond(mine.latest != "", rx.el.strong(mine.latest), "—")),
            (_("Votre dernier téléchargement"), rx.cond(mine.version != "", own, mine.date)),
            (_("Support de votre version"), rx.cond(mine.support != "", mine.support, "—")),
        ),
        rx.el.p(rx.cond(page.forum_url != "", forum), " ", rx.cond(page.portal_url != "", portal), class_name="outside-ways"),
        class_name="card sheet",
        aria_label=_("En bref"),
    )


def _life_cycle(page: rx.Var[ProductSupport], on_more: Any) -> rx.Component:
    labels = (_("Version"), _("Support complet à partir de"), _("Support limité à partir de"), _("Arrêt du support"), _("État"))

    def line(one: rx.Var[LifeLine]) -> rx.Component:
        here = rx.cond(one.is_mine, rx.el.span(_("Vous êtes ici"), class_name="here"))
        return rx.el.tr(
            value(labels[0], rx.el.strong(one.version), " ", here),
            value(labels[1], one.full_from),
            value(labels[2], one.limited_from),
            value(labels[3], one.ends),
            value(labels[4], badge(one.label, one.status)),
            role="row",
            data_testid="life-line",
            custom_attrs={"data-version": one.version},
        )

    lines = table([(label, None) for label in labels], page.lines.to(list[LifeLine]), line, name=_("Cycle de vie"))
    more = rx.cond(page.more > 0, rx.el.button(page.more_label, type="button", class_name="button", on_click=on_more))
    shown = rx.cond(page.lines.length() > 0, rx.fragment(lines, more), rx.el.p(_("Aucune version de ce produit n’est publiée."), class_name="soft"))
    data = rx.el.a(_("Ces dates en OpenEoX, pour vos outils"), " ", icon("out"), href=page.open_url, target="_blank", rel="noopener noreferrer")
    note = rx.el.p(
        _("Les versions qui ne figurent pas ici ne sont plus prises en charge."), " ", rx.cond(page.open_url != "", data), class_name="small soft"
    )
    return rx.el.section(rx.el.h2(_("Cycle de vie")), shown, note, class_name="card sheet", aria_label=_("Cycle de vie"))


def _documents(page: rx.Var[ProductSupport]) -> rx.Component:
    nothing = rx.el.p(_("Aucun document n’est publié sur ce produit."), class_name="soft")
    return rx.el.section(
        rx.el.h2(_("Documentation technique")),
        rx.cond(page.documents.length() > 0, document_table(page.documents, _("Documentation technique")), nothing),
        link(_("Toute la documentation technique"), to=to(DOCUMENTATION), class_name="small"),
        class_name="card sheet",
        aria_label=_("Documentation technique"),
        data_testid="product-documents",
    )


def _news(page: rx.Var[ProductSupport]) -> rx.Component:
    def line(one: rx.Var[AlertLine]) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                link(one.title, to=to(ALERTS) + "/" + one.key, class_name="title"),
                rx.el.span(one.published, " · ", one.kind_label, class_name="small soft"),
            ),
            rx.cond(one.severity != "", badge(one.severity_label, one.severity)),
            data_testid="alert-line",
        )

    lines = rx.el.ul(rx.foreach(page.news.to(list[AlertLine]), line), class_name="alert-cards")
    shown = rx.cond(page.news.length() > 0, lines, rx.el.p(_("Rien n’a encore été publié sur ce produit."), class_name="soft"))
    return rx.el.section(
        rx.el.h2(_("Actualités et alertes")),
        shown,
        link(_("Toutes les notifications et alertes"), to=to(ALERTS), class_name="small"),
        class_name="card sheet",
        aria_label=_("Actualités et alertes"),
    )
