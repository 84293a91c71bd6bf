"""What the client computes: when each thing is due, and how long it was really waited for."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

Clock = Callable[[], float]


def percentile(values: Iterable[float], part: float) -> float:
    """Return the least value that this part of the values does not exceed; of none, infinity."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)] if ordered else math.inf


@dataclass(slots=True)
class Waits:
    """How long each of some things was waited for, in seconds; what never came waited as long as anybody has patience, and failed.

    Attributes:
        late: how long after their due moment the client itself began with them; it is a part of the waits.
    """

    waits: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    failed: int = 0

    def at(self, part: float) -> float:
        """Return a percentile in milliseconds."""
        return percentile(self.waits, part) * 1000

    def __str__(self) -> str:
        """Say the percentiles in milliseconds."""
        found = ", ".join(f"{name} {self.at(part):.0f}" for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)))
        return f"{found} ms, {self.failed} failed of {len(self.waits)}"


async def steadily(
    rate: float, seconds: float, act: Callable[[int], Awaitable[object]], *, patience: float = 10, now: Clock = time.perf_counter
) -> Waits:
    """Begin things at a steady rate, whether those before are done or not; count each wait from the moment at which the thing was due.

    Who waits for an answer before asking anew asks less of a server that is slow, and never sees how many would have waited.
    """
    found, begun = Waits(), now()
    async with asyncio.TaskGroup() as group:
        for place in range(round(rate * seconds)):
            due = begun + place / rate
            if (early := due - now()) > 0:
                await asyncio.sleep(early)
            found.late.append(now() - due)
            group.create_task(_wait(found, act(place), due, patience, now))
    return found


async def _wait(found: Waits, work: Awaitable[object], due: float, patience: float, now: Clock) -> None:
    try:
        async with asyncio.timeout(patience):
            await work
    except (TimeoutError, OSError):
        found.failed += 1
        found.waits.append(max(patience, now() - due))
    else:
        found.waits.append(now() - due)
