"""The rows of *Mes produits*, and the catalogue to choose from."""

import zlib
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import fetch, reading, writing
from monproduit.core.enums import RegistrationSource
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, local_day, ngettext, number
from monproduit.core.search import searchable
from monproduit.models import License, Product, RegisteredProduct
from monproduit.services.access import Actor, visible_groups
from monproduit.services.asking import ASKER, asks
from monproduit.services.changes import Touched, note
from monproduit.services.registration import register
from monproduit.views.dashboard import ProductRow
from monproduit.views.products import Added, ProductOption, ProductOptions

_HUES = 6
_SHOWN = 50


async def rows(actor: Actor) -> list[ProductRow]:
    """Return the rows of the products on a person's account by name, the hidden ones too."""
    return [_row(actor, row) for row in await fetch(_rows(), asks(actor))]


async def search(actor: Actor, text: str) -> ProductOptions:
    """Return the first products whose name, family or slug hold every word of a text, those that it begins first; those registered are marked."""
    mine = select(col(RegisteredProduct.product_id)).where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.hidden_at).is_(None))
    query, wanted = select(Product, col(Product.id).in_(mine), func.count().over()), searchable(text)
    if wanted:
        begun = col(Product.search_text).startswith(wanted, autoescape=True)
        query = query.order_by(begun.desc(), func.length(col(Product.name)))
    for word in wanted.split():
        query = query.where(col(Product.search_text).contains(word, autoescape=True))
    query = query.order_by(col(Product.search_text), col(Product.slug))
    async with reading() as session:
        found = (await session.execute(query.limit(_SHOWN))).all()
    options = [ProductOption(product.slug, product.name, product.family, is_mine) for product, is_mine, _total in found]
    return ProductOptions(options, _label(len(options), found[0][2] if found else 0))


async def add(actor: Actor, slug: str) -> Added:
    """Put a product from the list on a person's account; one that was hidden comes back.

    Raises:
        PortalError: `no_choice`, `unknown_product` or `product_already_mine`.
    """
    if not slug:
        raise PortalError("no_choice")
    async with writing() as session:
        product = await session.scalar(select(Product).where(col(Product.slug) == slug))
        if not product:
            raise PortalError("unknown_product")
        row = await session.scalar(
            select(RegisteredProduct).where(col(RegisteredProduct.user_id) == actor.id, col(RegisteredProduct.product_id) == product.id)
        )
        if row and not row.hidden_at:
            raise PortalError("product_already_mine", product=product.name)
        await note(session, await register(session, [(actor.id, product.id)], RegistrationSource.MANUAL, is_event=True))
    return Added(slug, _("%(product)s est dans vos produits.") % {"product": product.name})


async def hide(actor: Actor, slug: str) -> str:
    """Take a row out of sight, until something new happens to the product; return the product's name.

    Raises:
        PortalError: `not_registered`.
    """
    return await _set_hidden(actor, slug, clock.now())


async def show(actor: Actor, slug: str) -> str:
    """Bring a hidden row back; return the product's name.

    Raises:
        PortalError: `not_registered`.
    """
    return await _set_hidden(actor, slug, None)


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    columns = (col(Product.slug), col(Product.name), col(Product.family))
    mine = visible_groups(ASKER).distinct().subquery()
    held = select(col(License.product_id)).join(mine, mine.c.group_id == col(License.group_id))
    return (
        select(*columns, col(Product.id).in_(held).label("has_license"), col(RegisteredProduct.hidden_at))
        .join(RegisteredProduct, col(RegisteredProduct.product_id) == col(Product.id))
        .where(col(RegisteredProduct.user_id) == ASKER.id)
        .order_by(col(Product.search_text), col(Product.slug))
    )


async def _set_hidden(actor: Actor, slug: str, moment: datetime | None) -> str:
    query = select(RegisteredProduct, col(Product.name)).join(Product, col(Product.id) == col(RegisteredProduct.product_id))
    async with writing() as session:
        found = (await session.execute(query.where(col(RegisteredProduct.user_id) == actor.id, col(Product.slug) == slug))).first()
        if not found:
            raise PortalError("not_registered")
        row, name = found
        row.hidden_at = moment
        await session.flush()
        await note(session, [Touched(user_id=actor.id)])
        return name


def emblem(product: Product) -> tuple[str, int]:
    """Return the letters that stand for a product, and which of the six colours they stand on."""
    words = product.name.split()
    initials = "".join(word[0] for word in words[:2]) if len(words) > 1 else product.name[:2]
    return initials.upper(), zlib.crc32(product.slug.encode()) % _HUES


def _row(actor: Actor, row: Any) -> ProductRow:
    hidden = _("masqué le %(date)s") % {"date": local_day(row.hidden_at, actor.time_zone)} if row.hidden_at else ""
    return ProductRow(row.slug, row.name, row.family, *emblem(row), row.has_license, hidden)


def _label(shown: int, total: int) -> str:
    if total > shown:
        return _("Les %(shown)s premiers de %(total)s produits ; précisez votre recherche") % {"shown": number(shown), "total": number(total)}
    return (
        ngettext("%(count)s produit trouvé", "%(count)s produits trouvés", total) % {"count": number(total)} if total else _("Aucun produit trouvé")
    )
