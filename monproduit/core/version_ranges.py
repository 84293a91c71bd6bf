"""Ranges of versions as advisories write them: `vers:generic/>=7.0|<7.2.1`, `<V4.3`, `>=2.8<3.1.1`, `all versions`."""

import re
from itertools import pairwise

from monproduit.core.versions import sort_key

_SCHEME = re.compile(r"^vers:[a-z0-9.-]+/", re.IGNORECASE)
_PART = re.compile(r"(<=|>=|!=|=|<|>)?\s*([^<>=!|,\s][^<>=!|,]*)")
_LETTER = re.compile(r"^v\.?(?=\d)", re.IGNORECASE)
_ALL = {"*", "all", "all versions", "toutes les versions"}
Constraint = tuple[str, str]
_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "!=": "≠", "=": "", "": ""}


def is_range(text: str) -> bool:
    """Tell whether a text stands for several versions."""
    return bool(_SCHEME.match(text)) or is_all(text) or any(sign in text for sign in "<>|")


def is_all(text: str) -> bool:
    """Tell whether a range is all versions."""
    return _SCHEME.sub("", text).strip().lower() in _ALL


def bare(version: str) -> str:
    """Return a version without the `v` that some write before it."""
    return _LETTER.sub("", version.strip())


def is_in(version: str, text: str) -> bool:
    """Tell whether a version is in a range, or is the one version that the text names."""
    if is_all(text):
        return True
    own, constraints = sort_key(bare(version)), _constraints(text)
    for sign, key in constraints:
        if key == own:
            return sign in {"", "=", "<=", ">="}
    bounds = sorted((key, sign) for sign, key in constraints if sign[:1] in {"<", ">"})
    if not bounds:
        return False
    if bounds[0][1].startswith("<") and own < bounds[0][0]:
        return True
    if bounds[-1][1].startswith(">") and own > bounds[-1][0]:
        return True
    inside = [(low, high) for (low, one), (high, other) in pairwise(bounds) if one.startswith(">") and other.startswith("<")]
    return any(low < own < high for low, high in inside)


def spoken(text: str) -> str:
    """Write a range as people do: signs set off, and without its scheme."""
    parts = [f"{_SIGNS[sign]} {bare(version)}".strip() for sign, version in _PART.findall(_SCHEME.sub("", text))]
    return " ".join(parts) if is_range(text) else text


def first_after(text: str) -> str:
    """Return the version from which on a range is over, if it says so (`<7.2.1`), or nothing."""
    found = [version for sign, version in _PART.findall(_SCHEME.sub("", text)) if sign == "<"]
    return bare(found[0]) if len(found) == 1 and not is_all(text) else ""


def _constraints(text: str) -> list[Constraint]:
    return [(sign, sort_key(bare(version))) for sign, version in _PART.findall(_SCHEME.sub("", text))]
