"""The words of a chat."""

from typing import Any

from monproduit.components.chat_box import ChatDeeds, ChatMind, chat_box
from monproduit.gallery.example import LONG_WORD, RIGHT_TO_LEFT, Example, Lookup, State, deeds, example, var
from monproduit.gallery.frames import in_card
from monproduit.views.chat import ChatLineView, ChatSpan

LINES = {
    "1": ChatLineView(
        1, "text", "Vous", "CL", "Bonjour, la sonde de Lyon n’envoie plus de mesures.\nLe journal dit : connexion refusée.", "9:41", is_mine=True
    ),
    "2": ChatLineView(2, "joined", "Sam Morel", "SM", "Sam Morel a rejoint la conversation.", "9:42"),
    "3": ChatLineView(3, "text", "Sam Morel", "SM", "Bonjour Claire. Le port 8443 est-il ouvert ?", "9:42"),
    "4": ChatLineView(4, "request", "Sam Morel", "SM", "Cette conversation est liée à la demande SR-1009.", "9:44"),
}


def box(name: str, span: Any, *, error: str = "", writer: str = "", lines: dict[str, ChatLineView] = LINES, writes: bool = True) -> Example:
    """Return a chat as its box is given it."""
    mind = ChatMind("", "", var([], list[str]), var(error), writer, int(bool(writer)), 0, is_read=False)
    return Example(chat_box, name, span, Lookup(lines), mind, deeds(ChatDeeds), writes=writes)


@example(State.EMPTY, frame=in_card)
def empty() -> Example:
    """Before the first word."""
    return box("box-empty", ChatSpan(1, 1, 0))


@example(State.MANY, frame=in_card)
def talk() -> Example:
    """A talk; somebody writes, and there is more above."""
    return box("box-talk", ChatSpan(1, 1, 4, "Afficher 12 de plus"), writer="Sam Morel écrit…")


@example(State.LOADING, frame=in_card)
def loading() -> Example:
    """On its way."""
    return box("box-loading", var(None, ChatSpan))


@example(State.ERROR, frame=in_card)
def refused() -> Example:
    """Too fast."""
    return box("box-refused", ChatSpan(1, 1, 1), error="Vous écrivez plus vite que nous ne lisons.")


@example(State.LONG, frame=in_card)
def long_words() -> Example:
    """A word without a place to break, and words from right to left."""
    lines = {
        "1": ChatLineView(1, "text", "Vous", "CL", LONG_WORD, "9:41", is_mine=True),
        "2": ChatLineView(2, "text", "Sam Morel", "SM", RIGHT_TO_LEFT, "9:42"),
    }
    return box("box-long", ChatSpan(1, 1, 2), lines=lines)


@example(State.ONE, frame=in_card)
def only_read() -> Example:
    """One that is only read."""
    return box("box-read", ChatSpan(1, 1, 1), writes=False)
