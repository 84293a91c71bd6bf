"""The head of an advisory: who says it, when, and in which revision."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from monproduit.services.csaf.schema.fields import Category, Id, Language, Uri, Version
from monproduit.services.csaf.schema.shared import Acknowledgments, Note, Reference
from monproduit.services.json_schema import Filled, Moment, Set, Some, Words


class AggregateSeverity(TypedDict):
    """How severe all of it is, in the publisher's own words."""

    text: Words
    namespace: NotRequired[Uri]


class TrafficLight(TypedDict):
    """To whom it may be passed on."""

    label: Literal["AMBER", "GREEN", "RED", "WHITE"]
    url: NotRequired[Uri]


class Distribution(TypedDict, total=False):
    """The rules of passing it on."""

    text: Words
    tlp: TrafficLight


class Publisher(TypedDict):
    """Who publishes it."""

    category: Literal["coordinator", "discoverer", "other", "translator", "user", "vendor"]
    name: Words
    namespace: Uri
    contact_details: NotRequired[Words]
    issuing_authority: NotRequired[Words]


class Engine(TypedDict):
    """What wrote the document."""

    name: Words
    version: NotRequired[Words]


class Generator(TypedDict):
    """How it was written."""

    engine: Engine
    date: NotRequired[Moment]


class Revision(TypedDict):
    """A step of its history."""

    date: Moment
    number: Version
    summary: Words
    legacy_version: NotRequired[Words]


class Tracking(TypedDict):
    """Its name, and how it came to be what it is."""

    id: Id
    status: Literal["draft", "final", "interim"]
    version: Version
    initial_release_date: Moment
    current_release_date: Moment
    revision_history: Some[Revision]
    aliases: NotRequired[Set[Words]]
    generator: NotRequired[Generator]


class Head(TypedDict):
    """The head."""

    category: Category
    csaf_version: Literal["2.0"]
    publisher: Publisher
    title: Words
    tracking: Tracking
    acknowledgments: NotRequired[Acknowledgments]
    aggregate_severity: NotRequired[AggregateSeverity]
    distribution: NotRequired[Filled[Distribution]]
    lang: NotRequired[Language]
    source_lang: NotRequired[Language]
    notes: NotRequired[Some[Note]]
    references: NotRequired[Some[Reference]]
