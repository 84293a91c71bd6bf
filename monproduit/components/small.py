"""The smallest parts: icons, badges, a number to copy."""

from typing import Any

import reflex as rx
from reflex.vars import StringVar, var_operation, var_operation_return

from monproduit.core.localisation import _


def icon(name: str) -> rx.Component:
    """Return a decorative icon."""
    return rx.el.span(class_name=f"icon icon-{name}", aria_hidden="true")


def badge(label: Any, status: Any) -> rx.Component:
    """Return words in a pill whose colour and icon say the same as the words."""
    return rx.el.span(rx.el.span(class_name="icon", aria_hidden="true"), label, class_name=["badge", "is-" + rx.Var.create(status).to(str)])


def breakable(text: Any) -> rx.Component:
    """Return the name of an event or an address, which breaks between its parts rather than in the middle of a word."""
    return rx.foreach(_parts(text), lambda part: rx.fragment(part, rx.el.wbr()))


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


def menu(name: Any, *items: Any) -> rx.Component:
    """Return a menu behind three dots; it closes by itself when one goes elsewhere."""
    summary = rx.el.summary(icon("more"), rx.el.span(name, class_name="sr-only"), class_name="square")
    return rx.el.details(summary, rx.el.div(*items, class_name="menu-items"), class_name="menu-box")


def closing(dialog: str) -> dict[str, str]:
    """Return what lets a button close a dialog."""
    return {"command": "close", "commandfor": dialog}


def opening(dialog: str) -> dict[str, str]:
    """Return what lets a button open a dialog, before the page has come alive too."""
    return {"command": "show-modal", "commandfor": dialog}


def field(label: str, control: rx.Component, *, hint: str = "") -> rx.Component:
    """Return a control of a form under its label."""
    return rx.el.label(rx.el.span(label), control, rx.el.small(hint, class_name="soft") if hint else rx.fragment(), class_name="field")


def problem(text: Any) -> rx.Component:
    """Return the place where a form says why it was refused."""
    return rx.el.p(text, role="alert", class_name="error")


def facts(*pairs: tuple[str, Any]) -> rx.Component:
    """Return names and values."""
    return rx.el.dl(*(rx.el.div(rx.el.dt(name), rx.el.dd(value)) for name, value in pairs), class_name="facts")


def secret_link(link: Any, label: str) -> rx.Component:
    """Return an address that is shown once, to be copied."""
    control = rx.el.input(value=link, read_only=True, class_name="input", aria_label=label, data_testid="secret-link")
    return rx.el.div(control, copyable(link), class_name="once")


def download(name: Any, address: Any, *, test_id: str = "", is_button: bool = False) -> rx.Component:
    """Return a link to a file, which the browser fetches itself: no page of the portal stands behind it."""
    hook = {"data_testid": test_id} if test_id else {}
    return rx.el.a(name, href=address, download=True, class_name="button" if is_button else "", custom_attrs={"reloadDocument": True}, **hook)


@var_operation
def _parts(text: StringVar[Any]) -> Any:
    return var_operation_return(js_expression=f"{text}.match(/[/._@]*[^/._@]*/g)", var_type=list[str])
