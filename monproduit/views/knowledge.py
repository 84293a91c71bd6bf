"""Articles of the knowledge base."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of an excerpt; what was searched for is marked."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """One article among others."""

    key: str
    language: str
    title: str
    about: str
    excerpt: list[Bit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language to read in, and how much there is in it; an empty key is all of them."""

    key: str
    label: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The articles that a search found, the best first.

    Attributes:
        loosely: what is said when no article has all words, and these have some.
        elsewhere: how many there are about other products, where only the person's are shown.
    """

    cards: list[ArticleCard] = field(default_factory=list)
    label: str = ""
    loosely: str = ""
    languages: list[LanguageChoice] = field(default_factory=list)
    elsewhere: str = ""
    more: int = 0
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside an article, to jump to."""

    id: str
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article, whole; its body is harmless HTML.

    Attributes:
        notice: that it does not exist in the page's language.
        headings: its table of contents; empty where it is short.
        answer: what the person said about it: `yes`, `no`, or nothing yet.
    """

    key: str
    language: str
    title: str
    body: str
    about: str
    updated: str = ""
    notice: str = ""
    headings: list[Heading] = field(default_factory=list)
    related: list[ArticleCard] = field(default_factory=list)
    answer: str = ""
    remark: str = ""
