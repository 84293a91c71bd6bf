"""What the pages of articles, documents and videos share: whose products, which language, which words."""

import reflex as rx

from monproduit.services.access import Actor
from monproduit.services.shelves import Wanted
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS


class ShelfState(rx.State, mixin=True):
    """A page of things to read or watch; it says itself how they are found."""

    loaded: bool = False
    text: str = ""
    is_mine: bool = True
    _address: str = ""
    _language: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show what there is about the person's products, in the page's language; words may stand in the address, and those typed since stay."""
        if str(self.router.url) != self._address:
            self._address, self.text = str(self.router.url), str(self.router.url.query_parameters.get("q", ""))[:200]
        self.is_mine, self._language, self._limit = True, "", PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), type(self))
        await self._refresh(me())
        self.loaded = True

    @action
    async def search(self, text: str) -> None:
        """Show what has these words."""
        self.text, self._limit = text, PAGE
        await self._refresh(me())

    @action
    async def only_mine(self, is_mine: bool) -> None:
        """Show what is about the person's products, or about all."""
        self.is_mine, self._limit = is_mine, PAGE
        await self._refresh(me())

    @action
    async def choose_language(self, language: str) -> None:
        """Show what is in a language, or in all."""
        self._language, self._limit = language, PAGE
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._refresh(me())

    def _wanted(self) -> Wanted:
        return Wanted(self.is_mine, self._language, self.text)

    async def _refresh(self, person: Actor) -> None:
        raise NotImplementedError
