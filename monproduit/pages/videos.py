"""Videos to learn from."""

import reflex as rx

from monproduit.components.product_table import loading_products
from monproduit.components.shelf_filters import shelf_filters
from monproduit.components.videos import video_shelf
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import VIDEOS
from monproduit.state.videos import VideosState


def videos() -> rx.Component:
    """Return the page of videos."""
    state = VideosState
    found = video_shelf(state.found, state.text, on_more=state.more, on_everywhere=state.only_mine(False))  # noqa: FBT003 (the payload of an event)
    words = _("Rien n’est demandé au site qui héberge une vidéo avant que vous ne la lanciez.")
    return frame(
        VIDEOS,
        rx.el.div(rx.el.div(rx.el.h1(_("Didacticiels vidéo")), rx.el.p(words)), class_name="head"),
        rx.cond(state.loaded, rx.fragment(shelf_filters(_("Chercher une vidéo"), state), found), loading_products()),
    )
