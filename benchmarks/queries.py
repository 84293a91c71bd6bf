"""How many queries a dashboard and an opening take, and how the time grows with the licenses on an account."""

import time
from collections.abc import Awaitable, Callable

from sqlalchemy import event

from benchmarks.worlds import claire, customer, load
from monproduit.core.database import engine
from monproduit.services import alerts, downloads, licenses, products, service_requests
from monproduit.services.access import Actor


async def run() -> None:
    """Count with 1, 20 and 5,000 licenses on 20 products at most."""
    asked: list[str] = []
    event.listen(engine().sync_engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    first = 0.0
    for amount in (1, 20, 5000):
        await load(customer(min(amount, 20), amount))
        person = await claire()
        queries, seconds = await _measure(asked, lambda person=person: _dashboard(person))
        opening, opened = await _measure(asked, lambda person=person: licenses.lines(person, "p0", 50))
        first = first or seconds
        print(
            f"{amount:>5} licenses: dashboard {queries} queries, and one for the login; {seconds / first:.1f} times the time of 1 license; "
            f"an opening {opening} query, {opened * 1000:.1f} ms"
        )


async def _dashboard(person: Actor) -> None:
    await products.rows(person)
    for cells in (licenses.support_statuses, licenses.license_statuses, alerts.cells, service_requests.cells, downloads.cells):
        await cells(person)


async def _measure(asked: list[str], work: Callable[[], Awaitable[object]]) -> tuple[int, float]:
    """Return the queries of one run, and the shortest of ten."""
    times: list[float] = []
    for _run in range(10):
        asked.clear()
        begun = time.perf_counter()
        await work()
        times.append(time.perf_counter() - begun)
    return len([one for one in asked if one.startswith(("SELECT", "WITH"))]), min(times)
