"""An advisory as a whole."""

from typing import Any, NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from monproduit.services.csaf.schema.head import Head
from monproduit.services.csaf.schema.product_tree import ProductTree
from monproduit.services.csaf.schema.vulnerability import Vulnerability
from monproduit.services.json_schema import Filled, Some


class Advisory(TypedDict):
    """A document of CSAF 2.0."""

    document: Head
    product_tree: NotRequired[Filled[ProductTree]]
    vulnerabilities: NotRequired[Some[Filled[Vulnerability]]]


SCHEMA: TypeAdapter[Any] = TypeAdapter(Advisory)
