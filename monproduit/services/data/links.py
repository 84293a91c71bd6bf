"""Let articles and videos be about exactly the products that their lines name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table as Columns
from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from monproduit.models import ArticleProduct, VideoProduct
from monproduit.services.changes import KNOWLEDGE, Touched
from monproduit.services.data.kinds import KINDS, Ids

LINKED: dict[str, Any] = {"article": ArticleProduct, "video": VideoProduct}
"""The tables between things and products, by type."""


async def link_products(session: AsyncSession, name: str, lines: Sequence[Any], written: set[int], ids: Ids) -> list[Touched]:
    """Link what was imported; return the products whose pages show a difference."""
    table: Columns = LINKED[name].__table__
    thing, product = table.c[f"{name}_id"], table.c.product_id
    latest = {_key(name, line): line for line in lines}
    things = await _ids(session, name, list(latest))
    wanted = {(things[key], ids["product", slug]) for key, line in latest.items() for slug in line.products}
    before = set(await session.execute(select(thing, product).where(thing.in_(things.values()))))
    for gone in before - wanted:
        await session.execute(delete(table).where(thing == gone[0], product == gone[1]))
    if wanted - before:
        await session.execute(insert(table), [{f"{name}_id": one, "product_id": other} for one, other in wanted - before])
    differing = (before ^ wanted) | {pair for pair in wanted if pair[0] in written}
    return [Touched(product_id=one, section=KNOWLEDGE) for _, one in differing]


async def _ids(session: AsyncSession, name: str, keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    columns: Any = KINDS[name].table.__table__  # pyright: ignore[reportAttributeAccessIssue]
    parts = [columns.c[part] for part in KINDS[name].key]
    found = await session.execute(select(columns.c.id, *parts).where(tuple_(*parts).in_(keys)))
    return {tuple(key): id_ for id_, *key in found}


def _key(name: str, line: Any) -> tuple[Any, ...]:
    return tuple(getattr(line, part) for part in KINDS[name].key)
