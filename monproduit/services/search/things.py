"""Licenses, products, requests and files: those of the person's account and groups, by index."""

from urllib.parse import quote

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import day, file_size
from monproduit.core.numbers import canonical
from monproduit.core.search import searchable
from monproduit.models import License, Product, Release, ReleaseFile, ServiceRequest
from monproduit.routes import DASHBOARD, LICENSE, PRODUCT, SERVICE_REQUESTS, STAFF_REQUESTS, to
from monproduit.services.access import Actor, registered_ids, visible_licenses
from monproduit.services.license_words import standing_name
from monproduit.services.request_access import searched_requests
from monproduit.services.service_requests import status_name
from monproduit.views.search import Hit

SHOWN = 5
_RECENT = 500
_LAST = "Z" * 64
"""Behind every number that begins alike: numbers are of digits and capitals, which every database orders in the same way."""


async def licenses(actor: Actor, text: str) -> list[Hit]:
    """Find the licenses of one's groups whose number begins so; spaces, dashes and case do not matter."""
    wanted = canonical(text)
    if not (wanted.isascii() and wanted.isalnum()):
        return []
    number = col(License.canonical_number)
    query = visible_licenses(actor).where(number >= wanted, number <= wanted + _LAST).order_by(number).limit(SHOWN)
    names = select(col(Product.id), col(Product.name))
    async with reading() as session:
        found = list(await session.scalars(query))
        asked = names.where(col(Product.id).in_([one.product_id for one in found]))
        products = {id_: name for id_, name in await session.execute(asked)}  # noqa: C416 (rows are not pairs for the checker)
    return [_license(one, products[one.product_id]) for one in found]


async def products(actor: Actor, text: str) -> list[Hit]:
    """Find the person's products by the words of name, family and slug."""
    query = select(Product).where(col(Product.id).in_(registered_ids(actor)), *_has(col(Product.search_text), text))
    async with reading() as session:
        found = await session.scalars(query.order_by(col(Product.search_text)).limit(SHOWN))
        return [Hit(one.slug, one.name, one.family, product_address(one.slug)) for one in found]


async def requests(actor: Actor, text: str) -> list[Hit]:
    """Find the service requests that the person sees, and for staff all, by a part of the number, or by words of title and product of the latest."""
    number = canonical(text)
    query = (
        select(ServiceRequest, Product)
        .join(Product, col(Product.id) == col(ServiceRequest.product_id))
        .where(searched_requests(actor))
        .order_by(col(ServiceRequest.updated_at).desc(), col(ServiceRequest.id))
    )
    numbered = query.where(func.upper(func.replace(col(ServiceRequest.number), "-", "")).contains(number, autoescape=True))
    async with reading() as session:
        found = list(await session.execute(numbered.limit(SHOWN))) if number else []
        recent = list(await session.execute(query.limit(_RECENT)))
    titled = [(request, product) for request, product in recent if _has_words(f"{request.title} {product.name}", text)]
    some = {request.number: _request(actor, request, product) for request, product in [*found, *titled]}
    return list(some.values())[:SHOWN]


async def files(actor: Actor, text: str) -> list[Hit]:
    """Find files to download of the person's products, by the words of their names."""
    name = col(ReleaseFile.name)
    query = (
        select(ReleaseFile, Release, Product)
        .join(Release, col(Release.id) == col(ReleaseFile.release_id))
        .join(Product, col(Product.id) == col(Release.product_id))
        .where(col(Release.product_id).in_(registered_ids(actor)), *(name.icontains(word, autoescape=True) for word in text.split()))
        .order_by(col(Release.sort_key).desc(), name)
    )
    async with reading() as session:
        found = await session.execute(query.limit(SHOWN))
        return [_file(file, release, product) for file, release, product in found]


def product_address(slug: str) -> str:
    """Return where a product of the person's is."""
    return f"{to(DASHBOARD)}#product-{quote(slug)}"


def _license(one: License, product: str) -> Hit:
    ends = [day(one.renewal_date)] if one.renewal_date else []
    detail = " · ".join([product, standing_name(one.standing), *ends])
    return Hit(one.number, one.number, detail, to(LICENSE.replace("[number]", quote(one.number))))


def _file(file: ReleaseFile, release: Release, product: Product) -> Hit:
    detail = " · ".join(filter(None, (product.name, release.version, "" if file.size is None else file_size(file.size))))
    return Hit(f"{product.slug}-{release.version}-{file.name}", file.name, detail, to(PRODUCT.replace("[slug]", quote(product.slug))))


def _request(actor: Actor, request: ServiceRequest, product: Product) -> Hit:
    detail = f"{product.name} · {status_name(request.status, asks_reader=request.created_by_id == actor.id)}"
    place = STAFF_REQUESTS if actor.is_staff else SERVICE_REQUESTS
    return Hit(request.number, f"{request.number} – {request.title}", detail, f"{to(place)}/{quote(request.number)}")


def _has_words(title: str, text: str) -> bool:
    words, written = searchable(text).split(), searchable(title)
    return bool(words) and all(word in written for word in words)


def _has(column: Mapped[str], text: str) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in searchable(text).split()]
