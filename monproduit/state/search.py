"""The search that stands on every page."""

from typing import Any

import reflex as rx

from monproduit.services.search import everywhere
from monproduit.state.action import action, me
from monproduit.state.keyed import KeyedVars, keyed, marked
from monproduit.views.search import Found

_ALL = "everything"


class SearchState(KeyedVars, rx.State):
    """What was found leaves for the browser and does not stay: no later page of the tab, or person at it, is given it."""

    @action
    async def find(self, text: str) -> None:
        """Look for a text in all that the person may see."""
        self._outbox[marked("found", _ALL)] = await everywhere.find(me(), text)


def found() -> Any:
    """Return the front-end var of what was found."""
    return keyed(SearchState, "found", rx.Var.create(_ALL), Found)
