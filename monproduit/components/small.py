"""The smallest parts: icons, badges, a number to copy."""

from typing import Any

import reflex as rx

from monproduit.core.localisation import _


def icon(name: str) -> rx.Component:
    """Return a decorative icon."""
    return rx.el.span(class_name=f"icon icon-{name}", aria_hidden="true")


def badge(label: Any, status: Any) -> rx.Component:
    """Return words in a pill whose colour and icon say the same as the words."""
    return rx.el.span(rx.el.span(class_name="icon", aria_hidden="true"), label, class_name=["badge", "is-" + rx.Var.create(status).to(str)])


def copyable(text: Any) -> rx.Component:
    """Return a button that copies a text, and says so."""
    return rx.el.button(
        icon("copy"),
        type="button",
        class_name="copy",
        aria_label=_("Copier") + " " + rx.Var.create(text).to(str),
        custom_attrs={"data-copy": text, "data-done": _("Copié")},
    )


def initials(text: Any, hue: Any) -> rx.Component:
    """Return the coloured square that stands for a product."""
    return rx.el.span(text, class_name=["initials", "hue-" + rx.Var.create(hue).to(str)], aria_hidden="true")
