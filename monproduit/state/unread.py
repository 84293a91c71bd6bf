"""How many alerts are new: the number beside the bell, on every page."""

from collections.abc import Collection
from typing import Any

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER

from monproduit.services import alert_list
from monproduit.services.access import Actor
from monproduit.state.action import action, me
from monproduit.state.tabs import TABS


class UnreadState(rx.State):
    """The sum of the marks on *Mes produits*; words for assistive technology.

    What is sent past the states is not in them: so each count leaves, though it be the one that a state holds already.
    """

    count: int = 0
    words: str = ""

    @action
    async def load(self) -> Any:
        """Count once, and be told from then on: a page that shows nothing else live follows this number."""
        token = self.router.session.client_token
        TABS.noticed(token, me(), UnreadState)
        with TABS.reading(token):
            await self._refresh(me())
            yield

    @classmethod
    async def _deltas(cls, people: Collection[Actor]) -> dict[int, dict[str, dict[str, Any]]]:
        """Return what leaves for many people at once, by the person's id: the same object for the same count."""
        counts = await alert_list.unread_of(people)
        words = {count: alert_list.unread_words(count) for count in counts.values()}
        said = {count: {cls.get_full_name(): {f"count{FIELD_MARKER}": count, f"words{FIELD_MARKER}": words[count]}} for count in words}
        return {person: said[count] for person, count in counts.items()}

    async def _refresh(self, person: Actor) -> None:
        self._show(await alert_list.unread(person))

    def _show(self, count: int) -> None:
        self.count, self.words = count, alert_list.unread_words(count)
