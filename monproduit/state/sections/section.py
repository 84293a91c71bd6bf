"""What the five sections share: cells, and details that are fetched when they are opened."""

import logging
from collections.abc import Collection
from typing import Any

from monproduit.services.access import Actor
from monproduit.services.words import PAGE
from monproduit.state.action import action, me
from monproduit.state.keyed import KeyedVars
from monproduit.state.tabs import TABS

_log = logging.getLogger(__name__)


class SectionState(KeyedVars, mixin=True):
    """One column of the table; a section says how its cells and its details are found."""

    opened: list[str] = []
    _limits: dict[str, int] = {}

    @action
    async def toggle(self, product: str) -> Any:
        """Open a cell at once and then fetch its details, or close it."""
        self._recall_folds(TABS.unfolded(self.router.session.client_token))
        is_open = product not in self.opened
        (self.opened.append if is_open else self.opened.remove)(product)
        self._note_fold(product, is_open=is_open)
        if not is_open:
            return
        yield
        with TABS.reading(self.router.session.client_token):
            await self._open(me(), product)
            yield

    @action
    async def more(self, product: str) -> None:
        """Show a page more of the details."""
        self._limits[product] = self._limits.get(product, PAGE) + PAGE
        await self._fetch(me(), product)

    @action
    async def retry(self, product: str) -> None:
        """Fetch details again that could not be had."""
        await self._fetch(me(), product)

    async def _open(self, person: Actor, product: str) -> None:
        await self._fetch(person, product)

    async def _fetch(self, person: Actor, product: str) -> None:
        """Send the details of a product, or that they cannot be had now."""
        try:
            details = await self._details(person, product)
        except Exception:  # noqa: BLE001 (the person sees that it failed, and may try again)
            _log.exception("details of %s", type(self).__name__)
            self._send("failed", product, True)  # noqa: FBT003 (the value of a var)
        else:
            self._send("failed", product, False)  # noqa: FBT003 (the value of a var)
            self._send("details", product, details)

    async def _show(self, person: Actor, cells: dict[str, Any]) -> None:
        """Send these cells, and their details where they are open."""
        self._send_all("cell", cells)
        for product in set(self.opened).intersection(cells):
            await self._fetch(person, product)

    def _recall_folds(self, open_before: set[tuple[str, str]]) -> None:
        """Open the cells that were open in a tab whose state was lost, and tell the tab, which has just opened, which are."""
        name = self.get_full_name()
        if lost := [product for state, product in open_before if state == name and product not in self.opened]:
            self.opened += lost
        for product in self.opened:
            self._note_fold(product, is_open=True)

    def _note_fold(self, product: str, *, is_open: bool) -> None:
        if tab := TABS.of(self.router.session.client_token):
            tab.fold(self.get_full_name(), product, is_open=is_open)

    @classmethod
    async def _cells_of(cls, people: Collection[Actor], products: list[str]) -> dict[int, dict[str, Any]]:
        """Read the cells of these products for many people at once, by the person's id."""
        return {person.id: await cls._cells(person, products) for person in people}

    @classmethod
    async def _cells(cls, person: Actor, products: list[str] | None) -> dict[str, Any]:
        """Read the cells of these products, or of all."""
        raise NotImplementedError

    async def _details(self, person: Actor, product: str) -> Any:
        """Read what the cell of a product opens to."""
        raise NotImplementedError

    def _limit(self, product: str) -> int:
        return self._limits.get(product, PAGE)
