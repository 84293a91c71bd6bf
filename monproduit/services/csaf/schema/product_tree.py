"""The products that an advisory speaks of."""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import BeforeValidator, Field
from typing_extensions import TypedDict

from monproduit.services.csaf.schema.fields import Cpe, Hash, Purl, Uri
from monproduit.services.json_schema import Filled, Set, Some, Words

_BRANCH_FIELDS = 3


class FileHash(TypedDict):
    """A hash by its algorithm."""

    algorithm: Words
    value: Hash


class Hashes(TypedDict):
    """The hashes of one file."""

    filename: Words
    file_hashes: Some[FileHash]


class GenericUri(TypedDict):
    """A name that others gave a product."""

    namespace: Uri
    uri: Uri


class IdentificationHelper(TypedDict, total=False):
    """What else a product is known by."""

    cpe: Cpe
    purl: Purl
    hashes: Some[Hashes]
    model_numbers: Set[Words]
    serial_numbers: Set[Words]
    skus: Some[Words]
    sbom_urls: Some[Uri]
    x_generic_uris: Some[GenericUri]


class Product(TypedDict):
    """A product by its full name."""

    product_id: Words
    name: Words
    product_identification_helper: NotRequired[Filled[IdentificationHelper]]


def _either(value: Any) -> Any:
    if isinstance(value, dict) and len(value) != _BRANCH_FIELDS:
        raise ValueError("a branch has a category, a name, and either branches or a product")
    return value


class Branch(TypedDict):
    """A step on the way to a product, or to several."""

    category: Literal[
        "architecture",
        "host_name",
        "language",
        "legacy",
        "patch_level",
        "product_family",
        "product_name",
        "product_version",
        "product_version_range",
        "service_pack",
        "specification",
        "vendor",
    ]
    name: Words
    branches: NotRequired["Branches"]
    product: NotRequired[Product]


Branches = Some[Annotated[Branch, BeforeValidator(_either)]]


class Group(TypedDict):
    """Products that are spoken of together."""

    group_id: Words
    product_ids: Annotated[Set[Words], Field(min_length=2)]
    summary: NotRequired[Words]


class Relationship(TypedDict):
    """Two products that make a third."""

    category: Literal["default_component_of", "external_component_of", "installed_on", "installed_with", "optional_component_of"]
    full_product_name: Product
    product_reference: Words
    relates_to_product_reference: Words


class ProductTree(TypedDict, total=False):
    """All products."""

    branches: Branches
    full_product_names: Some[Product]
    product_groups: Some[Group]
    relationships: Some[Relationship]
