"""The chats with customers, for the vendor's engineers."""

from typing import Any

import reflex as rx

from monproduit.components.chat_box import ChatDeeds, ChatMind, chat_box
from monproduit.components.chat_desk import DeskDeeds, availability, desk_chat, desk_choose, desk_empty, desk_list
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import CHATS
from monproduit.state.chat_desk import ALL, ChatDeskState
from monproduit.state.chat_window import chat_line, chat_span
from monproduit.state.keyed import keyed
from monproduit.views.chat import DeskChat, DeskLine


def chat_desk() -> rx.Component:
    """Return the desk."""
    state, key = ChatDeskState, rx.Var.create(ALL)
    loaded = keyed(state, "loaded", key, bool)
    desk = rx.el.div(_lists(), rx.cond(state.chat, _chat(), desk_choose()), class_name=rx.cond(state.chat, "desk has-chat", "desk"))
    head = rx.el.div(
        rx.el.div(rx.el.h1(_("Conversations")), rx.el.p(_("Les clients qui écrivent au support, en direct."))),
        rx.cond(loaded, availability(state.is_available, state.choose_available)),
        class_name="head",
    )
    return frame(
        CHATS,
        rx.cond(state.missing, missing(_("Cette page n’existe pas.")), rx.fragment(head, rx.cond(loaded, desk, loading_products()))),
    )


def _lists() -> rx.Component:
    state = ChatDeskState
    chosen = rx.cond(state.chat, state.chat.to(DeskChat).chat, 0)

    def line(chat: Any) -> Any:
        return keyed(state, "chat", chat.to(str), DeskLine)

    lists = ((_("En attente"), state.waiting), (_("Les miennes"), state.mine), (_("Chez des collègues"), state.others))
    nobody = (state.waiting.length() + state.mine.length() + state.others.length()) == 0
    return rx.el.div(
        rx.cond(nobody, desk_empty()), *(desk_list(name, chats, chosen, line) for name, chats in lists), class_name="card sheet desk-lists"
    )


def _chat() -> rx.Component:
    state, key = ChatDeskState, rx.Var.create(ALL)
    chat = state.chat.to(DeskChat)
    unread = keyed(state, "chat", chat.chat.to(str), DeskLine).unread
    mind = ChatMind(state.owner, state.connection, state.refused, state.error, state.writer, state.writes, unread, chat.is_mine)
    deeds = ChatDeeds(state.send, state.write, state.seen, state.earlier)
    box = chat_box("chat-desk", chat_span(state, key), lambda number, place: chat_line(state, number, place), mind, deeds, writes=chat.is_mine)
    return desk_chat(chat, state.products, box, DeskDeeds(state.join, state.leave, state.end))
