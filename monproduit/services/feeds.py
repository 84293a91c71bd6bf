"""Private addresses of feeds: RSS 2.0 and Atom of all notifications about one's products, read without a cookie."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urlsplit

from feedgenerator import Atom1Feed, Rss201rev2Feed
from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, use_locale
from monproduit.core.markdown import html
from monproduit.core.settings import settings
from monproduit.models import Alert, AlertProduct, FeedAddress, Person, Product
from monproduit.services.access import Actor, registered_ids
from monproduit.services.alerts import kind_name
from monproduit.views.feeds import FeedLine, NewFeed

_MOST = 50
_ITEMS = 100
_READ_EVERY = timedelta(hours=1)
_FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands now; the tag changes with what it says, and with nothing else."""

    content: bytes
    tag: str
    modified: datetime | None


async def mine(actor: Actor) -> list[FeedLine]:
    """Return the person's addresses, the oldest first."""
    query = select(FeedAddress, col(Product.name)).outerjoin(Product, col(Product.id) == col(FeedAddress.product_id))
    async with reading() as session:
        found = await session.execute(query.where(col(FeedAddress.user_id) == actor.id).order_by(col(FeedAddress.id)))
        return [_line(actor, address, name) for address, name in found]


async def make(actor: Actor, slug: str) -> NewFeed:
    """Make an address for one of the person's products, or for all.

    Raises:
        PortalError: `not_registered` or `too_many_feeds`.
    """
    token = secrets.token_urlsafe(32)
    async with writing() as session:
        product = await session.scalar(select(Product).where(col(Product.slug) == slug, col(Product.id).in_(registered_ids(actor)))) if slug else None
        if slug and not product:
            raise PortalError("not_registered")
        count = select(func.count()).select_from(FeedAddress).where(col(FeedAddress.user_id) == actor.id)
        if (await session.execute(count)).scalar_one() >= _MOST:
            raise PortalError("too_many_feeds", limit=_MOST)
        address = FeedAddress(digest=_digest(token), user_id=actor.id, product_id=product.id if product else None, created_at=clock.now())
        session.add(address)
    return NewFeed(product.name if product else _("Tous mes produits"), _address(token, "rss"), _address(token, "atom"))


async def revoke(actor: Actor, address_id: int) -> None:
    """Close an address: it answers from now on as if it had never been.

    Raises:
        PortalError: `no_such_feed`.
    """
    async with writing() as session:
        query = select(FeedAddress).where(col(FeedAddress.id) == address_id, col(FeedAddress.user_id) == actor.id)
        address = await session.scalar(query)
        if not address:
            raise PortalError("no_such_feed")
        await session.delete(address)


async def read(token: str, kind: str) -> Feed | None:
    """Return the feed behind an address, in the person's language, or nothing for an address that is none."""
    query = (
        select(FeedAddress, Person, Product)
        .join(Person, col(Person.id) == col(FeedAddress.user_id))
        .outerjoin(Product, col(Product.id) == col(FeedAddress.product_id))
    )
    async with reading() as session:
        found = (await session.execute(query.where(col(FeedAddress.digest) == _digest(token)))).first()
    if not found or kind not in _FORMATS:
        return None
    address, person, product = found
    await _note_reading(address)
    actor = Actor(person.id, person.email, person.name, person.time_zone, person.locale)
    with use_locale(person.locale or "fr"):
        return _feed(await _alerts(actor, product), product, person.locale or "fr", kind, _address(token, kind))


async def _alerts(actor: Actor, product: Product | None) -> list[Alert]:
    ids = registered_ids(actor, [product.slug]) if product else registered_ids(actor)
    about = select(col(AlertProduct.alert_id)).where(col(AlertProduct.product_id).in_(ids))
    query = select(Alert).where(col(Alert.id).in_(about), col(Alert.published_at) <= clock.now())
    async with reading() as session:
        return list(await session.scalars(query.order_by(col(Alert.published_at).desc(), col(Alert.id).desc()).limit(_ITEMS)))


def _feed(alerts: list[Alert], product: Product | None, language: str, kind: str, address: str) -> Feed:
    title = _("Notifications – %(product)s") % {"product": product.name} if product else _("Notifications – Mes produits")
    home = f"{settings().origin}/{language}/alerts"
    made = _FORMATS[kind](title=title, link=home, description=title, language=language, feed_url=address, author_name="monproduit")
    for alert in alerts:
        made.add_item(
            title=alert.title,
            link=f"{home}/{quote(alert.key)}",
            description=html(alert.body) or alert.title,
            unique_id=f"tag:{urlsplit(settings().origin).hostname},2026:alert/{quote(alert.key)}",
            unique_id_is_permalink=False,
            pubdate=alert.published_at,
            updateddate=alert.published_at,
            categories=[kind_name(alert.kind)],
        )
    says = repr([(alert.key, alert.title, alert.body, alert.kind, alert.published_at) for alert in alerts])
    tag = sha256(f"{kind}{title}{says}".encode()).hexdigest()[:32]
    return Feed(made.writeString("utf-8").encode(), tag, alerts[0].published_at if alerts else None)


async def _note_reading(address: FeedAddress) -> None:
    if address.read_at is None or clock.now() - address.read_at > _READ_EVERY:
        async with writing() as session:
            (await session.get_one(FeedAddress, address.id)).read_at = clock.now()


def _line(actor: Actor, address: FeedAddress, product: str | None) -> FeedLine:
    made = _("créé le %(date)s") % {"date": local_day(address.created_at, actor.time_zone)}
    read_ = _("lu le %(date)s") % {"date": local_day(address.read_at, actor.time_zone)} if address.read_at else _("pas encore lu")
    return FeedLine(address.id, product or _("Tous mes produits"), made, read_)


def _address(token: str, kind: str) -> str:
    return f"{settings().origin}/feeds/alerts/{token}.{kind}"


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
