"""The one clock: every module asks it, and tests can set it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """Return the calendar date that it is now in an IANA time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()
