"""Mails that came back: a report counts once, for the mail that it names and its one recipient, and may suspend the address."""

import logging
import re
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import BounceError
from monproduit.integrations.bounce import Report, Returned, code, read
from monproduit.models import OutboxMessage, SuspendedAddress
from monproduit.services.outbox import MAIL, note_staff
from monproduit.services.suspensions import suspend

PATIENCE = 3
"""On how many days mails must come back that may only be held up, until no more are sent."""
WINDOW = timedelta(days=30)
"""Within how many days that is."""
_DIGEST = re.compile(r"[0-9a-f]{32}")
_SENDER = ("5.1.5", "5.1.7", "5.1.8", "5.1.9")
"""Codes among those about addresses that say nothing against the recipient's."""
_log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """What a report was found to be."""

    SUSPENDED = "it came back, and no more is sent there"
    BOUNCED = "it came back"
    REPEATED = "it was reported before"
    DELAYED = "it is late"
    NO_FAILURE = "it did not fail"
    FOREIGN = "the report is about another recipient"
    UNKNOWN = "the report is about an unknown mail"
    UNREADABLE = "no report was found"


class Kind(StrEnum):
    """How a mail came back: for good, or for now."""

    FINAL = "final"
    PASSING = "passing"


_DOUBTFUL = (Verdict.FOREIGN, Verdict.UNKNOWN, Verdict.UNREADABLE)


async def take(content: bytes) -> Verdict:
    """Take a report as it came by mail; whoever wrote it, nothing is changed but what it names rightly."""
    try:
        report = read(content)
    except BounceError as error:
        _log.warning("a report of mail changes nothing: %s", error)
        return Verdict.UNREADABLE
    verdict, one = await _judge(report)
    level = logging.WARNING if verdict in _DOUBTFUL else logging.INFO
    _log.log(level, "a report of mail: %s", verdict, extra={"status": one.status, "words": one.words} if one else {})
    return verdict


async def note_refusal(address: str, words: str) -> None:
    """Learn from a server that refuses a recipient at once, if it says that nobody is there."""
    status = code(words)
    if kind(status) == Kind.FINAL:
        async with writing() as session:
            await suspend(session, address, status, words)


async def figures() -> tuple[dict[Kind, int], int]:
    """Return how many mails came back, by kind, and how many addresses are suspended."""
    returned = select(col(OutboxMessage.bounce_status), func.count()).where(col(OutboxMessage.bounced_at).is_not(None))
    counts = dict.fromkeys(Kind, 0)
    async with reading() as session:
        for status, count in await session.execute(returned.group_by(col(OutboxMessage.bounce_status))):
            counts[kind(status)] += count
        suspended = await session.scalar(select(func.count()).where(col(SuspendedAddress.lifted_at).is_(None)))
    return counts, suspended or 0


def kind(status: str) -> Kind:
    """Tell by its code (RFC 3463) whether nobody reads mail at an address, or this mail, this server or this day is the reason."""
    is_final = (status.startswith("5.1.") and status not in _SENDER) or status in ("5.0.0", "5.2.1")
    return Kind.FINAL if is_final else Kind.PASSING


async def _judge(report: Report) -> tuple[Verdict, Returned | None]:
    digest = report.message_id.partition("@")[0].lower()
    if not _DIGEST.fullmatch(digest):
        return Verdict.UNKNOWN, None
    async with writing() as session:
        mine = (col(OutboxMessage.topic) == MAIL) & (col(OutboxMessage.digest) == digest)
        message = await session.scalar(select(OutboxMessage).where(mine).with_for_update())
        if not message:
            return Verdict.UNKNOWN, None
        meant = [one for one in report.recipients if message.recipient.lower() in (one.address, one.original)]
        if not meant:
            return Verdict.FOREIGN, None
        one = next((one for one in meant if one.action == "failed"), meant[0])
        if one.action != "failed":
            return (Verdict.DELAYED if one.action == "delayed" else Verdict.NO_FAILURE), one
        return (Verdict.REPEATED if message.bounced_at else await _count(session, message, one)), one


async def _count(session: AsyncSession, message: OutboxMessage, one: Returned) -> Verdict:
    message.bounced_at, message.bounce_status, message.bounce_words = clock.now(), one.status, one.words
    await session.flush()
    await note_staff(session)
    if kind(one.status) == Kind.PASSING and not await _is_persistent(session, message.recipient):
        return Verdict.BOUNCED
    await suspend(session, message.recipient, one.status, one.words)
    return Verdict.SUSPENDED


async def _is_persistent(session: AsyncSession, address: str) -> bool:
    """Tell whether mails came back on several days, since the address was last given another chance."""
    former = await session.get(SuspendedAddress, address.lower())
    since = clock.now() - WINDOW
    if former and former.lifted_at:
        since = max(since, former.lifted_at)
    query = select(col(OutboxMessage.bounced_at)).where(col(OutboxMessage.recipient) == address, col(OutboxMessage.bounced_at) > since)
    return len({moment.date() for moment in await session.scalars(query) if moment}) >= PATIENCE
