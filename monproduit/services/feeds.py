"""Private addresses of feeds: RSS 2.0 and Atom of all notifications about one's products, read without a cookie."""

import secrets

from sqlalchemy import func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, locale
from monproduit.core.settings import settings
from monproduit.models import FeedAddress, Product
from monproduit.services.access import Actor, registered_ids
from monproduit.services.feed_sources import digest, private_address, public_address
from monproduit.views.feeds import FeedLine, NewFeed

_MOST = 50


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
        address = FeedAddress(digest=digest(token), user_id=actor.id, product_id=product.id if product else None, created_at=clock.now())
        session.add(address)
    return NewFeed(product.name if product else _("Tous mes produits"), private_address(token, "rss"), private_address(token, "atom"))


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


def public(slug: str, name: str) -> NewFeed | None:
    """Return the public addresses of a product's feed in the language in use, where the setting gives it any."""
    if not slug or not settings().public_feeds:
        return None
    return NewFeed(name, public_address(slug, "rss", locale()), public_address(slug, "atom", locale()))


def _line(actor: Actor, address: FeedAddress, product: str | None) -> FeedLine:
    made = _("créé le %(date)s") % {"date": local_day(address.created_at, actor.time_zone)}
    read_ = _("lu le %(date)s") % {"date": local_day(address.read_at, actor.time_zone)} if address.read_at else _("pas encore lu")
    return FeedLine(address.id, product or _("Tous mes produits"), made, read_)
