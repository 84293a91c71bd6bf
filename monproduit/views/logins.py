"""A person's logins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoginLine:
    """One browser in which the person is signed in; `is_this` is the one that asks."""

    key: str
    browser: str
    since: str
    seen: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Logins:
    """All of them; `may_end` when the person proved lately who they are."""

    lines: list[LoginLine]
    may_end: bool
