"""Work that comes round: one process takes each turn."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from monproduit.core.database import writing
from monproduit.services import outbox, retention, sweeps
from monproduit.services.outbox import Message
from monproduit.services.outbox_notes import Notebook, delivered
from monproduit.services.sweeps import Round, go_round, take
from tests.office import claim
from tests.world import PEOPLE, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_of_four_processes_one_takes_the_turn() -> None:
    done = list[str]()

    async def work() -> None:
        done.append("work")

    with time_machine.travel(NOON, tick=False) as clock:
        for _turn in range(2):
            await asyncio.gather(*(go_round(Round("digests", HOUR, work)) for _process in range(4)))
            clock.shift(HOUR)
    assert done == ["work", "work"]


async def test_a_turn_taken_under_a_clock_that_was_far_ahead_does_not_hold_up_for_years() -> None:
    with time_machine.travel(NOON + timedelta(days=900), tick=False):
        assert await take("digests", HOUR)
    with time_machine.travel(NOON, tick=False):
        assert await take("digests", HOUR)
        assert not await take("digests", HOUR)
        assert await take("reminders", HOUR)


async def test_a_round_that_fails_does_not_end_the_others(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    done = asyncio.Event()

    async def fail() -> None:
        raise RuntimeError

    async def work() -> None:
        done.set()

    monkeypatch.setattr(sweeps, "ROUNDS", (Round("bad", HOUR, fail), Round("good", HOUR, work)))
    running = asyncio.create_task(sweeps.run())
    await asyncio.wait_for(done.wait(), 10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert "a sweep failed" in caplog.text


async def test_what_left_a_month_ago_is_forgotten() -> None:
    await load(*PEOPLE)
    with time_machine.travel(NOON, tick=False) as clock:
        async with writing() as session:
            await outbox.put(session, Message("mail", "a"))
        claimed = await claim()
        assert claimed
        await Notebook().keep(delivered(claimed))
        for days, is_known in ((29, True), (2, False)):
            clock.shift(timedelta(days=days))
            await retention.tidy()
            async with writing() as session:
                await outbox.put(session, Message("mail", "a"))
            assert bool(await claim()) != is_known
