"""All alerts about the person's products, and one of them."""

import reflex as rx

from monproduit.components.alert_list import AlertChoices, alert_article, alert_cards, alert_filters
from monproduit.components.feed_addresses import feed_addresses
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import ALERT, ALERTS
from monproduit.state.alerts import AlertsState, AlertState, kinds
from monproduit.views.alerts import AlertPage


def alerts() -> rx.Component:
    """Return the page of all."""
    state = AlertsState
    cards = alert_cards(state.found, on_more=state.more, on_seen=state.mark_all_seen)
    addresses = feed_addresses(state.feeds, state.made, state.public, on_make=state.make_feed, on_revoke=state.revoke_feed)
    words = _("Ce qui est publié sur vos produits, le plus récent d’abord.")
    return frame(
        ALERTS,
        rx.el.div(rx.el.div(rx.el.h1(_("Notifications et alertes")), rx.el.p(words)), class_name="head"),
        alert_filters(
            AlertChoices(state.products, kinds(), state.product, state.kind, state.words, state.is_important),
            on_search=state.search,
            on_choose=state.choose,
            on_important=state.only_important,
        ),
        rx.cond(state.loaded, rx.el.div(cards, addresses, class_name="sheets"), loading_products()),
    )


def alert() -> rx.Component:
    """Return the page of the alert in the address."""
    state, page = AlertState, AlertState.page.to(AlertPage)
    nothing = rx.cond(state.missing, missing(_("Cette alerte n’existe pas, ou ne concerne aucun de vos produits.")), loading_products())
    return frame(ALERT, rx.cond(state.page, alert_article(page), nothing), name=rx.cond(state.page, page.title, ""))
