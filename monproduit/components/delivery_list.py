"""The page of deliveries: where messages stand, and what failed."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, table, value, written
from monproduit.components.small import badge, breakable
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import DELIVERIES, to
from monproduit.views.deliveries import Deliveries, DeliveryCount, DeliveryLine


def delivery_filters(found: rx.Var[Deliveries], shown: Any, words: Any, *, on_search: Any) -> rx.Component:
    """Return where messages stand, with their counts, and the search for a recipient."""

    def one(count: rx.Var[DeliveryCount]) -> rx.Component:
        return link(
            count.label,
            rx.el.span(count.count, class_name="count"),
            to=to(DELIVERIES) + rx.cond(count.key != "", "?show=" + count.key, ""),
            class_name="filter",
            custom_attrs={"aria-current": rx.cond(shown == count.key, "page", "false"), "data-count": count.key},
        )

    search = words_field(words, on_search, name=_("Chercher un destinataire"))
    ways = rx.el.nav(rx.foreach(found.counts.to(list[DeliveryCount]), one), aria_label=_("Filtres"), class_name="filters")
    return rx.el.div(ways, rx.el.div(search, class_name="search-bar"))


def delivery_list(found: rx.Var[Deliveries], *, on_retry: Handler, on_more: Any) -> rx.Component:
    """Return the messages, the latest first, without what they say."""
    kind, recipient, state, when, attempts = _("Envoi"), _("Destinataire"), _("État"), _("Le"), _("Tentatives")

    def line(one: rx.Var[DeliveryLine]) -> rx.Component:
        again = rx.el.button(
            _("Réessayer"),
            rx.el.span(" – ", one.kind, ", ", one.recipient, class_name="sr-only"),
            type="button",
            class_name="button",
            on_click=on_retry(one.id),
        )
        return rx.el.tr(
            value(kind, breakable(one.kind)),
            written(recipient, breakable(one.recipient)),
            value(state, badge(one.status_label, one.badge), _why(one)),
            value(when, one.when),
            value(attempts, one.attempts),
            rx.el.td(rx.cond(one.is_undone, again), role="cell", class_name="last"),
            role="row",
            data_testid="delivery-line",
            custom_attrs={"data-status": one.status},
        )

    heads = [(label, None) for label in (kind, recipient, state, when, attempts, "")]
    lines = table(heads, found.lines.to(list[DeliveryLine]), line, name=_("Envois"))
    return rx.el.section(
        rx.el.p(found.label, role="status"),
        rx.cond(found.lines.length() > 0, lines, rx.el.p(_("Rien de tel pour l’instant."), class_name="soft")),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)),
        class_name="card sheet deliveries",
        aria_label=_("Envois"),
        data_testid="deliveries",
    )


def _why(one: rx.Var[DeliveryLine]) -> rx.Component:
    """Return why it stands there: in plain words, then in those of the other server."""
    return rx.fragment(
        rx.cond(one.reason != "", rx.el.small(one.reason, class_name="reason")),
        rx.cond(one.error != "", rx.el.small(one.error, class_name="reason soft")),
    )
