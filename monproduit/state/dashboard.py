"""Mes produits: the order of the rows, and what each section shows in them."""

import asyncio
from typing import Any

import reflex as rx

from monproduit.core.sections import Section
from monproduit.services import products
from monproduit.services.access import Actor
from monproduit.state.action import action, me
from monproduit.state.keyed import KeyedVars
from monproduit.state.sections import SECTIONS
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.views.dashboard import ProductRow

Shown = dict[str, dict[str, Any]]
"""Views by section and slug; under the empty name, the rows."""


class DashboardState(KeyedVars, rx.State):
    """The rows of *Mes produits*."""

    order: list[str] = []
    loaded: bool = False

    @action
    async def load(self) -> Any:
        """Send everything: it runs after each connection, so nothing needs to outlive one. The table shows when all is there, and moves no more."""
        TABS.opened(self.router.session.client_token, me())
        (await self.get_state(SessionState))._greet(me())
        self._forget_sent()
        for section in SECTIONS.values():
            (await self.get_state(section))._forget_sent()
        await self._show(me(), await read(me(), {}))
        yield
        self.loaded = True

    async def _show(self, person: Actor, shown: Shown) -> None:
        """Send rows and cells, and the details that are open."""
        if "" in shown:
            rows: dict[str, ProductRow] = shown[""]
            self.order = list(rows)
            for slug, row in rows.items():
                self._send("row", slug, row)
        for section, state in SECTIONS.items():
            if section in shown:
                await (await self.get_state(state))._show(person, shown[section])


async def read(person: Actor, stale: dict[str, set[str]]) -> Shown:
    """Read what is stale: all, when the rows are, or nothing is named."""
    if not stale or "" in stale:
        stale = {"": set(), **{section: set() for section in Section}}
    names = list(stale)
    readers = [_rows(person) if name == "" else SECTIONS[Section(name)]._cells(person, sorted(stale[name]) or None) for name in names]
    return dict(zip(names, await asyncio.gather(*readers), strict=True))


async def _rows(person: Actor) -> dict[str, ProductRow]:
    return {row.slug: row for row in await products.rows(person)}
