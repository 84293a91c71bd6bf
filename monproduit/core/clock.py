"""The one clock: every module asks it, and tests can set it."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

APART = timedelta(minutes=2)
"""How far the clocks of two machines may be apart before what the other wrote counts as from a clock that went wrong."""
_hand: ContextVar[Callable[[], datetime]] = ContextVar("hand", default=lambda: datetime.now(UTC))


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _hand.get()()


def go_by(hand: Callable[[], datetime]) -> None:
    """Let the rest of this task go by another clock."""
    _hand.set(hand)


def today(time_zone: str) -> date:
    """Return the calendar date that it is now in an IANA time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()
