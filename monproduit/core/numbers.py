"""License numbers as people type them."""

import re

_NOISE = re.compile(r"[\s\-\u2010-\u2015]+")
_NUMBER = re.compile(r"[A-Z0-9]{4,64}")


def canonical(number: str) -> str:
    """Return a license number without spaces and dashes, in capitals."""
    return _NOISE.sub("", number).upper()


def is_wellformed(canonical_number: str) -> bool:
    """Tell whether a canonical number could be one: 4 to 64 letters and digits."""
    return bool(_NUMBER.fullmatch(canonical_number))
