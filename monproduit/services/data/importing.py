"""Import lines for another system: once for each idempotency key, with a report."""

import asyncio
import json
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.services.data.applying import apply_in, sort
from monproduit.services.data.reading import Problem, Raw
from monproduit.services.idempotency import Answer, Ask, once

_SHOWN = 1000


async def import_lines(ask: Ask, raws: Sequence[Raw], *, keep_going: bool) -> Answer:
    """Import all lines or none; with `keep_going` all that are right. Answer with what was written, and what is wrong.

    Raises:
        RefusedError: there are errors, and no `keep_going`.
        PortalError: as `once`.
    """
    waiting = await asyncio.to_thread(sort, raws)

    async def work(session: AsyncSession) -> Answer:
        report = await apply_in(session, waiting, keep_going=keep_going)
        told = {
            "written": dict(+report.written),
            "created": report.created,
            "unchanged": report.unchanged,
            "set_aside": report.aside[:_SHOWN],
            "problem_count": len(report.problems),
            "problems": told_problems(report.problems),
        }
        return Answer(200, json.dumps(told))

    return await once(ask, work)


def told_problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the first of the problems, each with its line and field."""
    return [{"line": one.line, "field": one.field, "message": one.message} for one in problems[:_SHOWN]]
