"""Scenario files: JSON Lines in the data format, with a line that says what they show, and lines that repeat."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from monproduit.core.localisation import DEFAULT, locale
from monproduit.services.data.raw import Problem, Raw
from monproduit.services.data.thing import Email

FOLDER = Path(__file__).with_name("files")
_COUNT = "{n}"


class Header(BaseModel):
    """What a scenario shows, on which day, and to whom; without it: the name of the file, today, and its first customer."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["scenario"] = "scenario"
    title: dict[Literal["fr", "en"], str] = {}
    today: date | None = None
    person: Email | None = None


class Repeat(BaseModel):
    """A line that stands for many: in each of them `{n}` is another number."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["repeat"]
    times: int = Field(ge=1, le=20_000)
    first: int = Field(default=1, ge=0)
    line: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """A file that was read: whose portal it is, the lines to import, and what is wrong already."""

    name: str
    header: Header
    person: str
    lines: list[Raw]
    problems: list[Problem]

    @property
    def title(self) -> str:
        """Name it in the language in use."""
        return self.header.title.get(locale()) or self.header.title.get(DEFAULT) or self.name  # type: ignore[call-overload]


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in folder.glob("*.jsonl"))


def read(name: str, folder: Path = FOLDER) -> Script:
    """Read a scenario; what is wrong with its own lines is said, as the import says it of the others."""
    header, lines, problems, people = Header(), list[Raw](), list[Problem](), list[str]()
    file = f"{name}.jsonl"
    for number, text in enumerate((folder / file).read_bytes().splitlines(), 1):
        raw = Raw(file, number, text)
        value = _value(text)
        kind = value.get("type")
        if kind in _OWN:
            try:
                own = _OWN[kind].model_validate(value)
            except ValidationError as error:
                problems += [Problem(file, number, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
                continue
            if isinstance(own, Header):
                header = own
            else:
                lines += _repeated(raw, own)
        elif text.strip():
            lines.append(raw)
            people += [str(value.get("email", ""))] if kind == "user" and not value.get("staff") else []
    return Script(name, header, header.person or next(iter(people), "claire@exemple.fr"), lines, problems)


_OWN: dict[Any, type[BaseModel]] = {"scenario": Header, "repeat": Repeat}


def _value(text: bytes) -> dict[str, Any]:
    """Return the object of a line; what is not one, the import will name."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _repeated(raw: Raw, repeat: Repeat) -> Iterator[Raw]:
    text = json.dumps(repeat.line)
    width = len(str(repeat.first + repeat.times - 1))
    at = partial(Raw, raw.file, raw.number)
    return (at(text.replace(_COUNT, f"{number:0{width}}").encode()) for number in range(repeat.first, repeat.first + repeat.times))
