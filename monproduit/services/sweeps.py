"""What comes with the hour and leaves by mail: alerts that appear, digests, reminders; one process does each turn."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import insert_new, writing
from monproduit.models import Turn
from monproduit.services import alert_mails, reminders, retention

_TICK = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """Work that comes round."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[None]]


ROUNDS = (
    Round("digests", timedelta(seconds=30), alert_mails.send_digests),
    Round("reminders", timedelta(minutes=5), reminders.sweep),
    Round("tidy", timedelta(hours=1), retention.tidy),
)


async def run() -> None:
    """See to it until the process ends."""
    looked: dict[str, datetime] = {}
    while True:
        await _guarded(alert_mails.note_published)
        for round_ in ROUNDS:
            if abs(clock.now() - looked.get(round_.name, datetime.min.replace(tzinfo=clock.now().tzinfo))) >= round_.every:
                looked[round_.name] = clock.now()
                await _guarded(lambda chosen=round_: go_round(chosen))
        await asyncio.sleep(_TICK)


async def go_round(round_: Round) -> None:
    """Do the work, if no other process has taken this turn."""
    if await take(round_.name, round_.every):
        await round_.work()


async def take(name: str, every: timedelta) -> bool:
    """Take a turn, unless somebody has it; a turn that ends later than it could is from a clock that went wrong."""
    moment = clock.now()
    async with writing() as session:
        is_over = or_(col(Turn.next_at) <= moment, col(Turn.next_at) > moment + every + clock.APART)
        query = insert_new(session, Turn).values(name=name, next_at=moment + every)
        query = query.on_conflict_do_update(index_elements=["name"], set_={"next_at": moment + every}, where=is_over)
        return bool(await session.scalar(query.returning(Turn.name)))


async def _guarded(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:  # noqa: BLE001 (it comes round again)
        _log.exception("a sweep failed")
