"""Writes that wait for the one writer of SQLite go together, in one transaction; each has the answer that it would have alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.core.database import engine, writing
from monproduit.services.data.applying import apply_in, sort
from monproduit.services.data.kinds import KINDS
from monproduit.services.data.named import Key, name_of, one, several
from monproduit.services.data.raw import Raw
from monproduit.services.idempotency import Answer, Ask, alone, keep, once_alone

_MOST = 100
_PAUSE = 0.005
"""How long a writer waits for company, where the last one had some."""


@dataclass(eq=False, slots=True)
class Write:
    """A thing to write, for a request; and what came of it."""

    ask: Ask
    kind: str
    key: Key
    line: bytes
    outcome: Answer | Exception | None = None


@dataclass(slots=True)
class _Queue:
    """Those who wait: whoever has the turn writes for all."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: list[Write] = field(default_factory=list)
    is_busy: bool = False

    async def write(self, write: Write) -> None:
        """Write for all who can go together."""
        if self.is_busy:
            await asyncio.sleep(_PAUSE)
        writes = self._companions(write)
        self.is_busy = len(writes) > 1
        await _write(writes)

    def _companions(self, write: Write) -> list[Write]:
        """Return a write and those that can go with it: of the same type, and each of another thing."""
        chosen: dict[tuple[str, ...], Write] = {name_of(write.kind, write.key): write}
        for other in self.waiting:
            if other.kind == write.kind and other.outcome is None and len(chosen) < _MOST:
                chosen.setdefault(name_of(other.kind, other.key), other)
        return list(chosen.values())


_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, _Queue] = WeakKeyDictionary()


async def put(write: Write) -> Answer:
    """Make a thing or change it, once, and answer with it as it is then.

    Raises:
        RefusedError: it has errors.
        PortalError: as `once`.
    """
    if engine().dialect.name != "sqlite":
        with alone(write.ask):
            return await _by_itself(write)
    queue = _queues.setdefault(asyncio.get_running_loop(), _Queue())
    with alone(write.ask):
        queue.waiting.append(write)
        try:
            async with queue.turn:
                if write.outcome is None:
                    await queue.write(write)
        finally:
            queue.waiting.remove(write)
    if isinstance(write.outcome, Answer):
        return write.outcome
    raise write.outcome or AssertionError


async def _write(writes: Sequence[Write]) -> None:
    """Write all in one transaction; if any of them is refused, or was answered before, each in its own."""
    if len(writes) > 1:
        try:
            answers = await _all(writes)
        except Exception:  # noqa: BLE001 (whose it is, and what it is, shows when each goes alone)
            answers = None
        if answers:
            for write, answer in zip(writes, answers, strict=True):
                write.outcome = answer
            return
    for write in writes:
        try:
            write.outcome = await _by_itself(write)
        except Exception as error:  # noqa: BLE001 (it is raised again where the request waits)
            write.outcome = error


async def _all(writes: Sequence[Write]) -> list[Answer]:
    kind, waiting = writes[0].kind, sort(Raw("", place, write.line) for place, write in enumerate(writes, 1))
    async with writing() as session:
        report = await apply_in(session, waiting)
        found = await several(session, kind, [write.key for write in writes])
        answers = list[Answer]()
        for write in writes:
            row, thing = found[name_of(kind, write.key)]
            is_new = (kind, *(getattr(row, name) for name in KINDS[kind].key)) in report.new
            answers.append(Answer(201 if is_new else 200, thing.model_dump_json()))
        await keep(session, [(write.ask, answer) for write, answer in zip(writes, answers, strict=True)])
        return answers


async def _by_itself(write: Write) -> Answer:
    waiting = sort([Raw("", 1, write.line)])

    async def work(session: AsyncSession) -> Answer:
        report = await apply_in(session, waiting)
        _row, thing = await one(session, write.kind, write.key)
        return Answer(201 if report.new else 200, thing.model_dump_json())

    return await once_alone(write.ask, work)
