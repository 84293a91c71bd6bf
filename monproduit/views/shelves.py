"""Documents, videos and forums."""

from dataclasses import dataclass, field

from monproduit.views.knowledge import LanguageChoice


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document; outside the portal where it is at an address of its own."""

    key: str
    title: str
    kind: str
    version: str
    language: str
    published: str
    size: str
    address: str
    is_outside: bool


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """The documents of one product."""

    slug: str
    product: str
    lines: list[DocumentLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentShelf:
    """The documents that were asked for, by product."""

    groups: list[DocumentGroup] = field(default_factory=list)
    label: str = ""
    languages: list[LanguageChoice] = field(default_factory=list)
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class VideoCard:
    """One video; `player` is how it is played: in a `frame`, as a `file`, or elsewhere than in the portal."""

    key: str
    title: str
    description: str
    about: str
    duration: str
    address: str
    player: str
    hue: int


@dataclass(frozen=True, slots=True)
class VideoShelf:
    """The videos that were asked for, the latest first."""

    cards: list[VideoCard] = field(default_factory=list)
    label: str = ""
    languages: list[LanguageChoice] = field(default_factory=list)
    elsewhere: str = ""
    more: int = 0
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class ForumLine:
    """A forum of users, outside the portal."""

    name: str
    address: str
    host: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ForumList:
    """The general forum, if there is one, and those of the products."""

    general: ForumLine | None = None
    lines: list[ForumLine] = field(default_factory=list)
    others: list[ForumLine] = field(default_factory=list)
