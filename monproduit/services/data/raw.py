"""One thing as it stands in its file."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Raw:
    """One line as it stands in its file, or a whole file that stands for one.

    Attributes:
        places: the line of each field, where a thing has several.
        broken: why it cannot be read at all.
    """

    file: str
    number: int
    text: bytes
    places: dict[str, int] = field(default_factory=dict)
    broken: str = ""
