"""The load client counts as one must: every wait from the moment at which it was due, on a clock that this test turns."""

import asyncio
import math
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from benchmarks.load.arithmetic import Waits, percentile, steadily


class _Turned(asyncio.SelectorEventLoop):
    """A loop that waits for nothing: where it would, its clock goes on."""

    _ready: Any
    _scheduled: Any
    _turned = 0.0

    def time(self) -> float:
        return self._turned

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self._turned = max(self._turned, self._scheduled[0]._when)
        super()._run_once()  # type: ignore[misc]


def _run(work: Callable[[Callable[[], float]], Coroutine[Any, Any, Waits]]) -> Waits:
    """Run work on a loop of its own, given that loop's clock."""
    loop = _Turned()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(work(loop.time))


@pytest.mark.parametrize(("part", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1, 100), (0, 1)])
def test_a_percentile_is_a_value_that_was_seen(part: float, value: float) -> None:
    assert percentile(range(100, 0, -1), part) == value


def test_the_highest_percentiles_of_few_are_the_worst_of_them() -> None:
    assert percentile([3, 1, 2], 0.99) == 3


def test_of_nothing_there_is_no_percentile() -> None:
    assert percentile([], 0.99) == math.inf


def test_a_server_that_stands_still_for_a_second_is_seen_by_all_who_were_due_in_it() -> None:
    async def measured(now: Callable[[], float]) -> Waits:
        async def act(_place: int) -> None:
            await asyncio.sleep(2 - now() if 1 <= now() < 2 else 0.001)  # still from the first second to the second

        return await steadily(100, 4, act, now=now)

    found = _run(measured)
    assert len(found.waits) == 400
    assert sum(wait > 0.5 for wait in found.waits) == pytest.approx(50, abs=2)
    assert found.at(0.99) > 900
    assert found.at(0.5) == pytest.approx(1)


def test_a_client_that_is_late_itself_counts_it_too() -> None:
    async def measured(now: Callable[[], float]) -> Waits:
        loop = asyncio.get_running_loop()

        async def act(place: int) -> None:
            if place == 0:
                loop._turned += 0.5  # type: ignore[attr-defined]  (the whole process stood still)

        return await steadily(10, 1, act, now=now)

    found = _run(measured)
    assert found.late[1:6] == pytest.approx([0.4, 0.3, 0.2, 0.1, 0])
    assert found.waits[1:6] == pytest.approx(found.late[1:6])


def test_what_never_comes_failed_and_waited_as_long_as_anybody_would() -> None:
    async def measured(now: Callable[[], float]) -> Waits:
        async def act(place: int) -> None:
            if place == 3:
                await asyncio.Event().wait()
            if place == 4:
                raise ConnectionError

        return await steadily(10, 1, act, patience=5, now=now)

    found = _run(measured)
    assert found.failed == 2
    assert sorted(found.waits)[-2:] == pytest.approx([5, 5])
    assert len(found.waits) == 10
