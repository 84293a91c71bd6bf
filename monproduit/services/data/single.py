"""One thing of the data format, or a page of them: read and written by its key."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import UserGroup
from monproduit.services.data import together
from monproduit.services.data.exporting import some
from monproduit.services.data.formats import KEYS, Thing
from monproduit.services.data.kinds import KINDS
from monproduit.services.data.named import Key, one, plain
from monproduit.services.idempotency import Answer, Ask, once
from monproduit.services.members import take_role

_PLACES = {"membership": ("group_id", "user_id", "role")}


@dataclass(frozen=True, slots=True)
class Some:
    """A page of things, and what leads to the next one."""

    items: list[Thing]
    next: str | None


async def get(kind: str, key: Key) -> Thing:
    """Return one thing.

    Raises:
        PortalError: `no_such_thing`.
    """
    async with reading() as session:
        _row, thing = await one(session, kind, key)
        return thing


async def page(kind: str, cursor: str | None, limit: int) -> Some:
    """Return the things after a cursor, in the order in which they came.

    Raises:
        PortalError: `wrong_cursor`.
    """
    places = _PLACES.get(kind, ("id",))
    columns = [col(getattr(KINDS[kind].table, name)) for name in places]
    async with reading() as session:
        found = await some(session, kind, tuple_(*columns) > tuple_(*_opened(cursor, places)), limit + 1)
    shown = found[:limit]
    last = [getattr(shown[-1][0], name) for name in places] if len(found) > limit else None
    return Some([thing for _, thing in shown], _closed(last) if last else None)


async def put(ask: Ask, kind: str, key: Key, fields: dict[str, Any]) -> Answer:
    """Make a thing or change it, and answer with it as it is then.

    Raises:
        RefusedError: it has errors.
        PortalError: as `once`; or `other_key`, its fields name another thing than the address.
    """
    for name in KEYS[kind]:
        if name in fields and plain(kind, name, str(fields[name])) != plain(kind, name, key[name]):
            raise PortalError("other_key", field=name, value=key[name])
    return await together.put(together.Write(ask, kind, key, json.dumps({**key, **fields, "type": kind}).encode()))


async def remove_membership(ask: Ask, key: Key) -> Answer:
    """Take a role in a group away from a person.

    Raises:
        PortalError: as `once`; `no_such_thing` or `last_administrator`.
    """

    async def work(session: AsyncSession) -> Answer:
        row, _thing = await one(session, "membership", key)
        await session.execute(select(col(UserGroup.id)).where(col(UserGroup.id) == row.group_id).with_for_update())
        await take_role(session, row.group_id, row.user_id, row.role)
        return Answer(204)

    return await once(ask, work)


def _closed(place: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _opened(cursor: str | None, places: tuple[str, ...]) -> list[Any]:
    if cursor is None:
        return ["" if name == "role" else 0 for name in places]
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise PortalError("wrong_cursor") from error
    is_right = isinstance(place, list) and [type(one) for one in place] == [str if name == "role" else int for name in places]
    if not is_right or any(isinstance(one, int) and abs(one) >= 2**63 for one in place):
        raise PortalError("wrong_cursor")
    return place
