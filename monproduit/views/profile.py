"""A person's own page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the person is, and how the portal speaks and writes to them; without a language, as their browser prefers.

    Attributes:
        returned: that no mail is sent to them, and since when, if so; `reason` says why, in plain words, and `code` in those of the other server.
    """

    name: str
    email: str
    language: str
    time_zone: str
    frequency: str
    mailed: str
    answers: bool
    returned: str = ""
    reason: str = ""
    code: str = ""
