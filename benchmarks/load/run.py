"""Run it, and print what was seen."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import uvloop

from benchmarks.load.arithmetic import Waits
from benchmarks.load.curve import Point, measure
from benchmarks.load.picture import draw
from benchmarks.load.stack import Stack, stack
from benchmarks.load.world import people
from monproduit.core import database


def run(
    counts: Sequence[int] = (1000,), rates: Sequence[float] = (100,), seconds: float = 10, workers: int = 2, licenses: int = 0, picture: str = ""
) -> None:
    """Serve the portal with some workers, open dashboards, publish to them, and open their cells."""
    if workers > 1 and not shutil.which("redis-server"):
        print("many dashboards on two workers: redis-server is not here")
        return
    with stack(workers, partial(people, max(counts) + 20, licenses)) as running:
        points = uvloop.run(_measure(running, counts, rates, seconds))
    if picture:
        curve = {point.count: [(rate, found.at(0.99)) for rate, (found, _spent) in point.openings.items()] for point in points}
        Path(picture).write_text(draw(curve), "utf-8")


async def _measure(running: Stack, counts: Sequence[int], rates: Sequence[float], seconds: float) -> list[Point]:
    points: list[Point] = []
    try:
        async for point in measure(running, counts, rates, seconds):
            _print(point)
            points.append(point)
    finally:
        await database.engine().dispose()
    return points


def _print(point: Point) -> None:
    portal, redis = (one / 1024 for one in point.memory)
    print(f"{point.count:>5} dashboards, opened {point.opened:.0f} a second; {portal:.0f} KiB each in the workers, {redis:.0f} KiB in Redis")
    print(f"      sockets by worker: {', '.join(map(str, point.split))}")
    print(f"      the opening of each took: {point.loading}")
    print(f"      while nothing happens, of a core: {', '.join(f'{name} {share:.1f} %' for name, share in point.idling.items() if share)}")
    print(f"      an alert to all of them: {point.alerts}; for each of them: {point.telling}", flush=True)
    for rate, (found, spent) in point.openings.items():
        late = f"the client itself late by p99 {Waits(found.late).at(0.99):.0f} ms"
        print(f"      {rate:g} openings a second: {found}; {late}; each took: {spent}", flush=True)
