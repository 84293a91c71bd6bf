"""Who may sign in at the embedded provider."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_WRONG = RateLimitItemPerMinute(8, 5)
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Account:
    """A person at the provider."""

    email: str
    name: str
    locale: str = "fr"
    time_zone: str = "Europe/Paris"
    staff: bool = False


class TooManyError(Exception):
    """Somebody tries passwords: wait."""


class Accounts:
    """Accounts that share one password."""

    def __init__(self, accounts: Mapping[str, Account], password: str) -> None:
        """Keep the accounts by e-mail, and a hash of the password."""
        self._accounts = accounts
        self._hash = _hasher().hash(password)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def get(self, email: str) -> Account | None:
        """Return the account of an e-mail address."""
        return self._accounts.get(email)

    async def check(self, email: str, password: str) -> Account | None:
        """Return the account if the password is right; wrong names cost the same time.

        Raises:
            TooManyError: too many wrong passwords for this name in the last five minutes.
        """
        name = email.strip().lower()[:254]
        if not self._limiter.test(_WRONG, name):
            raise TooManyError
        typed = password if len(password) <= _LONGEST else ""  # never a part of it
        is_right = await asyncio.to_thread(_hasher().verify, typed, self._hash)
        account = self._accounts.get(name) if is_right else None
        if not account:
            self._limiter.hit(_WRONG, name)
        return account


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))
