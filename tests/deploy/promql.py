"""As much of PromQL as tells which metrics and labels an expression names."""

import re
from dataclasses import dataclass, field

_SELECTOR = re.compile(r"\b([a-z_][\w]*)\s*\{([^}]*)\}")
_MATCHER = re.compile(r'(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"')
_MADE = re.compile(r'"(\w+)",\s*"[^"]*",\s*"(\w+)",\s*"[^"]*"\s*\)')
_GROUPED = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")
_NOISE = re.compile(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b\d[\w.]*|\$\w+')
_WORD = re.compile(r"\b([a-zA-Z_]\w*)\b(?!\s*\()")
_WORDS = {"and", "or", "unless", "by", "without", "on", "ignoring", "offset", "bool", "group_left", "group_right"}


@dataclass(frozen=True, slots=True)
class Named:
    """What an expression names: metrics, the labels it groups or reads by, its matchers (metric, label, sign, value), and labels it makes."""

    metrics: set[str]
    labels: set[str]
    matchers: list[tuple[str, str, str, str]] = field(default_factory=list)
    made: set[str] = field(default_factory=set)


def named(expression: str) -> Named:
    """Return what an expression names."""
    matchers = [(metric, *found) for metric, inside in _SELECTOR.findall(expression) for found in _MATCHER.findall(inside)]
    made = _MADE.findall(expression)
    grouped = {label.strip() for inside in _GROUPED.findall(expression) for label in inside.split(",") if label.strip()}
    rest = _NOISE.sub(" ", _GROUPED.sub(" ", expression))
    metrics = set(_WORD.findall(rest)) - _WORDS
    ours = {target for target, _source in made}
    return Named(metrics, (grouped | {source for _target, source in made}) - ours, matchers, ours)
