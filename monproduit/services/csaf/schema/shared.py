"""What stands in several places of an advisory."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from monproduit.services.csaf.schema.fields import Uri
from monproduit.services.json_schema import Filled, Some, Words


class Acknowledgment(TypedDict, total=False):
    """Whom the publisher thanks."""

    names: Some[Words]
    organization: Words
    summary: Words
    urls: Some[Uri]


class Note(TypedDict):
    """A text of some kind."""

    category: Literal["description", "details", "faq", "general", "legal_disclaimer", "other", "summary"]
    text: Words
    title: NotRequired[Words]
    audience: NotRequired[Words]


class Reference(TypedDict):
    """An address to read more at."""

    summary: Words
    url: Uri
    category: NotRequired[Literal["external", "self"]]


Acknowledgments = Some[Filled[Acknowledgment]]
