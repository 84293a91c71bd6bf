"""A mail server that is away, and a portal that is killed: nothing is lost, and no mail arrives more than twice."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.core.settings import settings
from monproduit.models import OutboxMessage
from monproduit.services import alert_mails, subscriptions
from monproduit.services.relay import Patience, Relay
from monproduit.services.senders import SENDERS
from tests.office import Office, serving
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
ROOT = Path(__file__).parents[2]
MAILS = 40
KILLS = int(os.environ.get("MONPRODUIT_RELAY_KILLS") or 2)
"""How often the portal is killed while it sends; 10 for the long form."""
SOON = Patience(timedelta(seconds=0.05), timedelta(seconds=0.2))
RELAY = """
import asyncio
from datetime import timedelta
from monproduit.services import outbox_claims
from monproduit.services.relay import Patience, Relay
from monproduit.services.senders import SENDERS
outbox_claims.LEASE = timedelta(seconds=3)
asyncio.run(Relay(SENDERS, Patience(timedelta(seconds=0.05), timedelta(seconds=0.2))).run())
"""


async def _world() -> None:
    """Let Claire receive forty alerts."""
    await load(*PEOPLE, license_("100-1"))
    await subscriptions.choose(await actor("claire@exemple.fr"), "vigie", wants=True)
    known = {"type": "alert", "products": ["vigie"], "kind": "news", "published_at": clock.now().isoformat()}
    await load(*({**known, "key": f"a{number}", "title": f"Alerte {number}"} for number in range(MAILS)))
    await alert_mails.note_published()


def _send_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONPRODUIT_SMTP_URL", address)
    settings.cache_clear()


async def _open() -> int:
    async with reading() as session:
        is_open = col(OutboxMessage.done_at).is_(None) & col(OutboxMessage.failed_at).is_(None)
        return await session.scalar(select(func.count()).where(is_open)) or 0


async def _until(wanted: int) -> None:
    for _attempt in range(3000):
        if await _open() <= wanted:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError


@asynccontextmanager
async def _relaying() -> AsyncIterator[None]:
    task = asyncio.create_task(Relay(SENDERS, SOON).run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_mail_server_that_comes_and_goes_gets_each_mail_once(monkeypatch: pytest.MonkeyPatch) -> None:
    office, busy = Office(), Office({"DATA": "451 4.3.0 busy"})
    async with serving(office) as address:
        port = int(address.rpartition(":")[2])
    _send_to(address, monkeypatch)
    await _world()
    async with _relaying():
        await asyncio.sleep(0.5)
        assert await _open() == MAILS
        async with serving(office, port):
            await _until(MAILS // 2)
        async with serving(busy, port):
            await _taken(busy, 3)
        async with serving(office, port):
            await _until(0)
    assert set(busy.by_id()) <= set(office.by_id())
    assert (len(office.by_id()), max(office.by_id().values())) == (MAILS, 1)


async def test_a_portal_killed_again_and_again_loses_nothing_and_repeats_once_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    office, chance = Office(), random.Random(7)  # noqa: S311 (moments of a test)
    async with serving(office) as address:
        _send_to(address, monkeypatch)
        await _world()
        for _kill in range(KILLS):
            relay = await asyncio.create_subprocess_exec(sys.executable, "-c", RELAY, cwd=ROOT, env=os.environ, start_new_session=True)
            before = len(office.taken)
            await _taken(office, before + chance.randint(1, 8))
            os.killpg(relay.pid, signal.SIGKILL)
            await relay.wait()
        relay = await asyncio.create_subprocess_exec(sys.executable, "-c", RELAY, cwd=ROOT, env=os.environ, start_new_session=True)
        await _until(0)
        os.killpg(relay.pid, signal.SIGKILL)
        await relay.wait()
    async with reading() as session:
        failed = list(await session.scalars(select(col(OutboxMessage.last_error)).where(col(OutboxMessage.failed_at).is_not(None))))
    assert [reason for reason in failed if "may have arrived" not in reason and reason != "no answer in time"] == []
    assert len(office.by_id()) >= MAILS - len(failed)
    assert max(office.by_id().values()) <= 2


async def _taken(office: Office, count: int) -> None:
    for _attempt in range(60_000):
        if len(office.taken) >= min(count, MAILS):
            return
        await asyncio.sleep(0.001)
    raise TimeoutError
