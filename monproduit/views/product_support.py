"""Life cycles of products: in words, in a table, and as a picture."""

from dataclasses import dataclass, field

from monproduit.views.alerts import AlertLine
from monproduit.views.downloads import LatestDownload
from monproduit.views.shelves import DocumentLine


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One version in the table of a life cycle.

    Attributes:
        status: the badge of its state, and `label` the words.
        is_mine: whether it is the version that the person downloaded last.
    """

    version: str
    full_from: str
    limited_from: str
    ends: str
    status: str
    label: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One version in the picture; places and lengths are percentages of its width, as styles have them.

    Attributes:
        status: the badge of its state.
        is_open: whether its end is not known.
        is_mine: whether the person is here.
    """

    version: str
    left: str
    full: str
    limited: str
    status: str
    is_open: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class BarRow:
    """The versions of one product in the picture; `older` says how many are left out, or is empty."""

    slug: str
    name: str
    bars: list[Bar] = field(default_factory=list)
    older: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year in the picture."""

    label: str
    left: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of life cycles, and what it shows in words."""

    rows: list[BarRow] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    today: str = ""
    today_label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class SupportedProduct:
    """One product in the list: the version that the person has, and the latest; `mine` is empty where nothing was downloaded."""

    slug: str
    name: str
    family: str
    initials: str
    hue: int
    mine: LatestDownload
    status: str
    label: str


@dataclass(frozen=True, slots=True)
class SupportedProducts:
    """The person's products, and the picture of all."""

    products: list[SupportedProduct] = field(default_factory=list)
    timeline: Timeline = field(default_factory=Timeline)


@dataclass(frozen=True, slots=True)
class ProductSupport:
    """All about the support of one product."""

    slug: str
    name: str
    family: str
    initials: str
    hue: int
    mine: LatestDownload
    timeline: Timeline
    lines: list[LifeLine] = field(default_factory=list)
    more: int = 0
    more_label: str = ""
    news: list[AlertLine] = field(default_factory=list)
    documents: list[DocumentLine] = field(default_factory=list)
    has_files: bool = False
    forum_url: str = ""
    portal_url: str = ""
    open_url: str = ""
