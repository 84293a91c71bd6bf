"""The chat of a customer: its launcher and its panel."""

from functools import partial
from typing import Any

from monproduit.components.chat_panel import PanelDeeds, chat_launcher, chat_panel, desk_launcher
from monproduit.gallery.example import Example, Size, State, deeds, example, var
from monproduit.gallery.examples.chat_box import box
from monproduit.views.chat import ChatPanel, ChatSpan

small = partial(example, size=Size.SMALL)
NOBODY = ChatPanel(words="Personne n’est disponible pour le moment.")
WAITING = ChatPanel(1, 1, "waiting", "", "Le support est là : quelqu’un vous répond dans un instant.", is_there=True)
JOINED = ChatPanel(1, 4, "joined", "Sam Morel", "vous répond.", is_there=True, request="SR-1009")
ENDED = ChatPanel(1, 4, "ended", "", "Cette conversation est terminée. Écrivez pour en commencer une autre.", is_there=True)


def _panel(name: str, panel: ChatPanel, span: Any, about: str = "", **attributes: Any) -> Example:
    return Example(chat_panel, f"panel-{name}", panel, var(about), box(f"panel-box-{name}", span), deeds(PanelDeeds), **attributes)


@small(State.EMPTY)
def launcher() -> Example:
    """Nothing is new."""
    return Example(chat_launcher, var(0), "", _panel("closed", NOBODY, ChatSpan(1, 1, 0)), deeds(PanelDeeds))


@small(State.NEW)
def unread() -> Example:
    """Two messages are new."""
    return Example(chat_launcher, var(2), "2 nouveaux messages", _panel("unread", NOBODY, ChatSpan(1, 1, 0)), deeds(PanelDeeds))


@example(State.EMPTY)
def nobody() -> Example:
    """Nobody is there."""
    return _panel("nobody", NOBODY, ChatSpan(1, 1, 0), "SR-1001", open=True)


@example(State.LOADING)
def reading() -> Example:
    """Its words are on their way."""
    return _panel("reading", WAITING, var(None, ChatSpan), open=True)


@example(State.ONE)
def waiting() -> Example:
    """Somebody will answer."""
    return _panel("waiting", WAITING, ChatSpan(1, 1, 1), open=True)


@example(State.MANY)
def joined() -> Example:
    """An engineer answers."""
    return _panel("joined", JOINED, ChatSpan(1, 1, 4), open=True)


@example(State.EXPIRED)
def ended() -> Example:
    """It has ended."""
    return _panel("ended", ENDED, ChatSpan(1, 1, 4), "SR-1001", open=True)


@small(State.EMPTY)
def desk() -> Example:
    """For an engineer: nobody waits."""
    return Example(desk_launcher, var(0), "")


@small(State.NEW)
def desk_unread() -> Example:
    """For an engineer: three wait."""
    return Example(desk_launcher, var(3), "3 conversations vous attendent")
