"""How customers reach the vendor's support."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number of the support's telephone, with the country's code and the hours in its time."""

    country: str
    number: str
    hours: str


EMAIL = "support@editeur.example"
TELEPHONES = (
    Telephone("FR", "+33 1 99 00 12 34", "08:00–19:00"),
    Telephone("BE", "+32 2 555 12 34", "08:00–19:00"),
    Telephone("CH", "+41 22 555 12 34", "08:00–18:00"),
    Telephone("CA", "+1 514 555 0123", "08:00–20:00"),
    Telephone("GB", "+44 20 7946 0123", "08:00–18:00"),
)
