"""The lists of service requests: the customer's, and the staff's desk. New ones are announced, and no line jumps."""

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.services import request_list, request_queue
from monproduit.services.access import Actor
from monproduit.services.request_search import Shown, Wanted, next_sort
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import RequestList


def statuses() -> list[Choice]:
    """Return the filters by status, which are the same for everybody."""
    return request_list.statuses()


class ListState(rx.State, mixin=True):
    """A list, its filters, and the lines that are read."""

    found: RequestList = RequestList()
    products: list[Choice] = []
    status: str = "open"
    whose: str = ""
    product: str = ""
    severity: str = ""
    text: str = ""
    sorted_by: str = "-updated"
    loaded: bool = False
    missing: bool = False
    _limit: int = PAGE
    _shown: Shown = Shown((), 0)

    @action
    async def load(self) -> None:
        """Show the list that the address names."""
        self.status, self._limit = str(self.router.url.query_parameters.get("status", "open")), PAGE
        (await self.get_state(SessionState))._greet(me())
        TABS.opened(self.router.session.client_token, me(), type(self))
        await self._anew()
        self.loaded = True

    @action
    async def search(self, text: str) -> None:
        """Show those whose words match."""
        self.text = text
        await self._anew()

    @action
    async def choose(self, field: str, value: str) -> None:
        """Filter by a product, a severity, or by whose they are."""
        if field in {"product", "severity", "whose"}:
            setattr(self, field, value)
            await self._anew()

    @action
    async def sort(self, column: str) -> None:
        """Sort by a column; once more turns the order round."""
        self.sorted_by = next_sort(self.sorted_by, column)
        await self._anew()

    @action
    async def more(self) -> None:
        """Show a page more."""
        self._limit += PAGE
        await self._anew()

    @action
    async def show_fresh(self) -> None:
        """Bring in what was announced."""
        await self._anew()

    async def _anew(self) -> None:
        """Read the list in its order, and keep that."""
        try:
            self.products = await self._products(me())
            self.found = await self._find(me(), None)
        except PortalError:
            self.missing, self.found = True, RequestList()
        self._shown = Shown(tuple(line.number for line in self.found.lines), self.found.more)

    async def _refresh(self, person: Actor) -> None:
        """Show what changed in the lines that are there, and announce the others."""
        if self.missing:
            return
        found = await self._find(person, self._shown)
        if found != self.found:
            self.found = found

    def _wanted(self) -> Wanted:
        return Wanted(self.status, self.whose, self.product, self.severity, self.text, self.sorted_by)

    async def _find(self, person: Actor, shown: Shown | None) -> RequestList:
        """Read the list, or the lines that are shown."""
        raise NotImplementedError

    async def _products(self, person: Actor) -> list[Choice]:
        """Read the products to choose from."""
        raise NotImplementedError


class RequestsState(ListState, rx.State):
    """The requests that a customer sees."""

    async def _find(self, person: Actor, shown: Shown | None) -> RequestList:
        return await request_list.find(person, self._wanted(), self._limit, shown)

    async def _products(self, person: Actor) -> list[Choice]:
        return await request_list.products(person)


class DeskState(ListState, rx.State):
    """The staff's queue: whoever waits longest for the support comes first."""

    sorted_by: str = "waiting"
    counts: list[Choice] = []

    async def _find(self, person: Actor, shown: Shown | None) -> RequestList:
        self.counts = await request_queue.counts(person)
        return await request_queue.find(person, self._wanted(), self._limit, shown)

    async def _products(self, person: Actor) -> list[Choice]:
        return await request_queue.products(person)
