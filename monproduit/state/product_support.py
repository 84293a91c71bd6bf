"""Support of products: all of the person's, and one."""

from urllib.parse import unquote

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import product_support
from monproduit.services.access import Actor
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.product_support import ProductSupport, SupportedProducts


class SupportedProductsState(rx.State):
    """The person's products and where their versions stand."""

    found: SupportedProducts = SupportedProducts()
    loaded: bool = False

    @action
    async def load(self) -> None:
        """Show all."""
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), SupportedProductsState)
        await self._refresh(me())
        self.loaded = True

    async def _refresh(self, person: Actor) -> None:
        found = await product_support.overview(person)
        if found != self.found:
            self.found = found


class ProductSupportState(rx.State):
    """One product."""

    page: ProductSupport | None = None
    missing: bool = False
    _slug: str = ""
    _limit: int = PAGE

    @action
    async def load(self) -> None:
        """Show the product that the address names."""
        self._slug, self._limit = unquote(str(self.router.url.path).rstrip("/").rpartition("/")[2]), PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), ProductSupportState)
        await self._refresh(me())

    @action
    async def more(self) -> None:
        """Show a page of versions more."""
        self._limit += PAGE
        await self._refresh(me())

    async def _refresh(self, person: Actor) -> None:
        try:
            page = await product_support.one(person, self._slug, self._limit)
        except PortalError:
            page = None
        if page != self.page:
            self.page = page
        self.missing = page is None
