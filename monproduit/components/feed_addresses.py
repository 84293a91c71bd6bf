"""The addresses of one's feeds."""

from typing import Any

import reflex as rx

from monproduit.components.cell import Handler
from monproduit.components.small import secret_link
from monproduit.core.localisation import _
from monproduit.views.feeds import FeedLine, NewFeed


def feed_addresses(lines: Any, made: rx.Var[NewFeed | None], public: rx.Var[NewFeed | None], *, on_make: Any, on_revoke: Handler) -> rx.Component:
    """Return the addresses that were made, and the button for another."""
    known = made.to(NewFeed)
    once = rx.el.div(
        rx.el.p(
            known.label, " – ", _("Voici l’adresse, en deux formats. Elle n’est montrée qu’une fois, et quiconque l’a peut lire vos notifications.")
        ),
        secret_link(known.rss, "RSS 2.0"),
        secret_link(known.atom, "Atom"),
        class_name="made",
        role="status",
        data_testid="feed-made",
    )

    open_ = public.to(NewFeed)
    everybody = rx.el.div(
        rx.el.p(open_.label, " – ", _("Cette adresse est publique : elle montre ce qui est publié sur ce produit, sans rien de vous.")),
        secret_link(open_.rss, "RSS 2.0"),
        secret_link(open_.atom, "Atom"),
        class_name="made",
        data_testid="feed-public",
    )

    def line(one: rx.Var[FeedLine]) -> rx.Component:
        close = rx.el.button(_("Fermer l’adresse"), type="button", class_name="button", on_click=on_revoke(one.id))
        return rx.el.li(rx.el.span(rx.el.strong(one.label), rx.el.small(one.made, ", ", one.read, class_name="soft")), close, data_testid="feed-line")

    words = _("Toutes les notifications dans votre lecteur de flux, du produit choisi ci-dessus ou de tous vos produits.")
    return rx.el.section(
        rx.el.h2(_("Flux RSS et Atom")),
        rx.el.p(words, class_name="soft"),
        rx.cond(made, rx.fragment(once, _alternates(known))),
        rx.cond(public, rx.fragment(everybody, _alternates(open_))),
        rx.cond(lines.length() > 0, rx.el.ul(rx.foreach(lines, line), class_name="matters")),
        rx.el.button(_("Créer une adresse de flux"), type="button", class_name="button", on_click=on_make, data_testid="make-feed"),
        class_name="card sheet",
        aria_label=_("Flux RSS et Atom"),
        id="feeds",
    )


def _alternates(feed: rx.Var[NewFeed]) -> rx.Component:
    """Return what lets a reader find the feeds from the page: React moves it to the head."""
    kinds = {"application/rss+xml": feed.rss, "application/atom+xml": feed.atom}
    return rx.fragment(*(rx.el.link(rel="alternate", type=kind, href=address, custom_attrs={"title": feed.label}) for kind, address in kinds.items()))
