"""What the control of scenarios shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ScenarioLink:
    """One scenario to choose."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong with the file."""

    key: str
    place: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Played:
    """The scenario that is played: its name, whose portal it is, the day that it is there, and what is wrong with its file."""

    name: str = ""
    title: str = ""
    person: str = ""
    day: str = ""
    days: int = 0
    problems: list[Told] = field(default_factory=list)
    links: list[ScenarioLink] = field(default_factory=list)
