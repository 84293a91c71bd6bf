"""What stands behind the address of a feed: whose alerts, in which language; and whether a reader has them already."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.settings import settings
from monproduit.models import Alert, AlertProduct, FeedAddress, Person, Product
from monproduit.services.access import Actor, is_published, registered_ids

FORMATS = ("rss", "atom")
_READ_EVERY = timedelta(hours=1)
_WRITTEN_LIKE = "2"
"""Which way of writing feeds this is: another one is another content."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed tells: the alerts about a product, or about all of a person's; `reader` is the person, if it is private."""

    kind: str
    address: str
    language: str
    reader: Actor | None
    product_id: int | None
    product: str | None

    def alerts(self) -> Select[int]:
        """Select the ids of its alerts, published or not."""
        query = select(col(AlertProduct.alert_id))
        if not self.reader:
            return query.where(col(AlertProduct.product_id) == self.product_id)
        mine = registered_ids(self.reader)
        if self.product_id:
            mine = mine.where(mine.selected_columns[0] == self.product_id)
        return query.where(col(AlertProduct.product_id).in_(mine))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed stands: the tag changes with what it says, and with nothing else."""

    tag: str
    modified: datetime | None


async def private(token: str, kind: str) -> Source | None:
    """Return what stands behind a private address, in its person's language; nothing for an address that is none."""
    query = (
        select(FeedAddress, Person, col(Product.name))
        .join(Person, col(Person.id) == col(FeedAddress.user_id))
        .outerjoin(Product, col(Product.id) == col(FeedAddress.product_id))
    )
    async with reading() as session:
        found = (await session.execute(query.where(col(FeedAddress.digest) == digest(token)))).first()
    if not found or kind not in FORMATS:
        return None
    address, person, product = found
    await _note_reading(address)
    reader = Actor(person.id, person.email, person.name, person.time_zone, person.locale)
    return Source(kind, private_address(token, kind), person.locale or "fr", reader, address.product_id, product)


async def public(slug: str, kind: str, language: str) -> Source | None:
    """Return what stands behind the public address of a product, where the setting gives it one."""
    if not settings().public_feeds or kind not in FORMATS:
        return None
    async with reading() as session:
        found = (await session.execute(select(col(Product.id), col(Product.name)).where(col(Product.slug) == slug))).first()
    return Source(kind, public_address(slug, kind, language), language, None, found[0], found[1]) if found else None


async def standing(source: Source) -> Standing:
    """Tell how a feed stands, in one query, without writing it."""
    shown = is_published()
    query = select(
        func.count().filter(shown),
        func.sum(col(Alert.id)).filter(shown),
        func.sum(col(Alert.version)).filter(shown),
        func.max(col(Alert.published_at)).filter(shown),
        func.max(col(Alert.edited_at)).filter(shown),
        func.max(col(Alert.edited_at)),
    ).where(col(Alert.id).in_(source.alerts()))
    async with reading() as session:
        count, ids, versions, published, edited, touched = (await session.execute(query)).one()
    words = repr((_WRITTEN_LIKE, source.kind, source.address, source.language, source.product, count, ids, versions, published, edited))
    modified = max(moment for moment in (published, touched or published) if moment) if published else None
    return Standing(sha256(words.encode()).hexdigest()[:32], modified)


def private_address(token: str, kind: str) -> str:
    """Return the address that a token makes."""
    return f"{settings().origin}/feeds/alerts/{token}.{kind}"


def public_address(slug: str, kind: str, language: str) -> str:
    """Return the address of a product's public feed in a language."""
    return f"{settings().origin}/feeds/products/{slug}.{kind}?lang={language}"


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


async def _note_reading(address: FeedAddress) -> None:
    if address.read_at is None or clock.now() - address.read_at > _READ_EVERY:
        async with writing() as session:
            (await session.get_one(FeedAddress, address.id)).read_at = clock.now()
