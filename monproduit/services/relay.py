"""The relay: one task in each process that sends what is in the outbox, however often a process or a server dies."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

from monproduit.core import logs, tracing
from monproduit.core.database import writing
from monproduit.core.errors import SendError
from monproduit.services import outbox, outbox_claims, outbox_notes
from monproduit.services.outbox_claims import Claimed, claim
from monproduit.services.outbox_notes import Notebook, Noted, Outcome

Sender = Callable[[Claimed], Awaitable[Outcome]]
"""Sends one message, and returns once it has left, or that it is withheld."""
_EVERY = 1.0
_LANES = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait before trying again: twice as long each time, up to a cap, and never quite the same."""

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=10)

    def after(self, attempts: int) -> timedelta:
        """Return the wait after so many attempts."""
        doubled = self.first * 2 ** min(attempts - 1, 20)
        return min(doubled, self.longest) * SystemRandom().uniform(0.8, 1.2)


class Relay:
    """Sends the messages of each topic by its own sender, a few at a time; a slow topic does not hold up another."""

    def __init__(self, senders: Mapping[str, Sender], patience: Patience | None = None) -> None:
        """Serve these topics."""
        self._senders, self._patience = senders, patience or Patience()

    async def run(self) -> None:
        """Send until the process ends."""
        async with asyncio.TaskGroup() as serving:
            for topic, send in self._senders.items():
                serving.create_task(self._serve(topic, send))

    async def _serve(self, topic: str, send: Sender) -> None:
        news, moved, busy, notebook = asyncio.Event(), asyncio.Event(), set[int](), Notebook()

        def through(task: asyncio.Task[None]) -> None:
            busy.discard(int(task.get_name()))
            moved.set()
            news.set()

        with outbox.woken(news.set):
            async with asyncio.TaskGroup() as sending:
                while True:
                    news.clear()
                    free = _LANES - len(busy)
                    claimed = await _next(topic, free, busy) if free else []
                    for one in claimed:
                        busy.add(one.id)
                        sending.create_task(deliver(one, send, self._patience, notebook), name=str(one.id)).add_done_callback(through)
                    if free and not claimed:
                        await _tell(moved)
                    with suppress(TimeoutError):  # `wait_for` would lose an end of the process that comes together with news
                        async with asyncio.timeout(_EVERY):
                            await news.wait()


async def deliver(claimed: Claimed, send: Sender, patience: Patience, notebook: Notebook) -> None:
    """Send one message, and note what became of it; never raises, for the lease brings back what could not be noted."""
    facts = {"messaging.destination.name": claimed.topic, "monproduit.attempt": claimed.attempts}
    try:
        with logs.naming(), tracing.span(f"send {claimed.topic}", facts) as tell:
            noted = await _sent(claimed, send, patience)
            tell({"monproduit.outcome": noted.what, **({"error.type": noted.what} if noted.last_error else {})})
            await notebook.keep(noted)
    except Exception:  # noqa: BLE001 (the database is away: the lease ends by itself)
        _log.exception("what became of message %s could not be noted", claimed.key)


async def _sent(claimed: Claimed, send: Sender, patience: Patience) -> Noted:
    wait = patience.after(claimed.attempts)
    try:
        async with asyncio.timeout(outbox_claims.LEASE.total_seconds() / 2):
            return outbox_notes.delivered(claimed, await send(claimed))
    except SendError as error:
        _log.warning("message %s was not sent (attempt %s): %s", claimed.key, claimed.attempts, error)
        if error.is_permanent:
            return outbox_notes.refused(claimed, str(error))
        return outbox_notes.delayed(claimed, str(error), wait, is_unsure=error.is_unsure)
    except TimeoutError:
        return outbox_notes.delayed(claimed, "no answer in time", wait, is_unsure=True)
    except Exception as error:  # noqa: BLE001 (a fault of ours is tried again too, and seen by the vendor's people)
        _log.exception("message %s could not be sent", claimed.key)
        return outbox_notes.delayed(claimed, type(error).__name__, wait)


async def _tell(moved: asyncio.Event) -> None:
    """Tell the staff, once all that was due has been tried: not at each of a thousand mails."""
    if moved.is_set():
        moved.clear()
        with suppress(Exception):  # they see it at the next one
            async with writing() as session:
                await outbox.note_staff(session)


async def _next(topic: str, most: int, busy: Collection[int]) -> list[Claimed]:
    try:
        return await claim(topic, most, busy)
    except Exception:  # noqa: BLE001 (the database is away: come back)
        _log.warning("the outbox is out of reach", exc_info=True)
        return []
