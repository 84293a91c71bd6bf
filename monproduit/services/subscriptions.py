"""Which alerts a person receives by e-mail: the box of each product, and the links that untick it from a mail."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update
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


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a link in a mail unticks: products by name, or all; `language` is the person's."""

    products: list[str]
    is_all: bool
    language: str | None


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
    subject = "-".join(map(str, (person_id, *sorted(products))))
    return f"{settings().origin}/mail/unsubscribe/{subject}-{_signature(subject)}"


async def look(token: str) -> Subscription | None:
    """Return what a link unticks; None for one that is forged. Looking changes nothing."""
    known = _known(token)
    if not known:
        return None
    async with reading() as session:
        person = await session.get(Person, known[0])
        names = await session.scalars(select(col(Product.name)).where(col(Product.id).in_(known[1])).order_by(col(Product.name)))
        return Subscription(list(names), not known[1], person.locale) if person else None


async def unsubscribe(token: str) -> Subscription | None:
    """Untick the boxes of a link, in open pages too; None for one that is forged. Twice is as once."""
    found, known = await look(token), _known(token)
    if not found or not known:
        return None
    async with writing() as session:
        query = update(RegisteredProduct).where(_boxes(*known), col(RegisteredProduct.wants_email)).values(wants_email=False)
        changed = await session.scalars(query.returning(col(RegisteredProduct.product_id)))
        await note(session, [Touched(user_id=known[0], product_id=product, section=Section.NEWS_ALERTS) for product in changed.all()])
    return found


def _boxes(person: int, products: list[int]) -> ColumnElement[bool]:
    mine = col(RegisteredProduct.user_id) == person
    return mine & col(RegisteredProduct.product_id).in_(products) if products else mine


def _known(token: str) -> tuple[int, list[int]] | None:
    """Return the person and the products that a genuine token names."""
    subject, _, signature = token[:_LONGEST].rpartition("-")
    if not subject or not token.isascii() or not hmac.compare_digest(signature, _signature(subject)):
        return None
    person, *products = map(int, subject.split("-"))
    return person, products


def _signature(subject: str) -> str:
    return fingerprint(f"unsubscribe {subject}")[:_SIGNS]
