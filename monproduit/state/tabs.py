"""The open tabs of this process: who looks, in which language, and on which day."""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from sys import intern

from monproduit.core.localisation import locale
from monproduit.services.access import Actor


@dataclass(slots=True)
class Tab:
    """One open page.

    Attributes:
        day: the calendar date whose words it shows.
        page: the state that shows it, where it is not *Mes produits*.
        sent: digests of the keyed values that the browser has, by state and key, so that the same value never leaves twice. It is most of what
            a process keeps of a tab: so they are numbers, and the keys are those of all tabs.
        unfolded: the cells that are open, by the name of their state and the product.
        reading: how many handlers are between what they read of the cells and the sending of it.
        own: the changes, by their id in the log, that were made here, and show here already.
    """

    token: str
    person: Actor
    language: str
    day: date
    page: type | None = None
    sent: dict[str, dict[str, int]] = field(default_factory=dict)
    unfolded: set[tuple[str, str]] = field(default_factory=set)
    reading: int = 0
    own: set[int] = field(default_factory=set)

    def is_new(self, state: str, key: str, digest: int) -> bool:
        """Note what leaves for the browser; tell whether it differs from what left before."""
        known = self.sent.setdefault(state, {})
        if known.get(key) == digest:
            return False
        known[intern(key)] = digest
        return True

    def fold(self, state: str, product: str, *, is_open: bool) -> None:
        """Note that a cell was opened or closed."""
        (self.unfolded.add if is_open else self.unfolded.discard)((state, product))


class Tabs:
    """Tabs by their token; those whose socket is gone are forgotten on the way."""

    def __init__(self) -> None:
        """Start with none."""
        self._tabs: dict[str, Tab] = {}

    def opened(self, token: str, person: Actor, page: type | None = None) -> None:
        """Remember that a person looks at a page, in the language in use."""
        self._tabs[token] = Tab(token, person, locale(), person.today, page)

    def noticed(self, token: str, person: Actor, page: type) -> None:
        """Remember a tab whose own page asked for nothing, or whose person is another now."""
        if token not in self._tabs or self._tabs[token].person.id != person.id:
            self.opened(token, person, page)

    def of(self, token: str) -> Tab | None:
        """Return an open tab."""
        return self._tabs.get(token)

    def unfolded(self, token: str) -> set[tuple[str, str]]:
        """Return which cells are open in a tab, by the name of their state and the product."""
        return tab.unfolded if (tab := self._tabs.get(token)) else set()

    def shown(self, token: str, change: int) -> None:
        """Note that a tab shows a change of its own already."""
        if tab := self._tabs.get(token):
            tab.own.add(change)

    @contextmanager
    def reading(self, token: str) -> Iterator[None]:
        """Mark a tab whose cells a handler reads and sends: meanwhile nothing may overtake what it sends."""
        tab = self._tabs.get(token)
        if not tab:
            yield
            return
        tab.reading += 1
        try:
            yield
        finally:
            tab.reading -= 1

    def became(self, person: Actor) -> None:
        """Let a person's tabs go by what they chose anew: their days end elsewhere."""
        for tab in self._tabs.values():
            if tab.person.id == person.id:
                tab.person = person

    def looking(self, connected: Container[str]) -> Iterator[Tab]:
        """Yield the tabs that are still connected."""
        self._tabs = {token: tab for token, tab in self._tabs.items() if token in connected}
        return iter(list(self._tabs.values()))


TABS = Tabs()
CHAT_TABS = Tabs()
"""The same tabs, by what they show of chats: the launcher with its panel, or the desk."""
