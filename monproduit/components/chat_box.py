"""A chat: its lines, who is writing, and where one writes oneself. The browser keeps the draft and what was not acknowledged (`chat.js`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.typography import Div, P

from monproduit.components.cell import Handler
from monproduit.components.following import Following
from monproduit.components.small import icon, problem
from monproduit.core.localisation import _
from monproduit.views.chat import ChatLineView, ChatSpan

_LONGEST = 2000


class ChatBox(Following, Div):
    """A box that hands itself to `chat.js` each time its pulse changes: lines came, words were refused, the connection is another."""

    pulse: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Hand over after drawing."""
        return {"pulse": f"window.chatBox?.(document.getElementById({rx.Var.create(self.id)!s}));"}


class Passing(Following, P):
    """A paragraph that shows each time its count grows, and goes after a few seconds."""

    count: rx.Var[int]

    def effects(self) -> dict[str, str]:
        """Show, and hide after a while."""
        box = f"const box = document.getElementById({rx.Var.create(self.id)!s}); if (!box) return; box.hidden = false"
        return {"count": f"{box}; const timer = setTimeout(() => {{ box.hidden = true; }}, 6000); return () => clearTimeout(timer);"}


@dataclass(frozen=True, slots=True)
class ChatDeeds:
    """What one can do in a chat."""

    send: Handler
    write: Handler
    seen: Handler
    earlier: Handler
    wake: Handler | None = None


@dataclass(frozen=True, slots=True)
class ChatMind:
    """What the state of a chat says to its box.

    Attributes:
        owner: who writes, so that the browser never sends one person's words as another's.
        connection: another after each connection: then the browser sends again what was not acknowledged.
        unread: how many words are new; the browser says when they were seen.
        is_read: whether somebody reads along, and may be told that one is writing.
    """

    owner: Any
    connection: Any
    refused: Any
    error: Any
    writer: Any
    writes: Any
    unread: Any
    is_read: Any


def chat_box(name: str, span: Any, line: Callable[[Any, Any], Any], mind: ChatMind, deeds: ChatDeeds, *, writes: Any = True) -> rx.Component:
    """Return a chat; without `writes`, one that is only read."""
    refused = rx.Var.create(mind.refused).to(list[str]).join(" ")
    parts = (mind.owner, mind.connection, span.chat, span.first, span.last, mind.unread, mind.writes, refused)
    pulse = rx.Var.create("").to(str)
    for part in parts:
        pulse = pulse + " " + rx.Var.create(part).to(str)
    marks = {"data-chat-box": name, "data-chat": span.chat, "data-owner": mind.owner, "data-connection": mind.connection, "data-refused": refused}
    marks |= {"data-unread": mind.unread, "data-read": mind.is_read, "data-again": _("Réessayer"), "data-drop": _("Supprimer")}
    marks |= {"data-sending": _("Envoi…"), "data-failed": _("Pas envoyé")}
    return ChatBox.create(
        rx.cond(span, _log(span, line, deeds), rx.el.div(rx.el.div(class_name="bone"), rx.el.div(class_name="bone"), class_name="bones chat-log")),
        Passing.create(mind.writer, count=mind.writes, id=f"{name}-writer", class_name="chat-writer soft small", data_testid="chat-writer"),
        problem(mind.error),
        rx.cond(writes, _composer(name), rx.fragment()),
        _hidden(deeds),
        id=name,
        pulse=pulse,
        class_name="chat-box",
        custom_attrs=marks,
    )


def _log(span: rx.Var[ChatSpan], line: Callable[[Any, Any], Any], deeds: ChatDeeds) -> rx.Component:
    welcome = _("Posez votre question : un ingénieur du support vous répond ici, et vous pouvez continuer votre visite pendant ce temps.")
    earlier = rx.el.button(span.earlier, type="button", class_name="button", on_click=deeds.earlier)
    lines = rx.foreach(rx.Var.range(span.first, span.last + 1), lambda place: _line(line(span.chat, place)))
    return rx.el.div(
        rx.cond(span.earlier != "", earlier),
        rx.cond(span.last > 0, rx.el.ol(lines, class_name="chat-lines"), rx.el.p(welcome, class_name="chat-welcome")),
        rx.el.ol(class_name="chat-lines", aria_live="off", custom_attrs={"data-outbox": ""}),
        class_name="chat-log",
        role="log",
        aria_label=_("Messages"),
        tab_index=0,
    )


def _line(line: rx.Var[ChatLineView]) -> rx.Component:
    who = rx.el.p(rx.el.strong(line.author), " ", rx.el.span(line.moment, class_name="soft"), class_name="small")
    words = rx.el.li(
        who,
        rx.el.p(line.text, class_name="chat-text"),
        class_name=rx.cond(line.is_mine, "chat-line is-mine", "chat-line"),
        data_testid="chat-line",
        custom_attrs={"data-key": line.key},
    )
    event = rx.el.li(line.text, " ", rx.el.span(line.moment, class_name="soft"), class_name="chat-event small", data_testid="chat-event")
    return rx.cond(line, rx.cond(line.kind == "text", words, event))


def _composer(name: str) -> rx.Component:
    attributes = {"name": "text", "rows": "1", "max_length": _LONGEST, "class_name": "input", "aria_label": _("Votre message")}
    area = rx.el.textarea(**attributes, id=f"{name}-words", placeholder=_("Votre message"), auto_complete="off", data_testid="chat-words")
    send = rx.el.button(icon("send"), type="submit", class_name="button button-main", aria_label=_("Envoyer"), data_testid="chat-send")
    return rx.el.form(area, send, class_name="chat-composer", custom_attrs={"data-chat-compose": ""})


def _hidden(deeds: ChatDeeds) -> rx.Component:
    """Return what `chat.js` presses: the form that sends, and the buttons of what is noticed."""

    def button(what: str, handler: Handler | None) -> rx.Component:
        return rx.el.button(type="button", on_click=handler, custom_attrs={f"data-chat-{what}": ""}, tab_index=-1) if handler else rx.fragment()

    fields = (rx.el.input(type="hidden", name="key"), rx.el.textarea(name="text"), rx.el.input(type="hidden", name="chat"))
    form = rx.el.form(*fields, on_submit=deeds.send, custom_attrs={"data-chat-form": ""})
    return rx.el.div(form, button("seen", deeds.seen), button("write", deeds.write), button("wake", deeds.wake), hidden=True)
