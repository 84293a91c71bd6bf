"""How many tabs of one login have a state: who opens tab after tab loses that of the first, and the server keeps its memory."""

from collections.abc import Container

from reflex.istate.manager import StateManager

from monproduit.state.kept import forget

MOST = 60
"""Twice as many as a login may have open at a time, in each worker."""
_MANY = 10_000


class BoundedTabs:
    """The tabs of each login, the one that was used last at the end."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._tabs: dict[str, dict[str, None]] = {}

    async def note(self, manager: StateManager, login: str, tab: str, connected: Container[str]) -> None:
        """Note that a tab is in use, and forget the one of its login that was left the longest ago, where there are too many."""
        tabs = self._tabs[login] = self._tabs.pop(login, {})
        tabs.pop(tab, None)
        tabs[tab] = None
        if len(tabs) > MOST and (left := next((one for one in tabs if one not in connected and one != tab), "")):
            del tabs[left]
            await forget(manager, left)
        if len(self._tabs) > _MANY:
            del self._tabs[next(iter(self._tabs))]
