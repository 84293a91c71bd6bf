"""One short sentence at a time for the person, spoken by assistive technology too."""

import reflex as rx

from monproduit.core.localisation import _
from monproduit.state.action import action

_LONGEST = 40

_LONGEST = 40


class NoticeState(rx.State):
    """The notice on the screen; the number grows with each, so that the same words can be said twice."""

    text: str = ""
    number: int = 0

    @action
    async def apologise(self, code: str = "") -> None:
        """Say that something went wrong, in one plain sentence, with the name under which the log has it."""
        text = _("Cela n’a pas fonctionné. Rien n’est perdu : réessayez dans un instant.")
        if code.isalnum():
            text += " " + _("Si cela dure, donnez ce code au support : %(code)s.") % {"code": code[:_LONGEST]}
        self._say(text)

    def _say(self, text: str) -> None:
        self.text = text
        self.number += 1
