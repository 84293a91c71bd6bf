"""How the outbox stands, for whoever watches over the portal."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading
from monproduit.models import OutboxMessage
from monproduit.services.senders import SENDERS


@dataclass(frozen=True, slots=True)
class Standing:
    """How many messages of a topic wait or were given up, and how long the oldest one that waits has been due."""

    waiting: int = 0
    oldest_seconds: float = 0
    failed: int = 0


async def standing() -> dict[str, Standing]:
    """Return how each topic stands, also one that has nothing to send."""
    is_failed = col(OutboxMessage.failed_at).is_not(None)
    count, due = func.count(), func.min(col(OutboxMessage.due_at))
    query = select(col(OutboxMessage.topic), is_failed, count, due).where(col(OutboxMessage.done_at).is_(None))
    async with reading() as session:
        found = (await session.execute(query.group_by(col(OutboxMessage.topic), is_failed))).all()
    waiting, failed = ({topic: (many, first) for topic, fails, many, first in found if bool(fails) is which} for which in (False, True))
    now, nothing = clock.now(), (0, None)
    told = dict[str, Standing]()
    for topic in sorted({*SENDERS, *waiting, *failed}):
        many, first = waiting.get(topic, nothing)
        told[topic] = Standing(many, max(0.0, (now - first).total_seconds()) if first else 0.0, failed.get(topic, nothing)[0])
    return told
