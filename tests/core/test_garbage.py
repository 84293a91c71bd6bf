"""All objects are looked through while nobody waits, or at last though somebody does."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from monproduit.core import garbage
from monproduit.core.garbage import collect_while_idle


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """When all was looked through; as much is there as is worth it, and the clocks are still."""
    found, before = list[float](), gc.get_threshold()
    monkeypatch.setattr(garbage, "_EVERY", 0.01)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 20))
    monkeypatch.setattr(gc, "collect", lambda: found.append(1.0))
    yield found
    gc.set_threshold(*before)


async def _some_rounds() -> None:
    task = asyncio.create_task(collect_while_idle())
    await asyncio.sleep(0.1)
    task.cancel()


async def test_it_is_done_while_nothing_else_is(looks: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "process_time", lambda: 7.0)
    await _some_rounds()
    assert looks
    assert gc.get_threshold()[2] > 100_000


async def test_it_waits_while_much_is_done_but_not_for_ever(looks: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    spent = iter(range(1000))
    monkeypatch.setattr(garbage, "process_time", lambda: next(spent))
    await _some_rounds()
    assert looks == []
    monkeypatch.setattr(garbage, "_LATEST", 0.02)
    await _some_rounds()
    assert looks


async def test_it_is_not_done_for_little(looks: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (600, 9, 3))
    await _some_rounds()
    assert looks == []
