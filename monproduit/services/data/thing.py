"""What all lines of the data format share: strictness, and the types of their fields."""

from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from monproduit.core.numbers import canonical, is_wellformed

_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def _email(value: str) -> str:
    name, at, domain = value.partition("@")
    if not (name and at and "." in domain) or any(sign.isspace() for sign in value):
        raise ValueError("not an e-mail address")
    return value.lower()


def _number(value: str) -> str:
    if not is_wellformed(canonical(value)):
        raise ValueError("a license number has 4 to 64 letters and digits, besides spaces and dashes")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not the name of a time zone, like Europe/Paris")
    return value


def _web(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("an address starts with https:// or http://")
    return value


def _source(value: str) -> str:
    parts = PurePosixPath(value).parts
    is_below = value.isprintable() and "\\" not in value and ".." not in parts and not value.startswith("/") and "://" not in value
    if not (value.startswith("https://") or (parts and is_below)):
        raise ValueError("a source is a path below the folder of files, without `..`, or an address that starts with https://")
    return value


def _possible(value: datetime) -> datetime:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"a moment lies between the years {_FIRST_YEAR} and {_LAST_YEAR}")
    return value


def _plain(value: object) -> object:
    """Let a date be a date, not a number of seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("a date is written YYYY-MM-DD")  # noqa: TRY004 (pydantic reads ValueError)
    return value


Text = Annotated[str, Field(min_length=1, max_length=300)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)]
Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
Number = Annotated[str, Field(max_length=100), AfterValidator(_number)]
Web = Annotated[str, Field(max_length=2000), AfterValidator(_web)]
Source = Annotated[str, Field(max_length=2000), AfterValidator(_source)]
Version = Annotated[str, Field(min_length=1, max_length=200)]
Identifier = Annotated[str, Field(max_length=1000, pattern=r"^(cpe:(/|2\.3:)|pkg:)\S+$")]
Day = Annotated[date, BeforeValidator(_plain)]
Moment = Annotated[AwareDatetime, BeforeValidator(_plain), AfterValidator(_possible)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Literal["fr", "en"]
DayOrFact = Annotated[Day | bool | None, Field(union_mode="left_to_right")]


class Thing(BaseModel):
    """One line of the format: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
