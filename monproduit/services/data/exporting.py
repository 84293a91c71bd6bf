"""Write everything in the data format: what import reads."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import (
    Alert,
    AlertProduct,
    Download,
    License,
    Membership,
    Person,
    Product,
    Release,
    ReleaseFile,
    ServiceRequest,
    UserGroup,
)
from monproduit.services.data.formats import LINES, Thing

_AT_ONCE = 1000
_FACTS = {"full_support_until": "has_full_support", "limited_support_until": "has_limited_support", "end_of_support_on": "has_support_ended"}


async def export() -> AsyncIterator[Thing]:
    """Yield everything, each thing after those that it refers to; few rows are held at a time."""
    async with reading() as session:
        for kind in LINES:
            line = LINES[kind]
            async for values in _things(session, kind):
                yield line.model_validate({"type": kind, **values})


async def count() -> int:
    """Return how many lines an export will have."""
    tables = (Product, Release, ReleaseFile, Person, UserGroup, Membership, License, Alert, ServiceRequest, Download)
    async with reading() as session:
        return sum([(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in tables])


async def _things(session: AsyncSession, kind: str) -> AsyncIterator[dict[str, Any]]:
    query, read = _QUERIES[kind]
    rows = await session.stream(query.execution_options(yield_per=_AT_ONCE))
    async for some in rows.partitions(_AT_ONCE):
        more = await _products_of(session, [row[0].id for row in some]) if kind == "alert" else {}
        for row in some:
            yield {**read(row), **(more[row[0].id] if kind == "alert" else {})}


async def _products_of(session: AsyncSession, alerts: list[int]) -> dict[int, dict[str, Any]]:
    """Return the products that alerts are about, and what is said of their versions."""
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"products": [], "versions": {}})
    query = select(AlertProduct, col(Product.slug)).join(Product, col(Product.id) == col(AlertProduct.product_id))
    for link, slug in await session.execute(query.where(col(AlertProduct.alert_id).in_(alerts)).order_by(col(Product.slug))):
        found[link.alert_id]["products"].append(slug)
        if link.affected or link.fixed:
            found[link.alert_id]["versions"][slug] = {"affected": link.affected, "fixed": link.fixed}
    return found


def _plain(*names: str, **references: int) -> Callable[[Row[Any]], dict[str, Any]]:
    """Return what reads fields of the row's thing, and references from the row's further columns."""
    return lambda row: {name: getattr(row[0], name) for name in names} | {name: row[place] for name, place in references.items()}


def _release(row: Any) -> dict[str, Any]:
    release, product = row[0], row[1]
    ends = {name: getattr(release, name) if getattr(release, name) is not None else getattr(release, fact) for name, fact in _FACTS.items()}
    return {"product": product, "version": release.version, "released_on": release.released_on, **ends}


_QUERIES: dict[str, tuple[Any, Callable[[Any], dict[str, Any]]]] = {
    "product": (
        select(Product).order_by(col(Product.id)),
        _plain("slug", "name", "family", "license_portal_url", "merges_keys", "forum_url", "identifiers"),
    ),
    "release": (select(Release, col(Product.slug)).join(Product, col(Product.id) == col(Release.product_id)).order_by(col(Release.id)), _release),
    "release_file": (
        select(ReleaseFile, col(Product.slug), col(Release.version))
        .join(Release, col(Release.id) == col(ReleaseFile.release_id))
        .join(Product, col(Product.id) == col(Release.product_id))
        .order_by(col(ReleaseFile.id)),
        _plain("name", "size", "sha256", "file_date", "source", product=1, version=2),
    ),
    "user": (select(Person).order_by(col(Person.id)), _plain("email", "name", "phone", "locale", "time_zone", "staff")),
    "group": (select(UserGroup).order_by(col(UserGroup.id)), _plain("key", "name", "domain")),
    "membership": (
        select(Membership, col(UserGroup.key), col(Person.email))
        .join(UserGroup, col(UserGroup.id) == col(Membership.group_id))
        .join(Person, col(Person.id) == col(Membership.user_id))
        .order_by(col(Membership.group_id), col(Membership.user_id), col(Membership.role)),
        _plain("role", group=1, user=2),
    ),
    "license": (
        select(License, col(Product.slug), col(UserGroup.key))
        .join(Product, col(Product.id) == col(License.product_id))
        .outerjoin(UserGroup, col(UserGroup.id) == col(License.group_id))
        .order_by(col(License.id)),
        _plain(
            "number",
            "edition",
            "license_type",
            "standing",
            "quantity",
            "support_plan",
            "maintenance_from",
            "renewal_date",
            "user_limit",
            product=1,
            group=2,
        ),
    ),
    "alert": (
        select(Alert).order_by(col(Alert.id)),
        _plain("key", "kind", "important", "severity", "title", "body", "url", "published_at", "withdrawn", "revision"),
    ),
    "service_request": (
        select(ServiceRequest, col(Product.slug), col(License.number), col(Person.email))
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .join(Person, col(Person.id) == col(ServiceRequest.created_by_id))
        .outerjoin(License, col(License.id) == col(ServiceRequest.license_id))
        .order_by(col(ServiceRequest.id)),
        _plain("number", "title", "severity", "status", "created_at", "updated_at", product=1, license=2, created_by=3),
    ),
    "download": (
        select(Download, col(Product.slug), col(Person.email))
        .join(Product, col(Product.id) == col(Download.product_id))
        .join(Person, col(Person.id) == col(Download.user_id))
        .order_by(col(Download.id)),
        _plain("key", "version", "file", "downloaded_at", product=1, user=2),
    ),
}
