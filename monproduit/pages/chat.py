"""The launcher of the chat, bound to its state."""

import reflex as rx

from monproduit.components.chat_box import ChatDeeds, ChatMind, chat_box
from monproduit.components.chat_panel import PanelDeeds, chat_launcher, desk_launcher
from monproduit.state.chat import MINE, ChatState
from monproduit.state.chat_window import chat_line, chat_span
from monproduit.state.session import SessionState


def chat() -> rx.Component:
    """Return the launcher with its panel; for an engineer, the way to the desk."""
    state = ChatState
    mind = ChatMind(
        state.owner, state.connection, state.refused, state.error, state.writer, state.writes, state.unread, state.panel.state == "joined"
    )
    deeds = ChatDeeds(state.send, state.write, state.seen, state.earlier, state.open)
    box = chat_box("chat-mine", chat_span(state, rx.Var.create(MINE)), lambda number, place: chat_line(state, number, place), mind, deeds)
    panel = chat_launcher(state.panel, state.unread, state.unread_label, box, PanelDeeds(state.open, state.close, state.end))
    return rx.cond(SessionState.is_staff, desk_launcher(state.unread, state.unread_label), panel)
