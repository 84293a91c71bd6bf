"""News and alerts of a product."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NewsAlerts:
    """The cell *Actualités et alertes*: the latest important one, how many are new since the last visit, and whether they are mailed."""

    title: str
    published: str
    kind: str
    new_count: int
    new_label: str
    total: int = 0
    wants_email: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """The versions of one product that an alert concerns and those that mend it, and what that means for the person."""

    product: str
    affected: str
    fixed: str
    has: str
    words: str
    is_exposed: bool = False
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert among the details."""

    key: str
    title: str
    kind: str
    kind_label: str
    severity: str
    severity_label: str
    published: str
    url: str
    is_important: bool
    is_new: bool
    fix: str = ""
    is_exposed: bool = False


@dataclass(frozen=True, slots=True)
class AlertCard:
    """One alert on the page of all; `products` names those of the person's that it is about."""

    key: str
    title: str
    kind_label: str
    severity: str
    severity_label: str
    published: str
    products: str
    is_important: bool
    is_new: bool
    fix: str = ""
    is_exposed: bool = False


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert, whole; its body is harmless HTML, and `edited` says when it last changed, if it did."""

    key: str
    title: str
    kind_label: str
    severity: str
    severity_label: str
    published: str
    products: str
    body: str
    url: str
    edited: str = ""
    fixes: list[Fix] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AlertList:
    """The alerts that a search found, newest first, and how many more there are; `new` is the sum of the products' marks."""

    lines: list[AlertCard] = field(default_factory=list)
    label: str = ""
    more: int = 0
    more_label: str = ""
    new: int = 0
    new_label: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    key: str
    label: str
