"""The real pages, played by a scenario, and the control that sets its clock and lets things happen."""

from functools import wraps

import reflex as rx

from monproduit.core.localisation import _
from monproduit.gallery.scenarios.changes import Happening
from monproduit.gallery.scenarios.state import ScenarioState
from monproduit.gallery.scenarios.views import Told
from monproduit.pages.frame import frame
from monproduit.pages.localised import Page
from monproduit.routes import SCENARIOS, to

_BAR = {
    "position": "sticky",
    "bottom": 0,
    "z_index": 6,
    "display": "flex",
    "flex_wrap": "wrap",
    "gap": "0.375rem 1rem",
    "padding": "0.5rem 1rem",
    "overflow_x": "auto",
    "background": "var(--raised)",
    "border_top": "1px solid var(--edge)",
    "& > div": {"display": "flex", "flex": "none", "align_items": "center", "gap": "0.375rem", "white_space": "nowrap"},
    "& > div > *": {"flex": "none"},
    "@media (width <= 52rem)": {"flex_wrap": "nowrap"},
    "& .input": {"width": "auto", "max_width": "13rem", "min_height": "2.25rem"},
    "& .filter": {"padding": "0 0.625rem", "font_size": "0.8125rem"},
}
_ABOVE = {"& .chat-launcher, & .notice, & .banner": {"bottom": "4.5rem", "@media (52rem < width < 104rem)": {"bottom": "7.125rem"}}}
"""The control lies at the foot of the page, in one row or in two, and what else lies there makes room."""


def played(draw: Page) -> Page:
    """Return a page of the portal as a scenario plays it, or what is wrong with the scenario's file, above the control."""

    @wraps(draw)
    def page() -> rx.Component:
        return rx.el.div(rx.cond(ScenarioState.played.problems.length() > 0, _broken(), draw()), _control(), style=_ABOVE)

    return page


def nothing() -> rx.Component:
    """Return the page from where one is sent elsewhere."""
    return rx.el.div(role="status")


def _broken() -> rx.Component:
    """Return what is wrong, by line and field."""
    head = rx.el.tr(rx.el.th(_("Ligne")), rx.el.th(_("Champ")), rx.el.th(_("Problème")))
    table = rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(ScenarioState.played.problems, _problem)), class_name="lines")
    return frame(
        SCENARIOS,
        rx.el.div(rx.el.h1(_("Ce scénario ne peut pas être joué")), class_name="head"),
        rx.el.div(table, class_name="card", data_testid="scenario-problems"),
    )


def _problem(told: rx.Var[Told]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(rx.el.code(told.place), custom_attrs={"data-label": _("Ligne")}),
        rx.el.td(rx.el.code(told.field), custom_attrs={"data-label": _("Champ")}),
        rx.el.td(told.message, custom_attrs={"data-label": _("Problème")}),
    )


def _control() -> rx.Component:
    """Return the bar of the product team: which scenario, which day, and what happens now."""
    now = ScenarioState.played
    scenario = rx.el.select(
        rx.foreach(now.links, lambda link: rx.el.option(link.title, value=link.name)),
        value=now.name,
        on_change=lambda name: rx.redirect(f"{to(SCENARIOS)}/" + name),
        class_name="input",
        aria_label=_("Scénario"),
    )
    day = rx.el.span(_("Horloge"), " ", rx.el.strong(now.day), class_name="small", data_testid="scenario-day")
    again = rx.el.button(_("Recommencer"), type="button", class_name="plain", on_click=ScenarioState.restart)
    return rx.el.div(
        rx.el.div(scenario, day, *(_day(days, name) for days, name in _days())),
        rx.el.div(rx.el.span(_("Il se passe"), class_name="small"), *(_happening(what, name) for what, name in _happenings()), again),
        style=_BAR,
        role="region",
        aria_label=_("Scénario"),
        data_testid="scenario-control",
    )


def _days() -> tuple[tuple[int, str], ...]:
    return (0, _("aujourd’hui")), (1, _("demain")), (30, _("dans 30 jours")), (365, _("dans un an"))


def _day(days: int, name: str) -> rx.Component:
    pressed = {"aria-pressed": rx.cond(ScenarioState.played.days == days, "true", "false")}
    return rx.el.button(name, type="button", class_name="filter", on_click=ScenarioState.go_to(days), custom_attrs=pressed)


def _happenings() -> tuple[tuple[Happening, str], ...]:
    return (
        (Happening.ALERT, _("une alerte")),
        (Happening.REQUEST, _("une demande répondue")),
        (Happening.RENEWAL, _("un renouvellement")),
        (Happening.DOWNLOAD, _("un téléchargement")),
    )


def _happening(what: Happening, name: str) -> rx.Component:
    return rx.el.button(name, type="button", class_name="filter", on_click=ScenarioState.happen(what.value), data_testid=f"happen-{what}")
