"""How many events a login may send: counted in this process, without a thread, and forgotten by itself."""

from collections import deque
from collections.abc import Callable

from monproduit.core import clock

_MANY = 10_000


class Pace:
    """At most so many within so many seconds, for each name."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = lambda: clock.now().timestamp()) -> None:
        """Start with nobody."""
        self._most, self._seconds, self._now = most, seconds, now
        self._seen: dict[str, deque[float]] = {}
        self._tidied = 0.0

    def is_kept(self, name: str) -> bool:
        """Count one more, unless it is one too many; tell which."""
        now = self._now()
        self._tidy(now)
        seen = self._seen.setdefault(name, deque(maxlen=self._most))
        if len(seen) == self._most and 0 <= now - seen[0] < self._seconds:  # a clock that was set back keeps nobody out
            return False
        seen.append(now)
        return True

    def __len__(self) -> int:
        """Return how many names are remembered."""
        return len(self._seen)

    def _tidy(self, now: float) -> None:
        """Forget who was silent, at most once a while, and only where many were seen."""
        if len(self._seen) > _MANY and abs(now - self._tidied) >= self._seconds:
            self._tidied = now
            self._seen = {name: seen for name, seen in self._seen.items() if now - seen[-1] < self._seconds}
