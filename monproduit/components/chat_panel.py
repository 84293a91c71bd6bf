"""The launcher on every page, and the panel that it opens."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.routes import CHATS, CONTACT, to
from monproduit.views.chat import ChatPanel

PANEL = "chat-panel"


@dataclass(frozen=True, slots=True)
class PanelDeeds:
    """What one can do with the panel."""

    open: Handler
    close: Handler
    end: Handler


def chat_launcher(panel: rx.Var[ChatPanel], unread: Any, unread_label: Any, box: rx.Component, deeds: PanelDeeds, *more: Any) -> rx.Component:
    """Return the launcher and the panel of a customer; `more` stands between the head and the chat."""
    opening = {"data-chat-open": PANEL, "aria-controls": PANEL, "aria-expanded": "false"}
    name = rx.el.span(_("Tchatter maintenant avec le support"), class_name="chat-name")
    button = rx.el.button(
        icon("chat"),
        name,
        _mark(unread, unread_label),
        type="button",
        class_name="chat-launcher",
        on_click=deeds.open,
        data_testid="chat-launcher",
        custom_attrs=opening,
    )
    window = rx.el.dialog(
        _head(panel, deeds),
        *more,
        box,
        id=PANEL,
        class_name="chat-panel",
        aria_labelledby=f"{PANEL}-title",
        data_testid="chat-panel",
    )
    return rx.el.aside(button, _spoken(unread_label), window, class_name="chat", aria_label=_("Tchat avec le support"))


def desk_launcher(unread: Any, unread_label: Any) -> rx.Component:
    """Return what leads an engineer to the chats."""
    way = link(
        icon("chat"), rx.el.span(_("Conversations"), class_name="chat-name"), _mark(unread, unread_label), to=to(CHATS), class_name="chat-launcher"
    )
    return rx.el.aside(way, _spoken(unread_label), class_name="chat", aria_label=_("Tchats des clients"), data_testid="desk-launcher")


def _mark(unread: Any, label: Any) -> rx.Component:
    number = rx.el.span(unread, aria_hidden="true")
    return rx.cond(unread > 0, rx.el.span(number, rx.el.span(label, class_name="sr-only"), class_name="chat-mark", data_testid="chat-mark"))


def _spoken(label: Any) -> rx.Component:
    return rx.el.span(label, role="status", class_name="sr-only")


def _head(panel: rx.Var[ChatPanel], deeds: PanelDeeds) -> rx.Component:
    who = rx.cond(panel.engineers != "", panel.engineers, _("Support"))
    dot = rx.el.span(class_name=rx.cond(panel.is_there | (panel.state == "joined"), "chat-dot is-there", "chat-dot"), aria_hidden="true")
    close = {"type": "button", "class_name": "square", "aria_label": _("Fermer"), "custom_attrs": {"data-chat-close": PANEL}}
    is_open = (panel.state == "waiting") | (panel.state == "joined")
    end = rx.el.button(_("Terminer"), type="button", class_name="plain", on_click=deeds.end, data_testid="chat-end")
    nobody = rx.el.p(
        rx.el.a(icon("phone"), _("Téléphone et e-mail"), href=to(CONTACT)),
        class_name="chat-else",
        data_testid="chat-nobody",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.h2(who, id=f"{PANEL}-title", data_testid="chat-who"),
            rx.cond(is_open, end),
            rx.el.button(icon("close"), on_click=deeds.close, **close),
            class_name="chat-head",
        ),
        rx.el.p(dot, rx.el.span(panel.words), class_name="chat-words small", role="status", data_testid="chat-presence"),
        rx.cond(~panel.is_there & (panel.state != "joined"), nobody),
    )
