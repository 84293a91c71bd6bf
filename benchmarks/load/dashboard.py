"""An open dashboard that is listened to."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count

import aiohttp

from benchmarks.load.world import ALERTED, PRODUCTS
from benchmarks.tab import Tab

_AT_A_TIME = 20
_STATE = "reflex___state____state.monproduit___state___sections___{0}____{0}_state"
_SECTIONS = ("license_status", "news_alerts", "open_requests", "latest_download", "support_status")
_OPENED = tuple(product for product in PRODUCTS if product != ALERTED)
CELLS = len(_SECTIONS) * len(_OPENED)
"""How many cells of a dashboard can be opened, each once."""


class Dashboard:
    """One person's dashboard: cells are opened in it one after the other, of all sections in turn."""

    def __init__(self, tab: Tab) -> None:
        """Listen from now on."""
        self._tab, self._waiting, self._cells = tab, dict[asyncio.Future[float], tuple[str, ...]](), count()
        self._listening = asyncio.create_task(tab.until(self._hear))

    def close(self) -> None:
        """Listen no more."""
        self._listening.cancel()

    async def hears(self, *signs: str) -> float:
        """Wait for a message in which all of this stands; return when it came, in seconds of the performance counter."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[waiting] = signs
        try:
            return await waiting
        finally:
            del self._waiting[waiting]

    async def open(self) -> None:
        """Open the next cell, and wait for its details.

        Raises:
            ConnectionError: the socket was closed.
        """
        cell = next(self._cells)
        assert cell < CELLS, "more openings than there are cells: fewer seconds, or more dashboards"
        state, product = _STATE.format(_SECTIONS[cell % len(_SECTIONS)]), _OPENED[cell // len(_SECTIONS) % len(_OPENED)]
        if self._listening.done():
            raise ConnectionError(self._listening.exception())
        await self._tab.send(f"{state}.toggle", product=product)
        await self.hears(state, f'"details__{product}_rx_state_"')

    def _hear(self, message: str) -> bool:
        for waiting, signs in self._waiting.items():
            if not waiting.done() and all(sign in message for sign in signs):
                waiting.set_result(time.perf_counter())
        return False


@asynccontextmanager
async def dashboards(origin: str) -> AsyncIterator["Crowd"]:
    """Give a place to open dashboards from; they close at the end."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http, AsyncExitStack() as stack:
        yield Crowd(http, stack, origin)


class Crowd(list[Dashboard]):
    """All that are open."""

    def __init__(self, http: aiohttp.ClientSession, stack: AsyncExitStack, origin: str) -> None:
        """Start with none."""
        super().__init__()
        self._http, self._stack, self._origin = http, stack, origin

    async def grow(self, cookies: list[str]) -> None:
        """Open more of them, some at a time, each until it shows all its rows."""
        for first in range(0, len(cookies), _AT_A_TIME):
            some = [self._open(cookie) for cookie in cookies[first : first + _AT_A_TIME]]
            self += await asyncio.gather(*some)

    async def _open(self, cookie: str) -> Dashboard:
        dashboard = Dashboard(await self._stack.enter_async_context(Tab(self._http, self._origin, cookie)))
        self._stack.callback(dashboard.close)
        async with asyncio.timeout(60):
            await dashboard.hears("loaded__table")
        return dashboard
