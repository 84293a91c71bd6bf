"""The states of the chat: launcher, panel, and the engineers' desk."""

from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.chat_box import ChatDeeds, ChatMind, chat_box
from monproduit.components.chat_desk import DeskDeeds, availability, desk_chat, desk_choose, desk_empty, desk_list
from monproduit.components.chat_filing import FilingDeeds, filing_buttons, filing_dialogs
from monproduit.components.chat_panel import PanelDeeds, chat_launcher, chat_panel, desk_launcher
from monproduit.components.dialog import Outcome
from monproduit.core.localisation import _
from monproduit.gallery.chat_states import CHAT, DESK_LINES, ENDED, FILING, JOINED, LINES, NOBODY, PRODUCTS, WAITING
from monproduit.views.chat import ChatFiling, ChatLineView, ChatPanel, ChatSpan, DeskChat, DeskLine, DeskProduct


def examples() -> list[rx.Component]:
    """Return every part in its states."""
    return [rx.el.h2(_("Tchat avec le support")), _launchers(), _panels(), *_desk()]


def _nothing(*_what: Any) -> Any:
    return rx.noop()


def _box(name: str, last: int, *, error: str = "", writer: str = "", earlier: str = "", writes: bool = True) -> rx.Component:
    """Return a chat with as many lines as that; with a negative number, one that is still being read."""
    mind = ChatMind("", "", rx.Var.create([]).to(list[str]), rx.Var.create(error), writer, int(bool(writer)), 0, is_read=False)
    deeds = ChatDeeds(_nothing, _nothing, _nothing, _nothing)
    span = rx.Var.create(ChatSpan(1, 1, last, earlier)) if last >= 0 else rx.Var("undefined", _var_type=ChatSpan).guess_type()
    return chat_box(name, span.to(ChatSpan), _line, mind, deeds, writes=writes)


def _line(_chat: Any, place: Any) -> Any:
    lines = {str(one.place): one for one in LINES}
    return rx.Var.create(lines).to(dict[str, ChatLineView])[place.to(str)].to(ChatLineView)


def _launchers() -> rx.Component:
    deeds = PanelDeeds(_nothing, _nothing, _nothing)
    panels = [chat_panel(f"closed-{count}", _panel(NOBODY), "", _box(f"closed-box-{count}", 0), deeds) for count in (0, 2)]
    some, none = (rx.Var.create(2), "2 nouveaux messages"), (rx.Var.create(0), "")
    launchers = [chat_launcher(*unread, panel, deeds) for unread, panel in zip((none, some), panels, strict=True)]
    return rx.el.div(*launchers, desk_launcher(*none), desk_launcher(rx.Var.create(3), "3 conversations vous attendent"), class_name="chat-stage")


def _panels() -> rx.Component:
    deeds = PanelDeeds(_nothing, _nothing, _nothing)
    states = (
        ("nobody", NOBODY, "SR-1001", _box("box-nobody", 0)),
        ("reading", WAITING, "", _box("box-reading", -1)),
        ("waiting", WAITING, "", _box("box-waiting", 1, error="Vous écrivez plus vite que nous ne lisons.")),
        ("joined", JOINED, "", _box("box-joined", 4, writer="Sam Morel écrit…", earlier="Afficher 12 de plus")),
        ("ended", ENDED, "SR-1001", _box("box-ended", 4)),
    )
    panels = [chat_panel(f"panel-{name}", _panel(panel), rx.Var.create(about), box, deeds, open=True) for name, panel, about, box in states]
    return rx.el.div(*panels, class_name="chat-stage")


def _panel(panel: ChatPanel) -> Any:
    return rx.Var.create(panel).to(ChatPanel)


def _desk() -> list[rx.Component]:
    lines = rx.Var.create({str(one.chat): one for one in DESK_LINES}).to(dict[str, DeskLine])
    line = lambda chat: lines[chat.to(str)].to(DeskLine)  # noqa: E731 (a line of a list)
    lists = [desk_list(name, rx.Var.create([chat]).to(list[int]), 2, line) for name, chat in ((_("En attente"), 1), (_("Les miennes"), 2))]
    filing, can = rx.Var.create(FILING).to(ChatFiling), FilingDeeds(_nothing, _nothing, _nothing)
    deeds, some, none = DeskDeeds(_nothing, _nothing, _nothing), rx.Var.create(PRODUCTS), rx.Var.create([]).to(list[DeskProduct])
    other = replace(CHAT, customer="Bruno Petit", words="Personne n’a encore répondu.", request="SR-1001", is_mine=False, may_file=False)
    chats = (
        desk_chat(rx.Var.create(CHAT).to(DeskChat), some.to(list[DeskProduct]), _box("desk-mine", 4), deeds, filing_buttons(can)),
        desk_chat(rx.Var.create(other).to(DeskChat), none, _box("desk-other", 1, writes=False), deeds, rx.fragment()),
    )
    return [
        availability(rx.Var.create(value=True), _nothing),
        rx.el.div(rx.el.div(desk_empty(), *lists, class_name="card sheet desk-lists"), chats[0], class_name="desk has-chat"),
        rx.el.div(rx.el.div(desk_empty(), class_name="card sheet desk-lists"), chats[1], class_name="desk has-chat"),
        desk_choose(),
        filing_dialogs(filing, Outcome("", rx.Var.create(0)), can),
    ]
