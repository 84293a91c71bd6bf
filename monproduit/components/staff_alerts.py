"""The list of all alerts, for those who publish them."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import badge, icon
from monproduit.components.words_field import words_field
from monproduit.core.localisation import _
from monproduit.routes import NEW_ALERT, STAFF_ALERTS, to
from monproduit.views.alerts import Choice
from monproduit.views.staff_alerts import StaffAlertLine, StaffAlerts


def staff_alerts_head() -> rx.Component:
    """Return the title, and the way to a new alert."""
    words = _("Ce que vous publiez sur les produits : visible aussitôt, ou à l’heure dite.")
    new = link(icon("plus"), _("Nouvelle alerte"), to=to(NEW_ALERT), class_name="button button-main", data_testid="new-alert")
    return rx.el.div(rx.el.div(rx.el.h1(_("Publier des alertes")), rx.el.p(words)), new, class_name="head")


def staff_alert_filters(statuses: list[Choice], status: Any, words: Any, on_search: Handler) -> rx.Component:
    """Return the statuses as links, and the search."""

    def one(choice: Choice) -> rx.Component:
        current = {"aria-current": rx.cond(status == choice.key, "page", "false")}
        address = to(STAFF_ALERTS) + (f"?show={choice.key}" if choice.key else "")
        return link(choice.label, to=address, class_name="filter", custom_attrs=current)

    return rx.el.div(
        rx.el.nav(*(one(choice) for choice in statuses), aria_label=_("Filtres"), class_name="filters"),
        rx.el.div(words_field(words, on_search.debounce(200), name=_("Chercher")), class_name="search-bar"),
    )


def staff_alert_list(found: rx.Var[StaffAlerts], *, on_more: Any, on_withdraw: Handler, on_restore: Handler) -> rx.Component:
    """Return the alerts with what can be done with each, or that there are none."""

    def line(one: rx.Var[StaffAlertLine]) -> rx.Component:
        withdraw = rx.el.button(
            _("Retirer du portail"),
            type="button",
            class_name="button",
            on_click=on_withdraw(one.key),
            aria_label=_("Retirer du portail") + " : " + one.title,
        )
        restore = rx.el.button(
            _("Publier à nouveau"),
            type="button",
            class_name="button",
            on_click=on_restore(one.key),
            aria_label=_("Publier à nouveau") + " : " + one.title,
        )
        return rx.el.li(
            rx.el.div(
                link(one.title, to=to(STAFF_ALERTS) + "/" + one.key, class_name="title"),
                rx.el.span(one.moment, " · ", one.kind_label, " · ", one.products, class_name="small soft"),
            ),
            rx.el.span(
                badge(one.status_label, "alert-" + one.status.to(str)),
                rx.cond(one.severity != "", badge(one.severity_label, one.severity)),
                rx.cond(one.is_important & (one.severity == ""), badge(_("Important"), "important")),
                class_name="alert-badges",
            ),
            rx.cond(one.status == "withdrawn", restore, withdraw),
            data_testid="staff-alert-line",
            custom_attrs={"data-alert": one.key},
            key=one.key,
        )

    return rx.el.section(
        rx.el.p(found.label, role="status", class_name="soft"),
        rx.el.ul(rx.foreach(found.lines.to(list[StaffAlertLine]), line), class_name="alert-cards"),
        rx.cond(found.more > 0, rx.el.button(found.more_label, type="button", class_name="button", on_click=on_more)),
        class_name="card sheet",
        aria_label=_("Actualités et alertes"),
    )
