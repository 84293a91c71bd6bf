"""Measure with more and more dashboards, and with openings that come faster and faster."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.load import machine
from benchmarks.load.arithmetic import Waits, steadily
from benchmarks.load.dashboard import Crowd, dashboards
from benchmarks.load.stack import Stack
from benchmarks.load.world import ALERTED, alert
from benchmarks.worlds import load

_ROUNDS = 3
_PATIENCE = 10.0
_WARM = 20
_SETTLED = 7.0
"""After how many seconds the state of a tab that was not used has left its worker for Redis."""


@dataclass
class Point:
    """What was measured with so many dashboards.

    Attributes:
        opened: dashboards a second.
        memory: bytes of the workers, and of Redis, for each dashboard.
        split: sockets of each worker.
        openings: by how many a second, with what each took of the machine.
    loading: what the opening of each dashboard took of the machine.
    idling: what it takes to keep them open, in percent of a core.
    telling: what each alert took of it, for each dashboard.
    """

    count: int
    opened: float = 0
    memory: tuple[float, float] = (0, 0)
    split: list[int] = field(default_factory=list)
    alerts: Waits = field(default_factory=Waits)
    openings: dict[float, tuple[Waits, machine.Spent]] = field(default_factory=dict)
    idling: dict[str, float] = field(default_factory=dict)
    loading: machine.Spent | None = None
    telling: machine.Spent | None = None


async def measure(stack: Stack, counts: Iterable[int], rates: Iterable[float], seconds: float) -> AsyncIterator[Point]:
    """Yield a point for each number of dashboards, which grows."""
    async with dashboards(stack.server.origin) as crowd:
        await _warm(stack)
        before, rates = (sum(machine.memory(stack)), machine.of_redis(stack)), list(rates)
        for count in counts:
            point, begun = Point(count), time.perf_counter()
            new, meters = stack.cookies[len(crowd) : count], machine.read(stack)
            await crowd.grow(new)
            point.opened = len(new) / (time.perf_counter() - begun)
            point.loading = machine.spent(meters, machine.read(stack), len(new))
            await asyncio.sleep(_SETTLED)
            point.split, meters = machine.sockets(stack), machine.read(stack)
            await asyncio.sleep(_SETTLED)
            point.idling = machine.spent(meters, machine.read(stack), 1).shares
            now = sum(machine.memory(stack)), machine.of_redis(stack)
            point.memory = (now[0] - before[0]) / count, (now[1] - before[1]) / count
            async with _still():
                meters = machine.read(stack)
                for place in range(_ROUNDS):
                    await _publish(point, crowd, place)
                point.telling = machine.spent(meters, machine.read(stack), _ROUNDS * count)
                for rate in rates:
                    await _open(stack, point, crowd, rate, seconds)
            yield point


async def _warm(stack: Stack) -> None:
    """Let the workers do everything once, so that what they keep of it is not counted for the dashboards."""
    async with dashboards(stack.server.origin) as few:
        await few.grow(stack.cookies[-_WARM:])
        for _cell in range(5):
            await asyncio.gather(*(dashboard.open() for dashboard in few))
    await asyncio.sleep(_SETTLED)


@asynccontextmanager
async def _still() -> AsyncIterator[None]:
    """Keep this process from looking through its own memory while it measures."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _publish(point: Point, crowd: Crowd, place: int) -> None:
    """Publish an alert, and wait until all show it; the time of the import counts."""
    title = f"Mesure {point.count} {place} {time.time_ns()}"
    waiting = [asyncio.create_task(dashboard.hears(title)) for dashboard in crowd]
    await asyncio.sleep(1)
    begun = time.perf_counter()
    await load(iter([alert(ALERTED, 0, title)]))
    await asyncio.wait(waiting, timeout=_PATIENCE)
    for one in waiting:
        point.alerts.waits.append(one.result() - begun if one.done() else _PATIENCE)
        point.alerts.failed += one.cancel()


async def _open(stack: Stack, point: Point, crowd: Crowd, rate: float, seconds: float) -> None:
    before = machine.read(stack)
    found = await steadily(rate, seconds, lambda place: crowd[place % len(crowd)].open())
    after = machine.read(stack)
    point.openings[rate] = found, machine.spent(before, after, len(found.waits))
    await asyncio.sleep(1)
