"""Addresses of feeds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedLine:
    """An address that was made, without the address: it was shown once."""

    id: int
    label: str
    made: str
    read: str


@dataclass(frozen=True, slots=True)
class NewFeed:
    """An address that was just made, in both formats."""

    label: str
    rss: str
    atom: str
