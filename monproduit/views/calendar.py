"""Addresses of renewal calendars."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """An address that was made, without the address: it was shown once."""

    id: int
    label: str
    made: str
    read: str


@dataclass(frozen=True, slots=True)
class NewCalendar:
    """An address that was just made.

    Attributes:
        webcal: the same for programs that subscribe.
    """

    label: str
    url: str
    webcal: str
