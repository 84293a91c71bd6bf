"""The engineers' desk: the lists of chats, and the chat that is open with its customer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.small import badge
from monproduit.core.localisation import _
from monproduit.routes import CHATS, to
from monproduit.views.chat import DeskChat, DeskLine, DeskProduct

Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class DeskDeeds:
    """What an engineer can do with the chat that is open."""

    join: Handler
    leave: Handler
    end: Handler


def availability(is_available: Any, on_choose: Handler) -> rx.Component:
    """Return the switch by which an engineer says that they answer."""
    box = rx.el.input(type="checkbox", default_checked=is_available, on_change=on_choose, data_testid="chat-available")
    return rx.el.label(box, rx.el.span(_("Je suis disponible")), class_name="tick")


def desk_list(name: str, chats: rx.Var[list[int]], chosen: Any, line: Reader) -> rx.Component:
    """Return the chats of one kind; nothing when there are none."""
    title = rx.el.h2(name, " ", rx.el.span(chats.length(), class_name="count"))
    items = rx.el.ul(rx.foreach(chats, lambda chat: _item(chat, chosen, line)), class_name="desk-lines")
    return rx.cond(chats.length() > 0, rx.el.section(title, items, aria_label=name, class_name="desk-list"))


def desk_empty() -> rx.Component:
    """Return that nobody waits."""
    return rx.el.p(_("Personne n’attend. Les nouvelles conversations arrivent ici d’elles-mêmes."), class_name="soft", data_testid="desk-empty")


def desk_choose() -> rx.Component:
    """Return what stands in place of a chat as long as none is chosen."""
    return rx.el.div(rx.el.p(_("Choisissez une conversation.")), class_name="card sheet empty desk-none")


def desk_chat(chat: rx.Var[DeskChat], products: rx.Var[list[DeskProduct]], box: rx.Component, deeds: DeskDeeds, *more: Any) -> rx.Component:
    """Return a chat with its customer; `more` are further things to do with it."""

    def deed(name: str, handler: Handler, hook: str, class_name: str = "button") -> rx.Component:
        return rx.el.button(name, type="button", class_name=class_name, on_click=handler, data_testid=hook)

    mine = rx.fragment(*more, deed(_("Quitter"), deeds.leave, "chat-leave"), deed(_("Terminer"), deeds.end, "chat-end", "button button-bad"))
    join = deed(_("Rejoindre"), deeds.join, "chat-join", "button button-main")
    return rx.el.section(
        link(_("Toutes les conversations"), to=to(CHATS), class_name="desk-back small"),
        rx.el.div(
            rx.el.div(
                rx.el.h2(chat.customer, data_testid="desk-customer"),
                rx.el.p(rx.el.a(chat.email, href="mailto:" + chat.email), " · ", chat.words, class_name="small soft"),
            ),
            rx.el.div(rx.cond(chat.is_mine, mine, rx.cond(chat.is_open, join)), class_name="pair"),
            class_name="head",
        ),
        rx.cond(products.length() > 0, _products(products)),
        box,
        class_name="card sheet desk-chat",
        aria_label=chat.customer,
        data_testid="desk-chat",
    )


def _item(chat: rx.Var[int], chosen: Any, line: Reader) -> rx.Component:
    def drawn(one: rx.Var[DeskLine]) -> rx.Component:
        return link(
            rx.el.span(one.initials, class_name="face", aria_hidden="true"),
            rx.el.span(
                rx.el.span(rx.el.strong(one.customer), " ", rx.el.span(one.moment, class_name="small soft"), class_name="desk-who"),
                rx.el.span(one.preview, class_name="desk-preview"),
                rx.cond(one.engineers != "", rx.el.span(one.engineers, class_name="small soft")),
            ),
            rx.cond(
                one.unread > 0,
                rx.el.span(
                    rx.el.span(one.unread, aria_hidden="true"),
                    rx.el.span(one.unread_label, class_name="sr-only"),
                    class_name="chat-mark",
                    data_testid="desk-mark",
                ),
            ),
            to=to(CHATS) + "?chat=" + one.chat.to(str),
            class_name="desk-line",
            custom_attrs={"aria-current": rx.cond(chosen == one.chat, "true", "false"), "data-chat": one.chat.to(str)},
            data_testid="desk-line",
        )

    shown = line(chat)
    return rx.cond(shown, rx.el.li(drawn(shown), key=chat.to(str)))


def _products(products: rx.Var[list[DeskProduct]]) -> rx.Component:
    def row(one: rx.Var[DeskProduct]) -> rx.Component:
        return rx.el.li(rx.el.strong(one.name), badge(one.label, one.status), rx.el.span(one.plan, class_name="small soft"))

    summary = rx.el.summary(_("Ses produits et leur support"), " ", rx.el.span(products.length(), class_name="count"))
    return rx.el.details(summary, rx.el.ul(rx.foreach(products, row), class_name="desk-products"), class_name="fold", data_testid="desk-products")
