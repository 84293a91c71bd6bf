"""Do what a request asks once: the answer is kept in the transaction of the work, and given again to the same request."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import engine, writing
from monproduit.core.errors import PortalError
from monproduit.models import IdempotentAnswer

KEPT = timedelta(hours=24)
_KEPT: Any = IdempotentAnswer.__table__  # pyright: ignore[reportAttributeAccessIssue]
_under_way: set[tuple[int, str]] = set()


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: whose it is, the key it carries (or none), and what tells it from others."""

    token_id: int
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, as it leaves: a status, and a body in JSON."""

    status: int
    body: str = ""
    is_repeated: bool = False


Work = Callable[[AsyncSession], Awaitable[Answer]]
"""Does what a request asks, in a transaction."""


async def once(ask: Ask, work: Work) -> Answer:
    """Do the work in one transaction, or repeat the answer that the same request had in the last 24 hours.

    What fails is rolled back whole and not kept, so that the request may be sent again.

    Raises:
        PortalError: `key_reused`, another request had this key; or `key_under_way`, the same one has no answer yet.
    """
    with alone(ask):
        return await once_alone(ask, work)


async def once_alone(ask: Ask, work: Work) -> Answer:
    """Do the same for a caller who is alone with the key already."""
    async with writing() as session:
        if not ask.key:
            return await work(session)
        await _lock(session, ask)
        kept = await session.get(IdempotentAnswer, (ask.token_id, ask.key))
        if kept and kept.at > clock.now() - KEPT:
            return _again(kept, ask)
        if kept:
            await session.delete(kept)
            await session.flush()
        answer = await work(session)
        await keep(session, [(ask, answer)])
        return answer


async def keep(session: AsyncSession, answers: Sequence[tuple[Ask, Answer]]) -> None:
    """Keep the answers to requests with keys, in the caller's transaction; a key that has one is an error of the database."""
    moment = clock.now()
    rows = [
        {"token_id": ask.token_id, "key": ask.key, "fingerprint": ask.fingerprint, "status": answer.status, "body": answer.body, "at": moment}
        for ask, answer in answers
        if ask.key
    ]
    if rows:
        await session.execute(insert(_KEPT), rows)


@contextmanager
def alone(ask: Ask) -> Iterator[None]:
    """Refuse a second request with the same key while the first is under way in this process.

    Raises:
        PortalError: `key_under_way`.
    """
    name = ask.token_id, ask.key
    if ask.key and name in _under_way:
        raise PortalError("key_under_way")
    _under_way.add(name)
    try:
        yield
    finally:
        _under_way.discard(name)


async def forget_old() -> None:
    """Drop the answers that nobody can ask for again."""
    async with writing() as session:
        await session.execute(delete(IdempotentAnswer).where(col(IdempotentAnswer.at) < clock.now() - KEPT))


def _again(kept: IdempotentAnswer, ask: Ask) -> Answer:
    if kept.fingerprint != ask.fingerprint:
        raise PortalError("key_reused")
    return Answer(kept.status, kept.body, is_repeated=True)


async def _lock(session: AsyncSession, ask: Ask) -> None:
    """Refuse it in other processes too; on SQLite there is one writer at a time, who then finds the answer."""
    if engine().dialect.name == "postgresql":
        query = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        if not (await session.execute(query, {"name": f"{ask.token_id} {ask.key}"})).scalar_one():
            raise PortalError("key_under_way")
