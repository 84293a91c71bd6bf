"""Bearer tokens of other systems: made once, known by their digest, and looked up at every request."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import look, reading, writing
from monproduit.core.enums import ApiScope
from monproduit.core.errors import PortalError
from monproduit.models import ApiToken
from monproduit.models.columns import Moment

_SIGN = "mp_"
_LONGEST = 100
MOST_DAYS = 3650
_USED_EVERY = timedelta(minutes=1)
_DIGEST, _MOMENT = bindparam("digest", type_=String), bindparam("moment", type_=Moment)


@dataclass(frozen=True, slots=True)
class Caller:
    """The system behind a request."""

    id: int
    name: str
    scopes: frozenset[str]


async def create(name: str, scopes: Collection[str] = tuple(ApiScope), days: int | None = None) -> str:
    """Make a token, and return it: nobody can read it again.

    Raises:
        PortalError: `no_token_name`, `token_name_taken`, `no_scope`, `unknown_scope` or `wrong_days`.
    """
    name = name.strip()
    if not name or len(name) > _LONGEST:
        raise PortalError("no_token_name", limit=_LONGEST)
    if not scopes:
        raise PortalError("no_scope")
    if not set(scopes) <= set(ApiScope):
        raise PortalError("unknown_scope")
    if days is not None and not 0 < days <= MOST_DAYS:
        raise PortalError("wrong_days", limit=MOST_DAYS)
    token, moment = _SIGN + secrets.token_urlsafe(32), clock.now()
    async with writing() as session:
        if await session.scalar(select(ApiToken).where(col(ApiToken.name) == name, _is_live())):
            raise PortalError("token_name_taken", name=name)
        ends = moment + timedelta(days=days) if days else None
        words = " ".join(scope for scope in ApiScope if scope in scopes)
        session.add(ApiToken(name=name, digest=_digest(token), scopes=words, created_at=moment, expires_at=ends))
    return token


async def live() -> list[ApiToken]:
    """Return the tokens that open the door, the newest first."""
    async with reading() as session:
        return list(await session.scalars(select(ApiToken).where(_is_live()).order_by(col(ApiToken.id).desc())))


async def revoke(name: str) -> None:
    """End a token: its next request is refused.

    Raises:
        PortalError: `no_such_token`.
    """
    async with writing() as session:
        token = await session.scalar(select(ApiToken).where(col(ApiToken.name) == name, _is_live()))
        if not token:
            raise PortalError("no_such_token", name=name)
        token.revoked_at = clock.now()


async def caller(token: str) -> Caller | None:
    """Return who shows a token, or nobody; its last use is noted once a minute."""
    if not token.startswith(_SIGN):
        return None
    found = await look(_SHOWN, {"digest": _digest(token), "moment": clock.now()})
    if not found:
        return None
    if found.last_used_at is None or clock.now() - found.last_used_at >= _USED_EVERY:
        async with writing() as session:
            await _note_use(session, found.id)
    return Caller(found.id, found.name, frozenset(found.scopes.split()))


async def _note_use(session: AsyncSession, token_id: int) -> None:
    (await session.get_one(ApiToken, token_id)).last_used_at = clock.now()


def _is_live(moment: Any = None) -> ColumnElement[bool]:
    expires = col(ApiToken.expires_at)
    return col(ApiToken.revoked_at).is_(None) & (expires.is_(None) | (expires > (clock.now() if moment is None else moment)))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


_SHOWN = select(col(ApiToken.id), col(ApiToken.name), col(ApiToken.scopes), col(ApiToken.last_used_at)).where(
    col(ApiToken.digest) == _DIGEST, _is_live(_MOMENT)
)
"""Asked at every request, and so built once."""
