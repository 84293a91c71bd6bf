"""The rows of articles, documents and videos, with the words by which they are found."""

from collections.abc import Callable
from typing import Any

from monproduit.core.search import findable
from monproduit.services.data.knowledge_formats import ArticleLine, DocumentLine, VideoLine

Row = dict[str, Any]


def article(line: ArticleLine, _of: object) -> Row:
    """Return the row of an article; what stands in its title or keywords counts more than what stands in its body."""
    row = line.model_dump(exclude={"type", "products", "updated"})
    title = " ".join((line.title, *line.keywords))
    return row | {"updated_on": line.updated, "search_title": findable(title), "search_text": findable(line.body)}


def document(line: DocumentLine, of: Callable[[str], int | None]) -> Row:
    """Return the row of a document."""
    words = " ".join((line.title, line.kind, line.product, line.version or ""))
    return line.model_dump(exclude={"type", "product"}) | {"product_id": of("product"), "search_text": findable(words)}


def video(line: VideoLine, _of: object) -> Row:
    """Return the row of a video."""
    return line.model_dump(exclude={"type", "products"}) | {"search_text": findable(f"{line.title} {line.description}")}
