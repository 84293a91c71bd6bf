"""Write everything in the data format: what import reads."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.models import (
    Alert,
    AlertProduct,
    Article,
    ArticleProduct,
    Document,
    Download,
    License,
    Membership,
    Person,
    Product,
    Release,
    ReleaseFile,
    ServiceRequest,
    ServiceRequestEntry,
    UserGroup,
    Video,
    VideoProduct,
)
from monproduit.services.data.alerts import versions_of
from monproduit.services.data.formats import LINES, Thing
from monproduit.services.data.kinds import KINDS

_AT_ONCE = 1000
_ABOUT = {
    "alert": (col(AlertProduct.alert_id), col(AlertProduct.product_id)),
    "article": (col(ArticleProduct.article_id), col(ArticleProduct.product_id)),
    "video": (col(VideoProduct.video_id), col(VideoProduct.product_id)),
}
"""Of the types with a list of products: the columns that link them."""
_ASSIGNEE = aliased(Person)
_FACTS = {"full_support_until": "has_full_support", "limited_support_until": "has_limited_support", "end_of_support_on": "has_support_ended"}


async def export() -> AsyncIterator[Thing]:
    """Yield everything, each thing after those that it refers to; few rows are held at a time."""
    async with reading(at_length=True) as session:
        for kind in LINES:
            line = LINES[kind]
            async for values in _things(session, kind):
                yield line.model_validate({"type": kind, **values})


async def count() -> int:
    """Return how many lines an export will have."""
    tables = [KINDS[kind].table for kind in LINES]
    async with reading() as session:
        return sum([(await session.execute(select(func.count()).select_from(table))).scalar_one() for table in tables])


async def some(session: AsyncSession, kind: str, condition: ColumnElement[bool], limit: int) -> list[tuple[Any, Thing]]:
    """Return up to so many things of a type, each with its row, in the order of an export."""
    query, read = _QUERIES[kind]
    rows = (await session.execute(query.where(condition).limit(limit))).all()
    return [(row[0], LINES[kind].model_validate({"type": kind, **values})) for row, values in await _values(session, kind, rows, read)]


async def _things(session: AsyncSession, kind: str) -> AsyncIterator[dict[str, Any]]:
    query, read = _QUERIES[kind]
    rows = await session.stream(query.execution_options(yield_per=_AT_ONCE))
    async for part in rows.partitions(_AT_ONCE):
        for _row, values in await _values(session, kind, part, read):
            yield values


async def _values(session: AsyncSession, kind: str, rows: Sequence[Row[Any]], read: Callable[[Any], dict[str, Any]]) -> list[tuple[Row[Any], Any]]:
    """Return the rows with their fields; and those that have products with these too."""
    more = await _products_of(session, _ABOUT[kind], [row[0].id for row in rows]) if kind in _ABOUT else {}
    says = await versions_of(session, [row[0].id for row in rows]) if kind == "alert" else {}
    return [
        (
            row,
            {**read(row), **({"products": more[row[0].id]} if kind in _ABOUT else {}), **({"versions": says[row[0].id]} if kind == "alert" else {})},
        )
        for row in rows
    ]


async def _products_of(session: AsyncSession, about: tuple[Any, Any], things: list[int]) -> dict[int, list[str]]:
    """Return the slugs of the products that things are about."""
    found: dict[int, list[str]] = defaultdict(list)
    thing, product = about
    query = select(thing, col(Product.slug)).join(Product, col(Product.id) == product)
    for id_, slug in await session.execute(query.where(thing.in_(things)).order_by(col(Product.slug))):
        found[id_].append(slug)
    return found


def _plain(*names: str, **references: int) -> Callable[[Row[Any]], dict[str, Any]]:
    """Return what reads fields of the row's thing, and references from the row's further columns."""
    return lambda row: {name: getattr(row[0], name) for name in names} | {name: row[place] for name, place in references.items()}


def _release(row: Any) -> dict[str, Any]:
    release, product = row[0], row[1]
    ends = {name: getattr(release, name) if getattr(release, name) is not None else getattr(release, fact) for name, fact in _FACTS.items()}
    return {"product": product, "version": release.version, "released_on": release.released_on, "notes": release.notes, **ends}


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
    "user": (
        select(Person).order_by(col(Person.id)),
        _plain("email", "name", "phone", "locale", "time_zone", "mail_frequency", "wants_answers", "staff"),
    ),
    "group": (select(UserGroup).order_by(col(UserGroup.id)), _plain("key", "name", "domain", "request_sharing")),
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
        select(ServiceRequest, col(Product.slug), col(License.number), col(Person.email), col(_ASSIGNEE.email))
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .join(Person, col(Person.id) == col(ServiceRequest.created_by_id))
        .outerjoin(License, col(License.id) == col(ServiceRequest.license_id))
        .outerjoin(_ASSIGNEE, col(_ASSIGNEE.id) == col(ServiceRequest.assigned_to_id))
        .order_by(col(ServiceRequest.id)),
        _plain("number", "title", "severity", "status", "version", "created_at", "updated_at", product=1, license=2, created_by=3, assigned_to=4),
    ),
    "service_request_message": (
        select(ServiceRequestEntry, col(ServiceRequest.number), col(Person.email))
        .join(ServiceRequest, col(ServiceRequest.id) == col(ServiceRequestEntry.request_id))
        .outerjoin(Person, col(Person.id) == col(ServiceRequestEntry.author_id))
        .order_by(col(ServiceRequestEntry.id)),
        _plain("key", "kind", "by_staff", "body", "at", request=1, author=2),
    ),
    "download": (
        select(Download, col(Product.slug), col(Person.email))
        .join(Product, col(Product.id) == col(Download.product_id))
        .join(Person, col(Person.id) == col(Download.user_id))
        .order_by(col(Download.id)),
        _plain("key", "version", "file", "downloaded_at", product=1, user=2),
    ),
    "article": (
        select(Article).order_by(col(Article.id)),
        lambda row: {**_plain("key", "language", "title", "versions", "keywords", "body")(row), "updated": row[0].updated_on},
    ),
    "document": (
        select(Document, col(Product.slug)).join(Product, col(Product.id) == col(Document.product_id)).order_by(col(Document.id)),
        _plain("key", "version", "language", "title", "kind", "url", "source", "size", "published_on", product=1),
    ),
    "video": (
        select(Video).order_by(col(Video.id)),
        _plain("key", "language", "title", "description", "url", "source", "seconds", "published_on"),
    ),
}
