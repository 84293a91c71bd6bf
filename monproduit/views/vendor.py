"""How to reach the vendor's support, and its plans."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TelephoneLine:
    """A telephone number, with its country's name."""

    country: str
    number: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A support plan: its name, what it is, and when it first answers, severity by severity."""

    name: str
    description: str
    times: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SeverityLine:
    """A severity, and when each plan first answers, in the order of the plans."""

    severity: str
    times: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class VendorPage:
    """What the vendor says of itself."""

    name: str = ""
    email: str = ""
    telephones: list[TelephoneLine] = field(default_factory=list)
    plans: list[PlanCard] = field(default_factory=list)
    severities: list[SeverityLine] = field(default_factory=list)
