"""The dates of one version: by their types, and by the mandatory tests of section 7.1 of OpenEoX Core 1.0."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NamedTuple, NotRequired

from pydantic import AfterValidator, ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from monproduit.core.moments import is_moment, moment
from monproduit.services.json_schema import failures

CORE = "https://docs.oasis-open.org/openeox/v1.0/schema/core.json"
DRAFTS = "https://docs.oasis-open.org/openeox/tbd/schema/"
TBA = "tba"
_DATES = ("general_availability", "end_of_sales", "end_of_security_support", "end_of_life")
_LATEST = datetime.max.replace(tzinfo=UTC)
_NO_MOMENT = "is not a date and time like 2027-03-14T23:59:59Z"


class Wrong(NamedTuple):
    """What is wrong: the test's number or `schema`, the place as a JSON path, and why."""

    test: str
    where: str
    message: str


def _written(value: str) -> str:
    """Ask for capital letters, and seconds up to 59, as the standard does."""
    if not is_moment(value) or value != value.upper() or ":60" in value:
        raise ValueError(f"{value!r} {_NO_MOMENT}")
    return value


_Moment = Annotated[str, AfterValidator(_written)]
_MomentOrTba = Annotated[str, AfterValidator(lambda value: value if value == TBA else _written(value))]
_Core = TypedDict(
    "_Core",
    {
        "$schema": Literal["https://docs.oasis-open.org/openeox/v1.0/schema/core.json", "https://docs.oasis-open.org/openeox/tbd/schema/core.json"],
        "end_of_life": _MomentOrTba,
        "end_of_security_support": _MomentOrTba,
        "last_updated": _Moment,
        "end_of_sales": NotRequired[_MomentOrTba],
        "general_availability": NotRequired[_MomentOrTba],
    },
)
_Core.__pydantic_config__ = ConfigDict(extra="forbid")  # pyright: ignore[reportAttributeAccessIssue]
_SCHEMA: TypeAdapter[Any] = TypeAdapter(_Core)


def check(core: Any) -> Iterator[Wrong]:
    """Yield what is wrong with the dates of a version."""
    broken = [Wrong(_test(message), where, message) for where, message in failures(_SCHEMA, core)]
    yield from broken or _inconsistent({name: _moment(core[name]) for name in _DATES if name in core})


def _test(message: str) -> str:
    return "OpenEoX Core 1.0, 7.1.2" if message.endswith(_NO_MOMENT) else "OpenEoX Core 1.0, schema"


def _inconsistent(dates: dict[str, datetime]) -> Iterator[Wrong]:
    end, start = dates["end_of_life"], dates.get("general_availability", _LATEST)
    known = {name: moment for name, moment in dates.items() if moment != _LATEST}
    yield from (Wrong("OpenEoX Core 1.0, 7.1.1", "$.end_of_life", f"it is before {name}") for name, moment in known.items() if moment > end)
    if start != _LATEST:
        late = [name for name, moment in known.items() if moment < start]
        yield from (Wrong("OpenEoX Core 1.0, 7.1.3", "$.general_availability", f"it is after {name}") for name in late)


def _moment(value: str) -> datetime:
    return _LATEST if value == TBA else moment(value)
