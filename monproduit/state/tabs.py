"""The open tabs of this process: who looks, in which language, and on which day."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from monproduit.core.localisation import locale
from monproduit.services.access import Actor


@dataclass(slots=True)
class Tab:
    """One open page.

    Attributes:
        day: the calendar date whose words it shows.
        page: the state that shows it, where it is not *Mes produits*.
    """

    token: str
    person: Actor
    language: str
    day: date
    page: type | None = None


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

    def looking(self, connected: Container[str]) -> Iterator[Tab]:
        """Yield the tabs that are still connected."""
        self._tabs = {token: tab for token, tab in self._tabs.items() if token in connected}
        return iter(list(self._tabs.values()))


TABS = Tabs()
