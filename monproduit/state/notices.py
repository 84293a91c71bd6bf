"""One short sentence at a time for the person, spoken by assistive technology too."""

import reflex as rx


class NoticeState(rx.State):
    """The notice on the screen; the number grows with each, so that the same words can be said twice."""

    text: str = ""
    number: int = 0

    def _say(self, text: str) -> None:
        self.text = text
        self.number += 1
