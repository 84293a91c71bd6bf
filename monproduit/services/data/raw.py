"""One thing as it stands in its file, and what is wrong with it."""

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


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """Write it as compilers do: file, line, field, message."""
        return f"{self.file}:{self.line}: {self.field}: {self.message}" if self.field else f"{self.file}:{self.line}: {self.message}"
