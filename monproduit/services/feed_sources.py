"""What stands behind the address of a feed, and how it stands: one query, asked at every request of every reader."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import look, writing
from monproduit.core.settings import settings
from monproduit.models import Alert, AlertProduct, FeedAddress, Person, Product
from monproduit.models.columns import Moment
from monproduit.services.access import is_published, registered_by

FORMATS = ("rss", "atom")
_READ_EVERY = timedelta(hours=1)
_WRITTEN_LIKE = "2"
"""Which way of writing feeds this is: another one is another content."""
_NAME, _MOMENT = bindparam("name", type_=String), bindparam("moment", type_=Moment)
_OF = (FeedAddress.user_id, FeedAddress.product_id)


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed tells: the alerts about a product, or about all of a person's; `reader` is the person, if it is private."""

    kind: str
    address: str
    language: str
    reader: int | None
    product_id: int | None
    product: str | None

    def alerts(self) -> Select[int]:
        """Select the ids of its alerts, published or not."""
        query = select(col(AlertProduct.alert_id))
        if self.product_id:
            query = query.where(col(AlertProduct.product_id) == self.product_id)
        return query.where(col(AlertProduct.product_id).in_(registered_by(self.reader))) if self.reader else query


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed stands: the tag changes with what it says, and with nothing else."""

    tag: str
    modified: datetime | None


async def private(token: str, kind: str) -> tuple[Source, Standing] | None:
    """Return what stands behind a private address, in its person's language; nothing for an address that is none."""
    found = await look(_PRIVATE, {"name": digest(token), "moment": clock.now()})
    if not found or kind not in FORMATS:
        return None
    if found.read_at is None or clock.now() - found.read_at > _READ_EVERY:
        await _note_reading(found.address_id)
    source = Source(kind, private_address(token, kind), found.locale or "fr", found.user_id, found.product_id, found.product)
    return source, _standing(source, found)


async def public(slug: str, kind: str, language: str) -> tuple[Source, Standing] | None:
    """Return what stands behind the public address of a product, where the setting gives it one."""
    if not settings().public_feeds or kind not in FORMATS:
        return None
    found = await look(_PUBLIC, {"name": slug, "moment": clock.now()})
    if not found:
        return None
    source = Source(kind, public_address(slug, kind, language), language, None, found.product_id, found.product)
    return source, _standing(source, found)


def private_address(token: str, kind: str) -> str:
    """Return the address that a token makes."""
    return f"{settings().origin}/feeds/alerts/{token}.{kind}"


def public_address(slug: str, kind: str, language: str) -> str:
    """Return the address of a product's public feed in a language."""
    return f"{settings().origin}/feeds/products/{slug}.{kind}?lang={language}"


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def _standing(source: Source, found: Any) -> Standing:
    parts = (_WRITTEN_LIKE, source.kind, source.address, source.language, source.product)
    words = repr((*parts, found.many, found.ids, found.versions, found.published, found.edited))
    moments = (found.published, found.touched or found.published)
    return Standing(sha256(words.encode()).hexdigest()[:32], max(moments) if found.published else None)


async def _note_reading(address_id: int) -> None:
    async with writing() as session:
        address = await session.get(FeedAddress, address_id)
        if address:
            address.read_at = clock.now()


def _figures() -> list[ColumnElement[Any]]:
    """Return what changes with a feed's content, of its alerts at a moment."""
    shown = is_published(_MOMENT)
    return [
        func.count(col(Alert.id)).filter(shown).label("many"),
        func.sum(col(Alert.id)).filter(shown).label("ids"),
        func.sum(col(Alert.version)).filter(shown).label("versions"),
        func.max(col(Alert.published_at)).filter(shown).label("published"),
        func.max(col(Alert.edited_at)).filter(shown).label("edited"),
        func.max(col(Alert.edited_at)).label("touched"),
    ]


def _private() -> Select[Any]:
    """Select an address by its digest, its person and product, and the figures of what the person may see now."""
    user, product = (select(col(part)).where(col(FeedAddress.digest) == _NAME).correlate(None).scalar_subquery() for part in _OF)
    about = col(AlertProduct.product_id)
    mine = select(col(AlertProduct.alert_id)).where(about.in_(registered_by(user)), product.is_(None) | (about == product))
    address = (col(FeedAddress.id).label("address_id"), col(FeedAddress.user_id), col(FeedAddress.read_at))
    known = (*address, col(Person.locale), col(Product.id).label("product_id"), col(Product.name).label("product"))
    return (
        select(*known, *_figures())
        .join(Person, col(Person.id) == col(FeedAddress.user_id))
        .outerjoin(Product, col(Product.id) == col(FeedAddress.product_id))
        .outerjoin(Alert, col(Alert.id).in_(mine))
        .where(col(FeedAddress.digest) == _NAME)
        .group_by(col(FeedAddress.id), col(Person.id), col(Product.id))
    )


def _public() -> Select[Any]:
    """Select a product by its slug, and the figures of its alerts."""
    return (
        select(col(Product.id).label("product_id"), col(Product.name).label("product"), *_figures())
        .outerjoin(AlertProduct, col(AlertProduct.product_id) == col(Product.id))
        .outerjoin(Alert, col(Alert.id) == col(AlertProduct.alert_id))
        .where(col(Product.slug) == _NAME)
        .group_by(col(Product.id))
    )


_PRIVATE, _PUBLIC = _private(), _public()
