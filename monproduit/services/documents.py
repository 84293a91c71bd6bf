"""Technical documents, by product, version and language."""

from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _, day, file_size, locale, ngettext, number
from monproduit.core.search import findable
from monproduit.core.versions import sort_key
from monproduit.models import Document, Product
from monproduit.routes import DOCUMENT_FILE
from monproduit.services.access import Actor, known_ids, registered_ids
from monproduit.services.shelves import Wanted, counts_by_language, language_choices, language_name
from monproduit.views.shelves import DocumentGroup, DocumentLine, DocumentShelf

_MOST = 500


async def find(actor: Actor, wanted: Wanted, limit: int = _MOST) -> DocumentShelf:
    """Return the documents by product, those of the latest version first."""
    query = _query(actor, wanted).order_by(col(Product.search_text), col(Product.slug), col(Document.title)).limit(limit)
    async with reading() as session:
        found = [(document, product) for document, product in await session.execute(query)]
    counts = await _counts(actor, wanted)
    others = sum((await _counts(actor, wanted.of_all_products)).values()) - sum(counts.values())
    groups = [_group(list(rows)) for _slug, rows in groupby(found, key=lambda row: row[1].slug)]
    label = ngettext("%(count)s document", "%(count)s documents", len(found)) % {"count": number(len(found))}
    return DocumentShelf(groups, label, language_choices(counts, wanted), _elsewhere(others))


async def about(actor: Actor, slug: str, limit: int) -> list[DocumentLine]:
    """Return documents of one of the person's products: in the reader's language first, and those of the latest version before others."""
    query = select(Document).where(col(Document.product_id).in_(known_ids(actor, [slug]))).order_by(col(Document.title), col(Document.key))
    async with reading() as session:
        found = list(await session.scalars(query.limit(_MOST)))
    mine = [one for one in _ordered(found) if one.language == locale()]
    return [_line(one) for one in [*mine, *(one for one in _ordered(found) if one.language != locale())]][:limit]


def _query(actor: Actor, wanted: Wanted) -> Select[Document, Product]:
    query = select(Document, Product).join(Product, col(Product.id) == col(Document.product_id))
    if wanted.is_mine:
        query = query.where(col(Document.product_id).in_(registered_ids(actor)))
    if wanted.spoken:
        query = query.where(col(Document.language) == wanted.spoken)
    return query.where(*_words(wanted.text))


def _words(text: str) -> list[ColumnElement[bool]]:
    return [col(Document.search_text).contains(word, autoescape=True) for word in findable(text).split()]


async def _counts(actor: Actor, wanted: Wanted) -> dict[str, int]:
    return await counts_by_language(_query(actor, wanted.in_all_languages), col(Document.language))


def _group(rows: list[tuple[Document, Product]]) -> DocumentGroup:
    product = rows[0][1]
    return DocumentGroup(product.slug, product.name, [_line(document) for document in _ordered(document for document, _product in rows)])


def _ordered(found: Iterable[Document]) -> list[Document]:
    """Put those about all versions first, then those of the latest."""
    return sorted(found, key=lambda one: sort_key(one.version) if one.version else "~", reverse=True)


def _line(document: Document) -> DocumentLine:
    return DocumentLine(
        key=document.key,
        title=document.title,
        kind=document.kind,
        version=document.version or _("Toutes"),
        language=language_name(document.language).capitalize(),
        published=day(document.published_on) if document.published_on else "—",
        size="" if document.size is None else file_size(document.size),
        address=document.url or f"{DOCUMENT_FILE}/{document.key}?lang={locale()}",
        is_outside=bool(document.url),
    )


def _elsewhere(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s document sur d’autres produits", "%(count)s documents sur d’autres produits", count) % {"count": number(count)}
