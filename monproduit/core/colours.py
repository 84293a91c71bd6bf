"""Colours by numbers: how they mix, and how well one is read on another (WCAG 2.2)."""

import re

COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
BLACK, WHITE = "#000000", "#ffffff"
_STEPS = 100


def whole(colour: str) -> str:
    """Return a colour with six digits: `#abc` is `#aabbcc`."""
    return f"#{''.join(2 * digit for digit in colour[1:])}" if len(colour) == len("#abc") else colour


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it, 0 to 1."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_channels(one), _channels(other), strict=True))


def readable(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """Return the colour nearest to one, on its way to black or to white, that is read on all grounds; one of the two, where none is."""
    for share in range(_STEPS + 1):
        for end in (BLACK, WHITE):
            tried = mix(colour, end, share / _STEPS)
            if all(contrast(tried, ground) >= least for ground in grounds):
                return tried
    return max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in grounds))


def _channels(colour: str) -> tuple[int, int, int]:
    digits = whole(colour)[1:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in _channels(colour))  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
