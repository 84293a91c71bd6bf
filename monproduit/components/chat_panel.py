"""The launcher on every page, and the panel that it opens."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.routes import CHATS, CONTACT, NEW_REQUEST, SERVICE_REQUESTS, to
from monproduit.views.chat import ChatPanel

PANEL = "chat-panel"


@dataclass(frozen=True, slots=True)
class PanelDeeds:
    """What one can do with the panel."""

    open: Handler
    close: Handler
    end: Handler


def chat_launcher(unread: Any, unread_label: Any, panel: rx.Component, deeds: PanelDeeds) -> rx.Component:
    """Return the launcher of a customer with its panel."""
    opening = {"data-chat-open": PANEL, "aria-controls": PANEL, "aria-expanded": "false"}
    button = rx.el.button(
        icon("chat"),
        rx.el.span(_("Tchatter maintenant avec le support"), class_name="chat-name"),
        _mark(unread, unread_label),
        type="button",
        class_name="chat-launcher",
        on_click=deeds.open,
        data_testid="chat-launcher",
        custom_attrs=opening,
    )
    return rx.el.aside(button, _spoken(unread_label), panel, class_name="chat", aria_label=_("Tchat avec le support"))


def chat_panel(name: str, panel: rx.Var[ChatPanel], about: Any, box: rx.Component, deeds: PanelDeeds, **attributes: Any) -> rx.Component:
    """Return the panel; `about` is the number of the service request on the page."""
    parts = (_head(name, panel, deeds), _request(panel, about), box)
    return rx.el.dialog(*parts, id=name, class_name="chat-panel", aria_labelledby=f"{name}-title", data_testid="chat-panel", **attributes)


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


def _head(name: str, panel: rx.Var[ChatPanel], deeds: PanelDeeds) -> rx.Component:
    who = rx.cond(panel.engineers != "", panel.engineers, _("Support"))
    dot = rx.el.span(class_name=rx.cond(panel.is_there | (panel.state == "joined"), "chat-dot is-there", "chat-dot"), aria_hidden="true")
    close = {"type": "button", "class_name": "square", "aria_label": _("Fermer"), "custom_attrs": {"data-chat-close": name}}
    is_open = (panel.state == "waiting") | (panel.state == "joined")
    end = rx.el.button(_("Terminer"), type="button", class_name="plain", on_click=deeds.end, data_testid="chat-end")
    nobody = rx.el.p(
        rx.el.a(icon("phone"), _("Téléphone et e-mail"), href=to(CONTACT)),
        rx.el.a(icon("ticket"), _("Créer une demande"), href=to(NEW_REQUEST)),
        class_name="chat-else",
        data_testid="chat-nobody",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.h2(who, id=f"{name}-title", data_testid="chat-who"),
            rx.cond(is_open, end),
            rx.el.button(icon("close"), on_click=deeds.close, **close),
            class_name="chat-head",
        ),
        rx.el.p(dot, rx.el.span(panel.words), class_name="chat-words small", role="status", data_testid="chat-presence"),
        rx.cond(~panel.is_there & (panel.state != "joined"), nobody),
    )


def _request(panel: rx.Var[ChatPanel], about: Any) -> rx.Component:
    """Return which service request keeps what is said, or will keep what is said next."""
    is_new = (panel.state == "none") | (panel.state == "ended")
    way = rx.el.a(panel.request, href=to(SERVICE_REQUESTS) + "/" + panel.request)
    kept = rx.el.span(_("Ce qui est dit ici rejoint la demande"), " ", way)
    will = rx.el.span(_("Votre message rejoindra la demande"), " ", rx.el.strong(about))
    line = rx.cond(is_new & (about != ""), will, rx.cond(~is_new & (panel.request != ""), kept, ""))
    return rx.el.p(line, class_name="chat-request small", data_testid="chat-request")
