"""The forums of users, which the vendor keeps outside the portal."""

from urllib.parse import urlsplit

from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _
from monproduit.core.vendor import vendor
from monproduit.models import Product
from monproduit.services.access import Actor, registered_ids
from monproduit.views.shelves import ForumLine, ForumList


async def find(actor: Actor) -> ForumList:
    """Return the general forum, and those of products: the person's first."""
    query = select(col(Product.name), col(Product.forum_url), col(Product.id).in_(registered_ids(actor))).where(col(Product.forum_url).is_not(None))
    async with reading() as session:
        found = [_line(name, url, is_mine) for name, url, is_mine in await session.execute(query.order_by(col(Product.search_text)))]
    general = vendor().forum_url
    return ForumList(
        _line(_("Forum général"), general, is_mine=True) if general else None,
        [line for line in found if line.is_mine],
        [line for line in found if not line.is_mine],
    )


def _line(name: str, url: str | None, is_mine: bool) -> ForumLine:
    return ForumLine(name, url or "", urlsplit(url or "").hostname or "", bool(is_mine))
