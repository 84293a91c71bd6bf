"""What the portal sent, or tries to send: for the vendor's staff."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One message, without what it says; `reason` is in plain words, `error` in those of a server; `is_undone`: it may be tried again."""

    id: int
    kind: str
    recipient: str
    status: str
    status_label: str
    badge: str
    when: str
    attempts: str
    error: str
    reason: str = ""
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """How many messages stand somewhere."""

    key: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The messages that a search found, the latest first."""

    lines: list[DeliveryLine] = field(default_factory=list)
    counts: list[DeliveryCount] = field(default_factory=list)
    label: str = ""
    more: int = 0
    more_label: str = ""
