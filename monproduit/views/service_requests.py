"""Service requests about a product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenRequests:
    """The cell *Demandes ouvertes*: how many that I created are open; the total for the tooltip."""

    count: int
    label: str
    total: int
    tooltip: str


@dataclass(frozen=True, slots=True)
class ServiceRequestLine:
    """One open service request among the details."""

    number: str
    title: str
    product: str
    severity: str
    status: str
    status_label: str
    created: str
    updated: str
