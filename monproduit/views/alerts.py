"""News and alerts of a product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewsAlerts:
    """The cell *Actualités et alertes*: the latest important one, and how many are new since the last visit."""

    title: str
    published: str
    kind: str
    new_count: int
    new_label: str
    total: int = 0


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
