"""The lines of the data format that customers read and watch: articles, documents, videos."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from monproduit.services.data.thing import Day, Language, Slug, Text, Thing, Web

Version = Annotated[str, Field(min_length=1, max_length=100)]
Path = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^/\\].*$")]


class ArticleLine(Thing):
    """An article of the knowledge base, in Markdown; key: key, language. Without products it is about all of them."""

    type: Literal["article"]
    key: Slug
    language: Language = "fr"
    title: Text
    products: list[Slug] = Field(default=[], max_length=2000)
    versions: list[Version] = Field(default=[], max_length=200)
    keywords: list[Text] = Field(default=[], max_length=100)
    updated: Day | None = None
    body: str = Field(default="", max_length=200_000)


class _Placed(BaseModel):
    """Something at an address or in a file, and never both."""

    url: Web | None = None
    source: Path | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.url) == bool(self.source):
            raise ValueError("either url or source is expected")
        return self


class DocumentLine(_Placed, Thing):
    """A document about a product or one of its versions: at an address, or a file under the data folder; key: key."""

    type: Literal["document"]
    key: Slug
    product: Slug
    version: Version | None = None
    language: Language = "fr"
    title: Text
    kind: str = Field(default="", max_length=100)
    size: int | None = Field(default=None, ge=0, lt=2**63)
    published_on: Day | None = None


class VideoLine(_Placed, Thing):
    """A video about products, or about all: at an address, or a file under the data folder; key: key."""

    type: Literal["video"]
    key: Slug
    products: list[Slug] = Field(default=[], max_length=2000)
    language: Language = "fr"
    title: Text
    description: str = Field(default="", max_length=2000)
    seconds: int | None = Field(default=None, ge=0, lt=2**31)
    published_on: Day | None = None


def products_of(line: Any) -> dict[str, tuple[str, str]]:
    """Return the references of a line with a list of products."""
    return {f"products.{place}": ("product", slug) for place, slug in enumerate(line.products)}
