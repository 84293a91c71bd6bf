"""What a search everywhere found."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, and where it is in the portal."""

    key: str
    title: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The things of one kind."""

    name: str
    label: str
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found; `label` counts it, or says that there is nothing."""

    text: str = ""
    label: str = ""
    groups: list[HitGroup] = field(default_factory=list)
