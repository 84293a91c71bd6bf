"""Which version mends what an alert speaks of, and whether the person has it: asked of their last download."""

import functools
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from monproduit.core.localisation import _
from monproduit.core.version_ranges import bare, is_all, is_in, is_range, spoken
from monproduit.core.versions import sort_key
from monproduit.models import AlertProduct, Download, Product
from monproduit.models.columns import BIG
from monproduit.services.access import Actor, registered_ids
from monproduit.services.asking import ASKER, SLUGS, asks
from monproduit.views.alerts import Fix

_Session = AsyncSession | AsyncConnection


async def fixes(session: _Session, actor: Actor, alerts: Collection[int], slugs: list[str] | None = None) -> dict[int, list[Fix]]:
    """Return, per alert, what is known of the versions of the person's products: of all, or of those named."""
    asked = asks(actor, slugs, alerts=list(alerts))
    found = [link for link in await session.execute(_links(has_names=slugs is not None), asked) if link.fixed or link.affected]
    versions = await _downloaded(session, actor, {link.product_id for link in found})
    told: dict[int, list[Fix]] = defaultdict(list)
    for link in found:
        told[link.alert_id].append(fix(link.name, link.affected, link.fixed, versions.get(link.product_id, "")))
    return told


def fix(product: str, affected: Sequence[str], fixed: Sequence[str], has: str) -> Fix:
    """Say which version mends a product, for a person who has a version, or none that is known."""
    told = functools.partial(Fix, product, _spoken(affected), ", ".join(fixed), has)
    mending = next_fix(has, fixed) if has and fixed else ""
    is_named = bare(has) in {bare(one) for one in affected if not is_range(one)}
    if has and fixed and not mending and not is_named:
        return told(_("Vous avez %(has)s, qui est corrigée") % {"has": has}, is_safe=True)
    if has and _is_spared(has, affected):
        return told(_("Vous avez %(has)s, qui n’est pas concernée") % {"has": has}, is_safe=True)
    if not fixed or (has and not mending):
        return told(_("Pas encore de version corrigée"), is_exposed=bool(has) and any(is_in(has, one) for one in affected))
    if has:
        return told(_("Vous avez %(has)s, corrigé en %(fixed)s") % {"has": has, "fixed": mending}, is_exposed=True)
    return told(_("Corrigé en %(fixed)s") % {"fixed": ", ".join(fixed)})


def _is_spared(has: str, affected: Sequence[str]) -> bool:
    """Tell whether a version is surely not concerned: ranges say where the matter ends, single versions may be examples."""
    return any(is_range(one) for one in affected) and not any(is_in(has, one) for one in affected)


def _spoken(affected: Sequence[str]) -> str:
    """Write versions and ranges as people read them."""
    return ", ".join(_("toutes les versions") if is_all(one) else spoken(one) for one in affected)


def next_fix(has: str, fixed: Sequence[str]) -> str:
    """Return the nearest version that mends the one a person has, or nothing when theirs is mended.

    A version is mended from the last of the fixes on, or from the fix of its own branch on: with fixes 6.10.5 and 7.2.1,
    6.10.6 is mended and 7.1 is not.
    """
    ordered = sorted(fixed, key=sort_key)
    own = sort_key(has)
    if own >= sort_key(ordered[-1]) or any(_branch(one) == _branch(has) and own >= sort_key(one) for one in ordered):
        return ""
    return next(one for one in ordered if sort_key(one) > own)


def _branch(version: str) -> str:
    return version.rpartition(".")[0] or version


@functools.cache
def _links(*, has_names: bool) -> Select[int, Any, Any, int, str]:
    link = AlertProduct
    return (
        select(col(link.alert_id), col(link.affected), col(link.fixed), col(link.product_id), col(Product.name))
        .join(Product, col(Product.id) == col(AlertProduct.product_id))
        .where(col(AlertProduct.alert_id).in_(bindparam("alerts", type_=BIG, expanding=True)))
        .where(col(AlertProduct.product_id).in_(registered_ids(ASKER, SLUGS if has_names else None)))
        .order_by(col(Product.search_text))
    )


async def _downloaded(session: _Session, actor: Actor, products: set[int]) -> dict[int, str]:
    """Return the version of each product that the person fetched last."""
    if not products:
        return {}
    place = func.row_number().over(partition_by=col(Download.product_id), order_by=(col(Download.downloaded_at).desc(), col(Download.id).desc()))
    columns = (col(Download.product_id), col(Download.version), place.label("place"))
    ranked = select(*columns).where(col(Download.user_id) == actor.id, col(Download.product_id).in_(products)).subquery()
    found = await session.execute(select(ranked.c.product_id, ranked.c.version).where(ranked.c.place == 1))
    return {product: version for product, version in found}  # noqa: C416 (rows are not pairs for the checker)
