"""Moments as RFC 3339 writes them."""

import re
from datetime import datetime, timedelta

_FORM = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:)(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)
_LEAP = "60"


def is_moment(text: str) -> bool:
    """Tell whether a text is a date and time with an offset, as RFC 3339 writes it."""
    try:
        moment(text)
    except (ValueError, OverflowError):
        return False
    return True


def moment(text: str) -> datetime:
    """Return a date and time; a leap second is the one after it.

    Raises:
        ValueError: it is none.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date and time like 2027-03-14T23:59:59Z")
    is_leap = found[3] == _LEAP
    plain = f"{found[1]}T{found[2]}{'59' if is_leap else found[3]}{found[4] or ''}{found[5].upper()}"
    return datetime.fromisoformat(plain) + timedelta(seconds=is_leap)
