"""How long an alert takes to show on many open dashboards; the clients share the cores with the server."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from benchmarks.tab import Tab
from tests.browser.server import Server, start
from tests.world import Line

_ROUNDS = 3


def run(*counts: int) -> None:
    """Serve the portal, open dashboards, and publish."""
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder))
        os.environ |= {"MONPRODUIT_DATA_DIR": folder, "MONPRODUIT_DATABASE_URL": ""}
        try:
            for count in counts:
                server.load(*_people(count))
                cookies = server.run(lambda count=count: _cookies(server, count))
                asyncio.run(_measure(server, cookies))
        finally:
            server.stop()


def _people(count: int) -> Iterator[Line]:
    for place in range(count):
        yield {"type": "user", "email": f"p{place}@mesure.fr", "name": f"Personne {place}"}
        yield {"type": "group", "key": f"g{place}", "name": "Mesure"}
        yield {"type": "membership", "group": f"g{place}", "user": f"p{place}@mesure.fr", "role": "administrator"}
        for product in ("archivo", "vigie", "miroir"):
            yield {"type": "license", "number": f"{product[:2]}-{place:07}", "product": product, "group": f"g{place}"}


async def _cookies(server: Server, count: int) -> list[str]:
    from monproduit.services import logins  # noqa: PLC0415 (after the settings of the served portal)

    people = [f"p{place}@mesure.fr" for place in range(count)]
    return [await logins.start(f"{server.origin}/idp", {"sub": one, "email": one, "email_verified": True}, "") for one in people]


async def _measure(server: Server, cookies: list[str]) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http, AsyncExitStack() as stack:
        began = time.perf_counter()
        tabs = []
        for some in range(0, len(cookies), 20):
            opened = [stack.enter_async_context(Tab(http, server.origin, cookie)) for cookie in cookies[some : some + 20]]
            tabs += await asyncio.gather(*opened)
            await asyncio.gather(*(tab.until(lambda message: "loaded__table" in message) for tab in tabs[-20:]))
        opening = len(cookies) / (time.perf_counter() - began)
        waits = [await _publish(server, tabs, place) for place in range(_ROUNDS)]
    found = sorted(wait for one in waits for wait in one)
    p50, p95, p99 = (found[min(len(found) - 1, int(len(found) * part))] * 1000 for part in (0.5, 0.95, 0.99))
    print(f"alert to {len(cookies):>5} open dashboards: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, {tabs[0].bytes} bytes each", end="")
    print(f"; opened {opening:.0f} a second; {statistics.fmean(tab.bytes for tab in tabs):.0f} bytes on average")


async def _publish(server: Server, tabs: list[Tab], place: int) -> list[float]:
    """Publish an alert from another process's side, and return how long each page waited, the import included."""
    title = f"Mesure {len(tabs)} {place} {time.time_ns()}"
    moment = {"published_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 1))}
    alert = {
        "type": "alert",
        "key": title.lower().replace(" ", "-"),
        "products": ["archivo"],
        "kind": "news",
        "important": True,
        "title": title,
        **moment,
    }
    waiting = [asyncio.create_task(tab.until(lambda message: title in message)) for tab in tabs]
    began = time.perf_counter()
    await asyncio.to_thread(server.load, alert)
    return [came - began for came in await asyncio.gather(*waiting)]
