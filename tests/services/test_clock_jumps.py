"""The clock jumps, an hour back or a day ahead: nothing is sent twice or lost, nothing waits for long, and who is signed in stays so."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.models import OutboxMessage
from monproduit.services import alert_mails, logins, outbox, subscriptions, sweeps, webhook_sweep
from monproduit.services.outbox import Message
from monproduit.services.outbox_claims import LEASE, Claimed
from monproduit.services.outbox_notes import Notebook, Outcome, delayed
from monproduit.services.relay import Patience, Relay
from tests.office import claim
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = pytest.mark.parametrize("jump", [-HOUR, -DAY, DAY], ids=["hour-back", "day-back", "day-ahead"])


class Hands:
    """A clock that stands still until it jumps."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.at = NOON
        clock.go_by(lambda: self.at)


@asynccontextmanager
async def _running(work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _put(*keys: str) -> None:
    async with writing() as session:
        await outbox.put(session, *(Message("mail", key) for key in keys))


async def _count(*conditions: object) -> int:
    async with reading() as session:
        return await session.scalar(select(func.count()).select_from(OutboxMessage).where(*conditions)) or 0  # type: ignore[arg-type]


async def _until(is_so: Callable[[], Awaitable[bool]]) -> None:
    for _attempt in range(1000):
        if await is_so():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@JUMPS
async def test_what_is_being_sent_while_the_clock_jumps_is_sent_once(jump: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monproduit.services.relay._EVERY", 0.02)
    hands, taken, may_answer = Hands(), Counter[str](), asyncio.Event()

    async def send(claimed: Claimed) -> Outcome:
        taken[claimed.key] += 1
        await may_answer.wait()
        return Outcome.SENT

    async def is_done() -> bool:
        return await _count(col(OutboxMessage.done_at).is_not(None)) == 8

    async with _running(Relay({"mail": send}, Patience(timedelta(0), timedelta(0))).run):
        await _put("a", "b")
        await _until(lambda: asyncio.sleep(0, len(taken) == 2))
        hands.at += jump
        await _put("c", "d", "e", "f", "g", "h")
        await _until(lambda: asyncio.sleep(0, taken.total() >= 4))
        may_answer.set()
        await _until(is_done)
    print(f"clock {jump}: {taken.total()} of 8 messages sent, {taken.total() - len(taken)} twice")  # noqa: T201
    assert taken == dict.fromkeys("abcdefgh", 1)


@JUMPS
async def test_what_a_dead_process_held_comes_free(jump: timedelta) -> None:
    hands = Hands()
    await _put("held", "waiting")
    held = await claim()
    assert held
    hands.at += jump + LEASE
    found = [await claim() for _message in range(3)]
    assert sorted(one.key for one in found if one) == ["held", "waiting"]


async def test_a_machine_whose_clock_is_behind_leaves_alone_what_another_sends() -> None:
    hands = Hands()
    await _put("a")
    assert await claim()
    hands.at -= timedelta(minutes=1)
    assert await claim() is None


async def test_what_is_to_leave_later_does_not_leave_because_the_clock_went_back() -> None:
    hands = Hands()
    async with writing() as session:
        await outbox.put(session, Message("mail", "tomorrow", due_at=NOON + DAY))
    hands.at -= HOUR
    assert await claim() is None
    hands.at = NOON + DAY
    assert await claim()


async def test_a_failed_message_keeps_its_pause_when_the_clock_goes_back() -> None:
    hands = Hands()
    await _put("a")
    claimed = await claim()
    assert claimed
    await Notebook().keep(delayed(claimed, "busy", timedelta(minutes=5)))
    hands.at -= HOUR
    assert await claim() is None


async def test_a_day_that_came_too_early_mails_its_alerts_once() -> None:
    hands = Hands()
    await load(*PEOPLE, license_("100-1"))
    await subscriptions.choose(await actor("claire@exemple.fr"), "vigie", wants=True)
    known = {"type": "alert", "products": ["vigie"], "kind": "news", "title": "Alerte"}
    await load(*({**known, "key": f"a{hour}", "published_at": (NOON + hour * HOUR).isoformat()} for hour in (-1, 2, 30)))
    letters = []
    for jump in (0 * HOUR, -HOUR, HOUR, DAY, -DAY, 3 * HOUR):
        hands.at += jump
        await alert_mails.note_published()
        await alert_mails.send_digests()
        letters.append(await _count())
    print(f"alert mails after each jump: {letters}")  # noqa: T201
    assert letters == [1, 1, 1, 2, 2, 2]


@JUMPS
async def test_the_sweeps_go_on(jump: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    hands, done = Hands(), Counter[str]()

    async def told() -> None:
        done["expiring"] += 1

    monkeypatch.setattr(webhook_sweep, "_EVERY", 0.01)
    monkeypatch.setattr(webhook_sweep, "tell_expiring", told)
    async with _running(webhook_sweep.Sweep().run):
        await _until(lambda: asyncio.sleep(0, done["expiring"] == 1))
        hands.at += jump
        await _until(lambda: asyncio.sleep(0, done["expiring"] == 2))
    assert await sweeps.take("digests", HOUR)
    hands.at += jump
    assert await sweeps.take("digests", HOUR)


async def test_who_is_signed_in_stays_so() -> None:
    hands = Hands()
    await load(*PEOPLE)
    claims = {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True, "name": "Claire"}
    claire = logins.digest(await logins.start("https://idp.exemple.fr", claims, ""))
    alive = []
    for jump in (-HOUR, HOUR, HOUR, -HOUR, DAY, -DAY):
        hands.at += jump
        alive.append(bool(await logins.live(claire)))
    assert alive == [True, True, True, True, False, True]
    assert await logins.dead([claire]) == set()
