"""Videos: a poster drawn here, and nothing asked of anybody before play is pressed."""

from typing import Any

import reflex as rx

from monproduit.components.documentation import outside
from monproduit.components.shelf_filters import nothing_there
from monproduit.core.localisation import _
from monproduit.views.shelves import VideoCard, VideoShelf


def video_shelf(found: rx.Var[VideoShelf], text: Any, *, on_more: Any, on_everywhere: Any) -> rx.Component:
    """Return a card for each video, or that there is none."""
    cards = rx.el.ul(rx.foreach(found.cards.to(list[VideoCard]), video_card), class_name="video-cards")
    nothing = rx.el.div(nothing_there(text != "", found.elsewhere, on_everywhere), class_name="card")
    return rx.el.div(
        rx.el.p(found.label, role="status", class_name="soft"),
        rx.cond(found.cards.length() > 0, cards, nothing),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)),
        class_name="sheets",
    )


def video_card(card: rx.Var[VideoCard]) -> rx.Component:
    """Return one video: `shelves.js` puts the player in the place of its poster."""
    poster = rx.el.button(
        rx.el.span(class_name="play-sign", aria_hidden="true"),
        rx.el.span(_("Lire la vidéo"), " ", card.title, class_name="sr-only"),
        rx.cond(card.duration != "", rx.el.span(card.duration, class_name="length")),
        type="button",
        class_name="poster",
        custom_attrs={"data-play": card.address, "data-player": card.player, "data-title": card.title},
        data_testid="play",
    )
    elsewhere = rx.el.div(
        outside(_("Regarder sur le site du fournisseur"), card.address), rx.cond(card.duration != "", rx.el.span(card.duration, class_name="length"))
    )
    stage = rx.el.div(rx.cond(card.player == "elsewhere", elsewhere, poster), class_name=["stage", "hue-" + card.hue.to(str)])
    return rx.el.li(
        stage,
        rx.el.h2(card.title),
        rx.cond(card.description != "", rx.el.p(card.description)),
        rx.el.p(card.about, class_name="small soft"),
        class_name="card",
        key=card.key,
        data_testid="video-card",
        custom_attrs={"data-video": card.key},
    )
