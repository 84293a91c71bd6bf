"""Example texts in the language of the page: they are written in French, as the portal's own are."""

import dataclasses
import re
from typing import Any

from monproduit.core.localisation import _, locale
from monproduit.gallery.english import english

_MONTHS = dict(
    zip(
        ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        strict=True,
    )
)
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(re.escape(month) for month in _MONTHS)}) (\d{{4}})")


def spoken(value: Any) -> Any:
    """Return a value with its texts in the language in use: from the portal's catalogue, then from the examples' own; others stay."""
    if locale() == "fr":
        return value
    if isinstance(value, str):
        return _said(value)
    if isinstance(value, list):
        return [spoken(one) for one in value]
    if isinstance(value, dict):
        return {key: spoken(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{one.name: spoken(getattr(value, one.name)) for one in dataclasses.fields(value)})
    return value


def _said(text: str) -> str:
    if not text:
        return text
    known = _(text)
    known = english(text) if known == text else known
    return _DAY.sub(lambda day: f"{day[1]} {_MONTHS[day[2]]} {day[3]}", known)
