"""What comes with an alert line besides its row: its products, and the versions of them that it speaks of."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.sections import Section
from monproduit.models import Alert, AlertProduct, Product
from monproduit.services.changes import STAFF, Touched
from monproduit.services.data.formats import AlertLine, Versions

Link = tuple[int, int]
_SAID = ("affected", "fixed")


async def link_alerts(session: AsyncSession, lines: Sequence[AlertLine], written: set[str], ids: dict[Any, int]) -> list[Touched]:
    """Let each alert be about exactly its products; return the cells that show a difference."""
    found = await session.execute(select(col(Alert.key), col(Alert.id)).where(col(Alert.key).in_([line.key for line in lines])))
    alerts = dict(found.all())
    wanted = {(alerts[line.key], ids["product", slug]): (line.versions or {}).get(slug, Versions()) for line in lines for slug in line.products}
    silent = {alerts[line.key] for line in lines if line.versions is None}
    before = await _links(session, list(alerts.values()))
    for alert, product in before.keys() - wanted.keys():
        await session.execute(delete(AlertProduct).where(col(AlertProduct.alert_id) == alert, col(AlertProduct.product_id) == product))
    if new := [_row(link, wanted[link]) for link in wanted.keys() - before.keys()]:
        await session.execute(insert(AlertProduct), new)
    reworded = {link for link, says in wanted.items() if link in before and link[0] not in silent and before[link] != says}
    for link in reworded:
        await session.execute(update(AlertProduct), [_row(link, wanted[link])])
    rewritten = {alerts[key] for key in written}
    differing = (before.keys() ^ wanted.keys()) | reworded | {link for link in wanted if link[0] in rewritten}
    cells = [Touched(product_id=product, section=Section.NEWS_ALERTS) for _, product in differing]
    return [*cells, Touched(section=STAFF)] if cells else []


async def versions_of(session: AsyncSession, alerts: list[int]) -> dict[int, dict[str, dict[str, list[str]]]]:
    """Return what alerts say of the versions of their products, by the alert's id and the product's slug."""
    found: dict[int, dict[str, dict[str, list[str]]]] = {alert: {} for alert in alerts}
    query = select(AlertProduct, col(Product.slug)).join(Product, col(Product.id) == col(AlertProduct.product_id))
    for link, slug in await session.execute(query.where(col(AlertProduct.alert_id).in_(alerts)).order_by(col(Product.slug))):
        if link.affected or link.fixed:
            found[link.alert_id][slug] = {name: getattr(link, name) for name in _SAID}
    return found


async def _links(session: AsyncSession, alerts: list[int]) -> dict[Link, Versions]:
    found = await session.scalars(select(AlertProduct).where(col(AlertProduct.alert_id).in_(alerts)))
    return {(one.alert_id, one.product_id): Versions(affected=one.affected, fixed=one.fixed) for one in found}


def _row(link: Link, versions: Versions) -> dict[str, Any]:
    return {"alert_id": link[0], "product_id": link[1], **versions.model_dump()}
