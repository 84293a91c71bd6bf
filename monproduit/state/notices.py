"""One short sentence at a time for the person, spoken by assistive technology too."""

import time
from typing import Any

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from monproduit.core.localisation import _, use_locale


class NoticeState(rx.State):
    """The notice on the screen; the number changes with each, so that the same words can be said twice, `failures` when something went wrong."""

    text: str = ""
    number: int = 0
    failures: int = 0

    def _say(self, text: str) -> None:
        self.text = text
        self.number += 1


def apology(code: str, language: str) -> dict[str, dict[str, Any]]:
    """Return what says that something went wrong, in one plain sentence, with the name under which the log has it.

    It goes to the socket itself: what went wrong may be that nothing can be asked, neither who it is nor what the tab knows.
    """
    with use_locale(language):
        text = _("Cela n’a pas fonctionné. Rien n’est perdu : réessayez dans un instant.")
        text += " " + _("Si cela dure, donnez ce code au support : %(code)s.") % {"code": code}
    number = time.time_ns() // 1_000_000
    said = {"text": text, "number": number, "failures": number}
    return {NoticeState.get_full_name(): {f"{name}{FIELD_MARKER}": value for name, value in said.items()}}
