"""Who is signed in: the browser has a random cookie, the database only its digest."""

import logging
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.among import among
from monproduit.core.database import fetch, look, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import LOCALES
from monproduit.core.settings import settings
from monproduit.models import Login, Person
from monproduit.services.access import Actor

_LIFE = timedelta(hours=12)
_IDLE = timedelta(hours=2)
_SEEN_EVERY = timedelta(minutes=5)
_LIVE = (
    select(col(Person.id), col(Person.email), col(Person.name), col(Person.time_zone), col(Person.locale), col(Person.staff), col(Login.seen_at))
    .join(Login, col(Login.user_id) == col(Person.id))
    .where(col(Login.id) == bindparam("login"), col(Login.revoked_at).is_(None))
    .where(col(Login.expires_at) > bindparam("moment"), col(Login.seen_at) > bindparam("idle"))
)
"""Who is behind a login: asked at every event and every request."""
_LONGEST_WAY, _MOST_WAYS = 40, 5
_log = logging.getLogger(__name__)


def digest(cookie: str) -> str:
    """Return the name under which the database knows a cookie."""
    return sha256(cookie.encode()).hexdigest()


async def start(issuer: str, claims: Mapping[str, Any], id_token: str, former: str | None = None, browser: str = "") -> str:
    """Sign a person in after the provider vouched for them, and end their former login in this browser; return the new cookie.

    The person is the one with this issuer and subject; else the imported one with this verified e-mail address; else a new one.

    Raises:
        PortalError: `no_email`, the provider does not vouch for an e-mail address.
    """
    cookie, moment = secrets.token_urlsafe(32), clock.now()
    async with writing() as session:
        person = await _person(session, issuer, claims)
        if former:
            await session.execute(update(Login).where(col(Login.id) == digest(former), _is_open()).values(revoked_at=moment))
        login = Login(id=digest(cookie), user_id=person.id, id_token=id_token, signed_in_at=moment, seen_at=moment, expires_at=moment + _LIFE)
        login.provider_session = str(claims["sid"]) if claims.get("sid") else None
        login.proven_at, login.browser = proven_at(claims), browser
        session.add(login)
    _log.info("signed in", extra={"person": person.id, "ways": " ".join(_ways(claims))})
    return cookie


def proven_at(claims: Mapping[str, Any]) -> datetime | None:
    """Return when the person proved who they are, if the provider says so; never later than now."""
    said, moment = claims.get("auth_time"), clock.now()
    return datetime.fromtimestamp(min(said, moment.timestamp()), UTC) if type(said) is int and said > 0 else None


async def live(login_id: str) -> Actor | None:
    """Return who is behind a login that is neither ended, nor expired, nor idle."""
    if not login_id:
        return None
    moment = clock.now()
    found = await look(_LIVE, {"login": login_id, "moment": moment, "idle": moment - _IDLE})
    if not found:
        return None
    *person, seen_at = found
    if moment - seen_at > _SEEN_EVERY:
        with suppress(PortalError):  # a full disk keeps nobody from reading
            async with writing() as session:
                await session.execute(update(Login).where(col(Login.id) == login_id, _is_open()).values(seen_at=moment))
    return Actor(*person)


async def dead(login_ids: Collection[str]) -> set[str]:
    """Return those of these logins that are over; what joins the collection meanwhile was not asked for."""
    asked = set(login_ids)
    return asked - {login for (login,) in await fetch(select(col(Login.id)).where(among(col(Login.id), asked), is_live()))}


async def end(login_id: str) -> str:
    """End a login; return the ID token that tells the provider which sign-in it was."""
    async with writing() as session:
        login = await session.get(Login, login_id)
        if not login:
            return ""
        login.revoked_at = login.revoked_at or clock.now()
        _log.info("signed out", extra={"person": login.user_id})
        return login.id_token


async def end_at_provider(issuer: str, subject: str | None, provider_session: str | None) -> None:
    """End the logins of one sign-in at the provider, or all of a person's when it names no sign-in."""
    async with writing() as session:
        people = select(col(Person.id)).where(col(Person.issuer) == issuer)
        if subject:
            people = people.where(col(Person.subject) == subject)
        change = update(Login).where(col(Login.user_id).in_(people), _is_open()).values(revoked_at=clock.now())
        if provider_session:
            change = change.where(col(Login.provider_session) == provider_session)
        ended = await session.execute(change.execution_options(synchronize_session=False).returning(col(Login.user_id)))
        people_of = list(ended.scalars())
    _note_ended("the provider", people_of)


async def end_all(email: str = "") -> int:
    """End the logins of a person, or of everybody; return how many.

    Raises:
        PortalError: `no_such_person`.
    """
    change = update(Login).where(is_live()).values(revoked_at=clock.now()).execution_options(synchronize_session=False)
    async with writing() as session:
        if email:
            person = await session.scalar(select(col(Person.id)).where(col(Person.email) == email.strip().lower()))
            if person is None:
                raise PortalError("no_such_person")
            change = change.where(col(Login.user_id) == person)
        ended = list(await session.scalars(change.returning(col(Login.user_id))))
    _note_ended("the operator", ended)
    return len(ended)


def is_live() -> ColumnElement[bool]:
    """Return the condition of a login that is neither ended, nor expired, nor idle."""
    moment = clock.now()
    return _is_open() & (col(Login.expires_at) > moment) & (col(Login.seen_at) > moment - _IDLE)


def _note_ended(who: str, people: Collection[int]) -> None:
    for person in sorted(set(people)):
        _log.info("logins were ended by %s", who, extra={"person": person})


def _ways(claims: Mapping[str, Any]) -> list[str]:
    """Return how the provider says that the person proved who they are: short words only, since it may say anything."""
    said = claims.get("amr")
    ways = [*(said if isinstance(said, list) else []), claims.get("acr")]
    return [way for way in ways if isinstance(way, str) and len(way) <= _LONGEST_WAY][:_MOST_WAYS]


def _is_open() -> ColumnElement[bool]:
    return col(Login.revoked_at).is_(None)


async def _person(session: AsyncSession, issuer: str, claims: Mapping[str, Any]) -> Person:
    subject, email = str(claims["sub"]), str(claims.get("email") or "").strip().lower()
    is_verified = claims.get("email_verified") is True
    query = select(Person)
    person = await session.scalar(query.where(col(Person.issuer) == issuer, col(Person.subject) == subject))
    if not person:
        if not email or not is_verified:
            raise PortalError("no_email")
        person = await session.scalar(query.where(col(Person.email) == email))
        if person and person.subject:
            raise PortalError("email_taken")
        person = person or Person(email=email)
        person.issuer, person.subject = issuer, subject
        session.add(person)
    person.name = str(claims.get("name") or person.name)[:300]
    said = claims.get(settings().staff_claim)
    person.staff = said is True or (person.staff and said is not False)
    if not person.locale and str(claims.get("locale") or "")[:2] in LOCALES:
        person.locale = str(claims["locale"])[:2]
    await session.flush()
    return person
