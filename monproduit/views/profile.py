"""A person's own page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the person is, and how the portal speaks and writes to them; without a language, as their browser prefers."""

    name: str
    email: str
    language: str
    time_zone: str
    frequency: str
    mailed: str
    answers: bool
