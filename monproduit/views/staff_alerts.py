"""Alerts as those who publish them see them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StaffAlertLine:
    """One alert of the list; `status` is published, scheduled or withdrawn."""

    key: str
    title: str
    kind_label: str
    status: str
    status_label: str
    moment: str
    products: str
    severity: str = ""
    severity_label: str = ""
    is_important: bool = False


@dataclass(frozen=True, slots=True)
class StaffAlerts:
    """The alerts that a search found, newest first, and how many more there are."""

    lines: list[StaffAlertLine] = field(default_factory=list)
    label: str = ""
    more: int = 0
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class DraftProduct:
    """A product that may be chosen or is; `fixed` are the versions that mend it, separated by commas."""

    slug: str
    name: str
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class DeedLine:
    """Who did what with an alert."""

    key: str
    moment: str
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class AlertDraft:
    """What the editor holds; `moment` is local, as the browser's field writes it, and `when` is now, later or keep."""

    key: str = ""
    title: str = ""
    kind: str = "news"
    severity: str = ""
    is_important: bool = False
    body: str = ""
    url: str = ""
    when: str = "now"
    moment: str = ""
    products: list[DraftProduct] = field(default_factory=list)
    status: str = ""
    status_label: str = ""
    published: str = ""
    version: int = 0
    history: list[DeedLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DraftProblems:
    """What is wrong with a draft, beside the field that it is about."""

    title: str = ""
    products: str = ""
    kind: str = ""
    body: str = ""
    url: str = ""
    moment: str = ""
    versions: str = ""
