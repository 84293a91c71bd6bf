"""The search that stands on every page."""

import reflex as rx

from monproduit.services.search import everywhere
from monproduit.state.action import action, me
from monproduit.views.search import Found


class SearchState(rx.State):
    """What was found last."""

    found: Found = Found()

    @action
    async def find(self, text: str) -> None:
        """Look for a text in all that the person may see."""
        self.found = await everywhere.find(me(), text)
