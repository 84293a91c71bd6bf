"""Mes produits: the order of the rows, what each section shows in them, and the filter in use."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import reflex as rx

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _
from monproduit.core.sections import Section
from monproduit.services import access_requests, alert_list, filters, products
from monproduit.services.access import Actor
from monproduit.services.changes import PEOPLE
from monproduit.services.error_words import say
from monproduit.state.action import action, me
from monproduit.state.keyed import KeyedVars, keyed
from monproduit.state.notices import NoticeState
from monproduit.state.sections import SECTIONS
from monproduit.state.session import SessionState
from monproduit.state.tabs import TABS
from monproduit.state.unread import UnreadState
from monproduit.views.dashboard import FilterLink, ProductRow
from monproduit.views.groups import MatterLine

Shown = dict[str, dict[str, Any]]
"""Views by section and slug; under the empty name the rows, under `people` what waits for an answer."""


_TABLE = "table"


class DashboardState(KeyedVars, rx.State):
    """The rows of *Mes produits*."""

    order: list[str] = []
    is_empty: bool = False
    links: list[FilterLink] = []
    matters: list[MatterLine] = []
    _filter: str = ""
    _rows: dict[str, ProductRow] = {}
    _support: dict[str, str] = {}

    @action
    async def load(self) -> Any:
        """Send everything: it runs after each connection, so nothing needs to outlive one.

        The table shows when all is there, and moves no more. That it is there is written by key, since a page loaded again gets back at
        once what the server's state holds, but not the rows.
        """
        token = self.router.session.client_token
        open_before = TABS.unfolded(token)
        TABS.opened(token, me())
        self._filter = filters.chosen(self.router.url.query_parameters.get("show", ""))
        (await self.get_state(SessionState))._greet(me())
        for section in SECTIONS.values():
            (await self.get_state(section))._recall_folds(open_before)
        with TABS.reading(token):
            await self._show(me(), await read(me(), {}))
            yield
        self._send("loaded", _TABLE, True)  # noqa: FBT003 (the value of a var)

    @action
    async def hide(self, product: str) -> None:
        """Take a row out of sight."""
        await self._do(products.hide(me(), product), _("%(product)s est masqué ; vous le retrouvez sous « Masqués »."))

    @action
    async def show(self, product: str) -> None:
        """Bring a row back."""
        await self._do(products.show(me(), product), _("%(product)s est dans vos produits."))

    @action
    async def dismiss(self, request: int) -> None:
        """Put a request of one's own away."""
        await self._do(access_requests.dismiss(me(), request), "")

    async def _do(self, work: Awaitable[Any], done: str) -> None:
        """Do something, say so, and show the rows anew."""
        try:
            said = done % {"product": await work}
        except PortalError as error:
            said = say(error)
        if said:
            (await self.get_state(NoticeState))._say(said)
        with TABS.reading(self.router.session.client_token):
            await self._show(me(), await read(me(), {}))

    async def _show(self, person: Actor, shown: Shown) -> None:
        """Send rows and cells, and the details that are open."""
        if "" in shown:
            self._rows = shown[""]
            self._send_all("row", self._rows)
        if PEOPLE in shown and (found := list(shown[PEOPLE].values())) != self.matters:
            self.matters = found
        self._support |= {slug: cell.status for slug, cell in shown.get(Section.SUPPORT_STATUS, {}).items()}
        if (news := shown.get(Section.NEWS_ALERTS)) is not None:
            all_new = sum(cell.new_count for cell in news.values()) if "" in shown else await alert_list.unread(person)
            (await self.get_state(UnreadState))._show(all_new)
        self._arrange()
        for section, state in SECTIONS.items():
            if section in shown:
                await (await self.get_state(state))._show(person, shown[section])

    def _arrange(self) -> None:
        """Put the rows that the filter shows in order."""
        kinds = {slug: filters.kind(row, self._support.get(slug, "")) for slug, row in self._rows.items()}
        order, links = filters.shown(kinds, self._filter), filters.links(kinds.values(), self._filter)
        if (order, links, not self._rows) != (self.order, self.links, self.is_empty):
            self.order, self.links, self.is_empty = order, links, not self._rows


def loaded() -> Any:
    """Return the front-end var that tells whether this page has all rows."""
    return keyed(DashboardState, "loaded", rx.Var.create(_TABLE), bool)


async def read(person: Actor, stale: dict[str, set[str]]) -> Shown:
    """Read what is stale: all, when the rows are, or nothing is named."""
    if not stale or "" in stale:
        stale = {name: set() for name in (*_READERS, *Section)}
    names = [name for name in stale if name in _READERS or name in set(Section)]
    readers = [_READERS[name](person) if name in _READERS else SECTIONS[Section(name)]._cells(person, sorted(stale[name]) or None) for name in names]
    return dict(zip(names, await asyncio.gather(*readers), strict=True))


async def _rows(person: Actor) -> dict[str, ProductRow]:
    return {row.slug: row for row in await products.rows(person)}


async def _matters(person: Actor) -> dict[str, MatterLine]:
    return {f"{one.kind}-{one.id}": one for one in await access_requests.matters(person)}


_READERS = {"": _rows, PEOPLE: _matters}
