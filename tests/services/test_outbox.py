"""The outbox: written with its reason, sent once, whatever dies meanwhile."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from monproduit.core.database import reading, writing
from monproduit.core.errors import SendError
from monproduit.models import OutboxMessage
from monproduit.services import outbox, relay, retention
from monproduit.services.outbox import Message
from monproduit.services.outbox_claims import LEASE, Claimed
from monproduit.services.outbox_notes import Notebook, Outcome, delivered, refused
from monproduit.services.relay import Patience, Relay, Sender
from tests.office import claim, pass_on

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AT_ONCE = Patience(timedelta(0), timedelta(0))


class Post:
    """A post office that may be shut, and counts what it takes."""

    def __init__(self, *answers: Exception | None) -> None:
        self.taken, self._answers = Counter[str](), list(answers)

    async def send(self, claimed: Claimed) -> Outcome:
        answer = self._answers.pop(0) if self._answers else None
        if answer and not getattr(answer, "is_unsure", False):
            raise answer
        self.taken[claimed.key] += 1
        if answer:
            raise answer
        return Outcome.SENT


async def _put(*keys: str, **fields: object) -> None:
    async with writing() as session:
        await outbox.put(session, *(Message("mail", key, **fields) for key in keys))  # type: ignore[arg-type]


async def _all() -> list[OutboxMessage]:
    async with reading() as session:
        return list(await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))  # type: ignore[arg-type]


async def _drain(send: Sender) -> int:
    count = 0
    while claimed := await claim():
        await pass_on(claimed, send, AT_ONCE)
        count += 1
    return count


@asynccontextmanager
async def _running(*relays: Relay) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(relay.run()) for relay in relays]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _until_done(count: int) -> None:
    for _attempt in range(500):
        if sum(bool(message.done_at) for message in await _all()) == count:
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def test_the_same_key_twice_is_once_also_in_one_transaction() -> None:
    await _put("a", "a", "b")
    await _put("b", payload={"other": 1})
    assert [(message.key, message.payload) for message in await _all()] == [("a", {}), ("b", {})]


async def test_what_is_rolled_back_was_never_there() -> None:
    async def fail() -> None:
        async with writing() as session:
            await outbox.put(session, Message("mail", "a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await _all() == []


async def test_what_is_written_leaves_at_once_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_EVERY", 3600.0)
    post = Post()
    async with _running(Relay({"mail": post.send})):
        await asyncio.sleep(0.2)
        await _put("a")
        await _until_done(1)
    assert post.taken == {"a": 1}


async def test_two_relays_share_the_work_and_send_nothing_twice() -> None:
    post, keys = Post(), [f"m{number}" for number in range(60)]
    await _put(*keys)
    async with _running(Relay({"mail": post.send}), Relay({"mail": post.send})):
        await _until_done(60)
    assert post.taken == dict.fromkeys(keys, 1)


async def test_topics_are_apart_and_a_message_of_tomorrow_waits() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await _put("now")
        await _put("later", due_at=NOON + timedelta(days=1))
        assert await claim("webhook") is None
        post = Post()
        assert await _drain(post.send) == 1
        clock.shift(timedelta(days=1))
        assert await _drain(post.send) == 1
    assert list(post.taken) == ["now", "later"]


async def test_a_killed_process_repeats_once_and_never_more() -> None:
    """Kill between sending and noting it: the lease ends, it is sent again; killed again there, it is given up in sight."""
    with time_machine.travel(NOON, tick=False) as clock:
        await _put("a")
        post = Post()
        for _kill in range(2):
            claimed = await claim()
            assert claimed
            await post.send(claimed)
            assert await claim() is None
            clock.shift(LEASE)
        assert await claim() is None
        (message,) = await _all()
    assert post.taken == {"a": 2}
    assert message.failed_at
    assert "may have arrived" in message.last_error


async def test_a_server_that_is_away_costs_no_repeat_however_long() -> None:
    post = Post(*[SendError("connection refused")] * 50)
    await _put("a")
    assert await _drain(post.send) == 51
    assert post.taken == {"a": 1}
    (message,) = await _all()
    assert (message.attempts, message.last_error, bool(message.done_at)) == (51, "", True)


async def test_a_server_that_takes_and_does_not_answer_gets_it_twice_at_most() -> None:
    post = Post(*[SendError("connection lost", is_unsure=True)] * 9)
    await _put("a")
    await _drain(post.send)
    assert post.taken == {"a": 2}
    (message,) = await _all()
    assert (bool(message.failed_at), message.last_error) == (True, "connection lost")


async def test_a_refusal_for_good_is_not_tried_again_and_a_fault_of_ours_is() -> None:
    post = Post(SendError("550 no such user", is_permanent=True), KeyError("oops"))
    await _put("a", "b")
    await _drain(post.send)
    refused, sent = await _all()
    assert (bool(refused.failed_at), refused.last_error, refused.attempts) == (True, "550 no such user", 1)
    assert (bool(sent.done_at), sent.attempts) == (True, 2)


async def test_after_five_days_it_is_given_up_in_sight() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await _put("a")
        clock.shift(timedelta(days=4, hours=23, minutes=59))
        post = Post(*[SendError("away")] * 9)
        claimed = await claim()
        assert claimed
        await pass_on(claimed, post.send)
        clock.shift(timedelta(minutes=2))
        claimed = await claim()
        assert claimed
        await pass_on(claimed, post.send)
        assert await claim() is None
    (message,) = await _all()
    assert (bool(message.failed_at), message.last_error) == (True, "away")


async def test_whoever_lost_the_lease_writes_nothing_any_more() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await _put("a")
        slow = await claim()
        clock.shift(LEASE)
        fast = await claim()
        assert slow
        assert fast
        await Notebook().keep(delivered(fast))
        await Notebook().keep(refused(slow, "late"))
    (message,) = await _all()
    assert (bool(message.done_at), message.failed_at) == (True, None)


async def test_what_left_long_ago_is_forgotten_and_what_failed_is_not() -> None:
    with time_machine.travel(NOON, tick=False):
        await _put("a", "b")
        post = Post(SendError("no", is_permanent=True))
        await _drain(post.send)
    with time_machine.travel(NOON + timedelta(days=31), tick=False):
        await retention.tidy()
    assert [message.key for message in await _all()] == ["a"]


def test_waits_double_up_to_a_cap_and_are_never_quite_the_same() -> None:
    waits = [Patience().after(attempt).total_seconds() for attempt in range(1, 200)]
    assert 4 <= waits[0] <= 6
    assert 16 <= waits[2] <= 24
    assert all(480 <= wait <= 720 for wait in waits[8:])
    assert len(set(waits)) > 190
