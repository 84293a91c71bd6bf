"""The change log is followed from where one stood, and nothing is missed."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from monproduit.core import clock
from monproduit.core.database import engine, reading, writing
from monproduit.core.sections import Section
from monproduit.integrations import change_log as module
from monproduit.integrations.change_log import Changed, ChangeLog, PostgresChangeLog, change_log, follow, forget_before
from monproduit.models import Change, Product
from monproduit.services.changes import Touched, note

pytestmark = pytest.mark.usefixtures("portal")


async def _touch(*products: int) -> None:
    async with writing() as session:
        await note(session, [Touched(product_id=product, section=Section.NEWS_ALERTS) for product in products])


async def _products(count: int) -> None:
    async with writing() as session:
        session.add_all(Product(id=number, slug=f"p{number}", name=f"P {number}") for number in range(1, count + 1))


async def _collect(log: ChangeLog, ids: list[int], enough: int) -> None:
    async with aclosing(follow(log)) as changes:
        async for batch in changes:
            ids += [change.product_id for change in batch if change.product_id]
            if len(ids) >= enough:
                return


class _Standing:
    """A log that says when its follower stands at its end."""

    def __init__(self, log: ChangeLog) -> None:
        self._log, self.is_there = log, asyncio.Event()

    async def start(self) -> None:
        await self._log.start()
        self.is_there.set()

    def changes(self) -> AsyncGenerator[list[Changed]]:
        return self._log.changes()  # type: ignore[return-value]


@asynccontextmanager
async def _following(log: ChangeLog, ids: list[int], enough: int) -> AsyncIterator[None]:
    """Follow a log from before what is done here until enough has come."""
    standing = _Standing(log)
    async with asyncio.timeout(30):
        following = asyncio.create_task(_collect(standing, ids, enough))
        await standing.is_there.wait()
        yield
        await following


async def test_what_was_committed_before_is_not_told() -> None:
    await _products(2)
    await _touch(1)
    seen = list[int]()
    async with _following(change_log(engine()), seen, 1):
        await _touch(2)
    assert seen == [2]


async def test_a_batch_larger_than_a_reading_comes_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_MOST", 3)
    await _products(10)
    seen = list[int]()
    async with _following(change_log(engine()), seen, 10):
        await _touch(*range(1, 11))
    assert seen == list(range(1, 11))


class _Interrupted:
    """A log whose source goes away after the first change."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log
        self.times = 0

    async def start(self) -> None:
        await self._log.start()

    async def changes(self) -> AsyncGenerator[list[Changed]]:
        self.times += 1
        async with aclosing(self._log.changes()) as changes:
            async for batch in changes:
                yield batch
                if self.times == 1:
                    await _touch(2, 3)
                    raise ConnectionError("the database went away")


async def test_a_listener_that_lost_its_source_catches_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    await _products(3)
    log, seen = _Interrupted(change_log(engine())), list[int]()
    async with _following(log, seen, 3):
        await _touch(1)
    assert sorted(set(seen)) == [1, 2, 3]
    assert log.times == 2


async def test_what_is_rolled_back_is_not_told() -> None:
    await _products(1)
    log, seen = _Standing(change_log(engine())), list[int]()
    following = asyncio.create_task(_collect(log, seen, 1))
    await log.is_there.wait()
    with pytest.raises(ZeroDivisionError):
        await _fail_after_noting()
    await asyncio.sleep(0.4)
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)  # it is done with the database before that is gone
    assert seen == []


async def _fail_after_noting() -> None:
    async with writing() as session:
        await note(session, [Touched(product_id=1)])
        await session.flush()
        raise ZeroDivisionError


async def test_an_earlier_row_that_is_committed_later_is_not_lost() -> None:
    if engine().dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: rows commit in order")
    await _products(2)
    seen = list[int]()
    async with _following(change_log(engine()), seen, 2), writing() as slow:
        await note(slow, [Touched(product_id=1)])
        await slow.flush()
        await _touch(2)
        while not seen:  # noqa: ASYNC110 (a list rings no bell)
            await asyncio.sleep(0.02)
        assert seen == [2]
    assert seen == [2, 1]


async def test_a_number_that_is_given_again_after_a_kill_hides_nothing() -> None:
    log = change_log(engine())
    if not isinstance(log, PostgresChangeLog):
        pytest.skip("SQLite gives no transaction a number")
    await _products(2)
    await _touch(1)
    await log.start()
    low, high, _running = log._snapshot.split(":")
    log._snapshot = f"{int(high) + 100}:{int(high) + 100}:"
    assert int(low) <= int(high)
    await _touch(2)
    seen = list[int]()
    async with asyncio.timeout(10), aclosing(log.changes()) as changes:
        async for batch in changes:
            seen += [change.product_id for change in batch if change.product_id]
            break
    assert seen == [2]


async def test_what_nobody_waits_for_is_forgotten() -> None:
    await _products(1)
    await _touch(1)
    for moment, left in ((clock.now() - timedelta(hours=1), 1), (clock.now() + timedelta(seconds=1), 0)):
        await forget_before(engine(), moment)
        async with reading() as session:
            assert (await session.execute(select(func.count()).select_from(Change))).scalar_one() == left
