"""Details that open a page at a time."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """The first lines of what a cell opens to, and how many more there are."""

    lines: list[Line] = field(default_factory=list)
    total: int = 0
    more: int = 0
    more_label: str = ""
