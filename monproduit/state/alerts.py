"""The page of all alerts, and the page of one."""

from typing import Any
from urllib.parse import unquote

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import alert_list, feeds
from monproduit.services.access import Actor
from monproduit.services.alert_list import Wanted
from monproduit.services.error_words import say
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.coming_back import has_come_back
from monproduit.state.notices import NoticeState
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import AlertList, AlertPage, Choice
from monproduit.views.feeds import FeedLine, NewFeed


def kinds() -> list[Choice]:
    """Return the kinds of alerts, which are the same for everybody."""
    return alert_list.kinds()


class AlertsState(rx.State):
    """What was published about the person's products; the kind stands in the address."""

    found: AlertList = AlertList()
    products: list[Choice] = []
    feeds: list[FeedLine] = []
    made: NewFeed | None = None
    public: NewFeed | None = None
    product: str = ""
    kind: str = ""
    is_important: bool = False
    loaded: bool = False
    words: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show the latest."""
        asked = self.router.url.query_parameters
        self.kind, self.product, self._limit = str(asked.get("kind", "")), str(asked.get("product", "")), PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), AlertsState)
        self.products = await alert_list.choices(me())
        if not has_come_back(self):
            self.made = None
        await self._refresh(me())
        self.loaded = True

    @action
    async def search(self, text: str) -> None:
        """Show those whose words match."""
        self.words, self._limit = text, PAGE
        await self._refresh(me())

    @action
    async def choose(self, product: str) -> None:
        """Show those about one product, or about all."""
        self.product, self.made, self._limit = product, None, PAGE
        await self._refresh(me())

    @action
    async def only_important(self, is_important: bool) -> None:
        """Show the important ones only, or all."""
        self.is_important, self._limit = is_important, PAGE
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._refresh(me())

    @action
    async def mark_all_seen(self) -> None:
        """Take the marks away, in all tabs."""
        await alert_list.mark_all_seen(me())
        await self._refresh(me())

    @action
    async def make_feed(self) -> None:
        """Make a feed's address, for the product that is chosen or for all; it is shown this once."""
        await self._try(self._make_feed())

    @action
    async def revoke_feed(self, feed: int) -> None:
        """Close an address."""
        self.made = None
        await self._try(feeds.revoke(me(), feed))

    async def _make_feed(self) -> None:
        self.made = await feeds.make(me(), self.product)

    async def _try(self, work: Any) -> None:
        try:
            await work
        except PortalError as error:
            (await self.get_state(NoticeState))._say(say(error))
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        self.feeds = await feeds.mine(person)
        name = next((one.label for one in self.products if one.key == self.product), "")
        self.public = feeds.public(self.product, name) if name else None
        wanted = Wanted(self.product, self.kind, self.is_important, self.words)
        found = await alert_list.find(person, wanted, self._limit)
        if found != self.found:
            self.found = found


class AlertState(rx.State):
    """One alert."""

    page: AlertPage | None = None
    missing: bool = False
    _key: str = ""

    @action
    async def load(self) -> Any:
        """Show the alert that the address names."""
        self._key = unquote(str(self.router.url.path).rstrip("/").rpartition("/")[2])
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), AlertState)
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            page = await alert_list.one(person, self._key)
        except PortalError:
            page = None
        if page != self.page:
            self.page = page
        self.missing = page is None
