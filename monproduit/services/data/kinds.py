"""How each type of the format becomes a row, and which open cells it touches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from monproduit.core.numbers import canonical
from monproduit.core.search import searchable
from monproduit.core.sections import Section
from monproduit.core.versions import sort_key
from monproduit.models import (
    Alert,
    Article,
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
)
from monproduit.models.base import Table
from monproduit.services.changes import KNOWLEDGE, PEOPLE, Touched
from monproduit.services.data import formats, knowledge_rows
from monproduit.services.data.knowledge_formats import products_of
from monproduit.services.data.requests import serial_of

Reference = tuple[str, str]
"""A name of another thing: its type (`release` as `slug version`), and its key."""
Ids = dict[Reference, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of the format.

    Attributes:
        table: where its rows are.
        key: the columns that name a row.
        references: per field, the name of the thing it refers to.
        row: the values of the row, given the ids of what it refers to.
        touched: the cells that show a row.
        kept: the columns that stay as they were where a line says nothing.
    """

    table: type[Table]
    key: tuple[str, ...]
    references: Callable[[Any], dict[str, Reference]]
    row: Callable[[Any, Callable[[str], int | None]], Row]
    touched: Callable[[Row], Iterator[Touched]]
    kept: tuple[str, ...] = ()


def _product(line: formats.ProductLine, _of: object) -> Row:
    return line.model_dump(exclude={"type"}) | {"search_text": f"{searchable(line.name)}\n{searchable(f'{line.family} {line.slug}')}"}


def _release(line: formats.ReleaseLine, of: Callable[[str], int | None]) -> Row:
    row: Row = {"product_id": of("product"), "sort_key": sort_key(line.version)} | line.model_dump(include={"version", "released_on", "notes"})
    for name, fact in (
        ("full_support_until", "has_full_support"),
        ("limited_support_until", "has_limited_support"),
        ("end_of_support_on", "has_support_ended"),
    ):
        value = getattr(line, name)
        row |= {name: None, fact: value} if isinstance(value, bool) else {name: value, fact: None}
    return row


def _license(line: formats.LicenseLine, of: Callable[[str], int | None]) -> Row:
    row = line.model_dump(exclude={"type", "product", "group", "key"})
    return row | {"canonical_number": canonical(line.number), "product_id": of("product"), "group_id": of("group")}


def _request(line: formats.ServiceRequestLine, of: Callable[[str], int | None]) -> Row:
    row = line.model_dump(exclude={"type", "product", "license", "created_by", "assigned_to"})
    people = {"created_by_id": of("created_by"), "assigned_to_id": of("assigned_to")}
    return row | people | {"product_id": of("product"), "license_id": of("license"), "serial": serial_of(line.number)}


def _download(line: formats.DownloadLine, of: Callable[[str], int | None]) -> Row:
    return line.model_dump(exclude={"type", "product", "user"}) | {"product_id": of("product"), "user_id": of("user")}


def _license_cells(row: Row) -> Iterator[Touched]:
    if row["group_id"]:
        for section in (Section.SUPPORT_STATUS, Section.LICENSE_STATUS):
            yield Touched(group_id=row["group_id"], product_id=row["product_id"], section=section)


def _references(**kinds: str) -> Callable[[Any], dict[str, Reference]]:
    """Return what reads the references of a line: field name to type."""

    def read(line: Any) -> dict[str, Reference]:
        named = {field: (kind, getattr(line, field)) for field, kind in kinds.items()}
        return {field: (kind, canonical(key) if kind == "license" else key) for field, (kind, key) in named.items() if key is not None}

    return read


KINDS: dict[str, Kind] = {
    "product": Kind(Product, ("slug",), _references(), _product, lambda row: iter([Touched(product_id=row["id"])])),
    "release": Kind(
        Release,
        ("product_id", "version"),
        _references(product="product"),
        _release,
        lambda row: iter([Touched(product_id=row["product_id"], section=Section.LATEST_DOWNLOAD)]),
    ),
    "release_file": Kind(
        ReleaseFile,
        ("release_id", "name"),
        lambda line: {"version": ("release", f"{line.product} {line.version}")},
        lambda line, of: line.model_dump(exclude={"type", "product", "version"}) | {"release_id": of("version")},
        lambda _row: iter(()),
    ),
    "user": Kind(
        Person,
        ("email",),
        _references(),
        lambda line, _of: line.model_dump(exclude={"type"}),
        lambda row: iter([Touched(user_id=row["id"])]),
        kept=("phone", "locale", "time_zone", "mail_frequency", "wants_answers"),
    ),
    "group": Kind(
        UserGroup,
        ("key",),
        _references(),
        lambda line, _of: line.model_dump(exclude={"type"}),
        lambda row: iter([Touched(group_id=row["id"], section=Section.LICENSE_STATUS)]),
        kept=("request_sharing",),
    ),
    "membership": Kind(
        Membership,
        ("group_id", "user_id", "role"),
        _references(group="group", user="user"),
        lambda line, of: {"group_id": of("group"), "user_id": of("user"), "role": line.role},
        lambda row: iter([Touched(user_id=row["user_id"]), Touched(group_id=row["group_id"], section=PEOPLE)]),
    ),
    "license": Kind(License, ("canonical_number",), _references(product="product", group="group"), _license, _license_cells, kept=("group_id",)),
    "alert": Kind(
        Alert,
        ("key",),
        lambda line: {f"products.{place}": ("product", slug) for place, slug in enumerate(line.products)},
        lambda line, _of: line.model_dump(exclude={"type", "products", "versions"}) | {"search_text": searchable(f"{line.title} {line.body}")},
        lambda _row: iter(()),
        kept=("withdrawn", "revision"),
    ),
    "service_request": Kind(
        ServiceRequest,
        ("number",),
        _references(product="product", license="license", created_by="user", assigned_to="user"),
        _request,
        lambda row: iter([Touched(user_id=row["created_by_id"], product_id=row["product_id"], section=Section.OPEN_REQUESTS)]),
        kept=("version", "assigned_to_id"),
    ),
    "service_request_message": Kind(
        ServiceRequestEntry,
        ("key",),
        _references(request="service_request", author="user"),
        lambda line, of: line.model_dump(exclude={"type", "request", "author"}) | {"request_id": of("request"), "author_id": of("author")},
        lambda _row: iter(()),
    ),
    "download": Kind(
        Download,
        ("key",),
        _references(user="user", product="product"),
        _download,
        lambda row: iter([Touched(user_id=row["user_id"], product_id=row["product_id"], section=Section.LATEST_DOWNLOAD)]),
    ),
    "article": Kind(Article, ("key", "language"), products_of, knowledge_rows.article, lambda _row: iter(())),
    "document": Kind(
        Document,
        ("key",),
        _references(product="product"),
        knowledge_rows.document,
        lambda row: iter([Touched(product_id=row["product_id"], section=KNOWLEDGE)]),
    ),
    "video": Kind(Video, ("key",), products_of, knowledge_rows.video, lambda _row: iter(())),
}
