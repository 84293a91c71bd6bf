"""One's own logins: seen by their person, and ended by whoever has just proved to be them."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_moment
from monproduit.models import Login
from monproduit.services.access import Actor
from monproduit.services.logins import digest, is_live
from monproduit.views.logins import LoginLine, Logins

FRESH = timedelta(minutes=10)
"""How long a proof of who one is counts for ending logins."""


async def page(actor: Actor, login_id: str) -> Logins:
    """Return the person's logins, this one first and then the one used last."""
    query = select(Login).where(col(Login.user_id) == actor.id, is_live()).order_by(col(Login.seen_at).desc(), col(Login.id))
    async with reading() as session:
        found = list(await session.scalars(query))
    found.sort(key=lambda login: login.id != login_id)
    return Logins([_line(actor, login, login_id) for login in found], any(login.id == login_id and _is_proven(login) for login in found))


async def end(actor: Actor, login_id: str, key: str = "") -> int:
    """End one of the person's other logins, or all of them; return how many.

    Raises:
        PortalError: `sign_in_again`, the person has not proved lately who they are.
    """
    async with writing() as session:
        await _require_proof(session, actor, login_id)
        others = select(col(Login.id)).where(col(Login.user_id) == actor.id, col(Login.id) != login_id, is_live())
        ended = [one for one in await session.scalars(others) if key in {"", _key(one)}]
        await session.execute(update(Login).where(col(Login.id).in_(ended)).values(revoked_at=clock.now()))
    return len(ended)


async def _require_proof(session: AsyncSession, actor: Actor, login_id: str) -> None:
    login = await session.get(Login, login_id)
    if not login or login.user_id != actor.id or not _is_proven(login):
        raise PortalError("sign_in_again")


def _is_proven(login: Login) -> bool:
    return bool(login.proven_at and clock.now() - login.proven_at <= FRESH)


def _line(actor: Actor, login: Login, login_id: str) -> LoginLine:
    since, seen = (local_moment(moment, actor.time_zone) for moment in (login.signed_in_at, login.seen_at))
    return LoginLine(_key(login.id), login.browser or _("Navigateur inconnu"), since, seen, login.id == login_id)


def _key(login_id: str) -> str:
    """Return what names a login in a page: not the name under which the database knows it."""
    return digest(login_id)[:16]
