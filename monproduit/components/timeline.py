"""The picture of life cycles: a bar for each version, today, and where the person is."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.views.product_support import Bar, BarRow, Tick, Timeline


def timeline(picture: rx.Var[Timeline]) -> rx.Component:
    """Return the picture, and what its colours mean; to those who do not see it, it is one image with its description."""
    ticks = rx.foreach(picture.ticks.to(list[Tick]), lambda tick: rx.el.span(tick.label, class_name="tick-year", style={"left": tick.left}))
    now = rx.el.span(rx.el.span(picture.today_label, class_name="today-label"), class_name="today", style={"left": picture.today})
    rows = rx.foreach(picture.rows.to(list[BarRow]), lambda row: _row(row, picture))
    drawing = rx.el.div(
        rx.el.div(rx.el.div(ticks, now, class_name="axis"), class_name="timeline-head"),
        rows,
        role="img",
        aria_label=picture.description,
        class_name="timeline",
    )
    keys = (("full", _("Support complet")), ("limited", _("Support limité")), ("ended", _("Support arrêté")), ("here", _("Vous êtes ici")))
    legend = (rx.el.li(rx.el.span(class_name=f"sample sample-{key}", aria_hidden="true"), words) for key, words in keys)
    return rx.el.figure(drawing, rx.el.figcaption(rx.el.ul(*legend, class_name="legend")), class_name="card sheet", data_testid="timeline")


def _row(row: rx.Var[BarRow], picture: rx.Var[Timeline]) -> rx.Component:
    name = rx.el.div(rx.el.strong(row.name), rx.cond(row.older != "", rx.el.small(row.older, class_name="soft")), class_name="timeline-name")
    lanes = rx.foreach(row.bars.to(list[Bar]), lambda bar: _lane(bar, picture))
    return rx.el.div(name, rx.el.div(lanes), class_name="timeline-row")


def _lane(bar: rx.Var[Bar], picture: rx.Var[Timeline]) -> rx.Component:
    """Return one version: its name, its bar, today, and the pin at today's place where it is the person's."""
    span = rx.el.span(
        rx.el.span(class_name="part-full", style={"width": bar.full}),
        rx.el.span(class_name=rx.cond(bar.is_open, "part-limited part-open", "part-limited"), style={"width": bar.limited}),
        class_name=["bar", "bar-" + bar.status],
        style={"left": bar.left},
    )
    now = rx.el.span(class_name="today", style={"left": picture.today})
    pin = rx.el.span(rx.el.span(_("Vous êtes ici"), class_name="pin-label"), class_name="pin", style={"left": picture.today})
    return rx.el.div(
        rx.el.span(bar.version, class_name="bar-name"),
        rx.el.div(span, now, rx.cond(bar.is_mine, pin), class_name="track"),
        class_name=rx.cond(bar.is_mine, "lane lane-mine", "lane"),
    )
