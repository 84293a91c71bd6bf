"""What a person receives by e-mail: the alerts of ticked products, answers, and the links that end either from a mail."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.sealing import fingerprint
from monproduit.core.sections import Section
from monproduit.core.settings import settings
from monproduit.models import Person, Product, RegisteredProduct
from monproduit.services.access import Actor, registered_ids
from monproduit.services.changes import Touched, note

_SIGNS = 32
_LONGEST = 2000
_ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a link in a mail ends: alerts about products by name, or about all, or answers to requests; `language` is the person's."""

    products: list[str]
    is_all: bool
    language: str | None
    is_answers: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What a genuine token names."""

    person: int
    products: list[int]
    is_answers: bool


async def choose(actor: Actor, slug: str, wants: bool) -> None:
    """Tick or untick the box of one of the person's products; their other tabs show it.

    Raises:
        PortalError: `not_registered`.
    """
    async with writing() as session:
        query = select(RegisteredProduct).where(col(RegisteredProduct.product_id).in_(registered_ids(actor, [slug])))
        row = await session.scalar(query.where(col(RegisteredProduct.user_id) == actor.id))
        if not row:
            raise PortalError("not_registered")
        if row.wants_email != wants:
            row.wants_email = wants
            await note(session, [Touched(user_id=actor.id, product_id=row.product_id, section=Section.NEWS_ALERTS)])


def unsubscribe_link(person_id: int, products: Collection[int] = ()) -> str:
    """Return the address that unticks the boxes of these products of a person, or of all: good for ever, and for nothing else."""
    return _link("-".join(map(str, (person_id, *sorted(products)))))


def answers_link(person_id: int) -> str:
    """Return the address that ends the mails about answers to a person's requests: good for ever, and for nothing else."""
    return _link(f"{_ANSWERS}-{person_id}")


async def look(token: str) -> Subscription | None:
    """Return what a link unticks; None for one that is forged. Looking changes nothing."""
    known = _known(token)
    if not known:
        return None
    async with reading() as session:
        person = await session.get(Person, known.person)
        names = await session.scalars(select(col(Product.name)).where(col(Product.id).in_(known.products)).order_by(col(Product.name)))
        return Subscription(list(names), not known.products, person.locale, known.is_answers) if person else None


async def unsubscribe(token: str) -> Subscription | None:
    """End what a link names, in open pages too; None for one that is forged. Twice is as once."""
    found, known = await look(token), _known(token)
    if not found or not known:
        return None
    async with writing() as session:
        await (_end_answers(session, known.person) if known.is_answers else _untick(session, known))
    return found


async def _end_answers(session: AsyncSession, person: int) -> None:
    await session.execute(update(Person).where(col(Person.id) == person).values(wants_answers=False))
    await note(session, [Touched(user_id=person)])


async def _untick(session: AsyncSession, known: _Known) -> None:
    query = update(RegisteredProduct).where(_boxes(known), col(RegisteredProduct.wants_email)).values(wants_email=False)
    changed = await session.scalars(query.returning(col(RegisteredProduct.product_id)))
    await note(session, [Touched(user_id=known.person, product_id=product, section=Section.NEWS_ALERTS) for product in changed.all()])


def _boxes(known: _Known) -> ColumnElement[bool]:
    mine = col(RegisteredProduct.user_id) == known.person
    return mine & col(RegisteredProduct.product_id).in_(known.products) if known.products else mine


def _link(subject: str) -> str:
    return f"{settings().origin}/mail/unsubscribe/{subject}-{_signature(subject)}"


def _known(token: str) -> _Known | None:
    subject, _, signature = token[:_LONGEST].rpartition("-")
    if not subject or not token.isascii() or not hmac.compare_digest(signature, _signature(subject)):
        return None
    person, *products = map(int, subject.removeprefix(f"{_ANSWERS}-").split("-"))
    return _Known(person, products, is_answers=subject.startswith(_ANSWERS))


def _signature(subject: str) -> str:
    return fingerprint(f"unsubscribe {subject}")[:_SIGNS]
