"""An order for version numbers as vendors write them."""

import re

from packaging.version import InvalidVersion, Version

_PART = re.compile(r"\d+|[a-z]+", re.IGNORECASE)
_LETTERED = re.compile(r"[\d.]+[a-z]")  # 1.1.1a is a fix of 1.1.1, not an alpha of it
_WIDTH = 12
_BEFORE, _BARE, _BEHIND = "+", ",", "-"  # in this order, and all before the "." of a longer number


def sort_key(version: str) -> str:
    """Return a text whose order as bytes is the order of the versions.

    `packaging.version` decides where it parses; elsewhere numbers and letters are compared part by part, and a bare version
    comes before the same one with something behind it (`1.1.1` before `1.1.1w`).
    """
    if _LETTERED.fullmatch(version):
        return _tolerant(version)
    try:
        parsed = Version(version)
    except InvalidVersion:
        return _tolerant(version)
    release = _release(parsed.release)
    if parsed.pre or parsed.is_devrelease:
        stage, number = parsed.pre or ("", parsed.dev or 0)
        return f"{parsed.epoch}!{release}{_BEFORE}{stage}{number:0{_WIDTH}d}"
    if parsed.is_postrelease or parsed.local:
        return f"{parsed.epoch}!{release}{_BEHIND}{parsed.post or 0:0{_WIDTH}d}{parsed.local or ''}"
    return f"{parsed.epoch}!{release}{_BARE}"


def _tolerant(version: str) -> str:
    parts = _PART.findall(version)
    numbers: list[int] = []
    while parts and parts[0].isdigit():
        numbers.append(int(parts.pop(0)))
    behind = ".".join(part.zfill(_WIDTH) if part.isdigit() else part.lower() for part in parts)
    return f"0!{_release(tuple(numbers))}{_BEHIND + behind if behind else _BARE}"


def _release(numbers: tuple[int, ...]) -> str:
    """Join the numbers, without the zeros at the end: 7.2 and 7.2.0 are one version."""
    end = len(numbers)
    while end > 1 and numbers[end - 1] == 0:
        end -= 1
    return ".".join(str(number).zfill(_WIDTH) for number in numbers[:end] or (0,))
