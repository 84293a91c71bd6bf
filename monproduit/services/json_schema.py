"""What is wrong with a JSON document by the types that it should have: where, as a JSON path, and in plain words."""

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from monproduit.core.moments import is_moment

_WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
    "string_type": "a text is expected",
    "float_type": "a number is expected",
    "list_type": "a list is expected",
    "dict_type": "an object is expected",
    "too_short": "at least {min_length} are expected, not {actual_length}",
    "string_too_short": "it is empty",
    "literal_error": "{expected} is expected",
    "recursion_depth_exceeded": "too much stands inside of it",
    "value_error": "{error}",
}
_LONGEST = 500
One = TypeVar("One")


def failures(schema: TypeAdapter[Any], content: Any) -> Iterator[tuple[str, str]]:
    """Yield where a document breaks its schema, and how."""
    try:
        schema.validate_python(content, strict=True)
    except ValidationError as error:
        yield from ((path(one["loc"]), _words(one)[:_LONGEST]) for one in error.errors(include_url=False))


def path(parts: Sequence[str | int]) -> str:
    """Return a JSON path: `$.vulnerabilities[0].cwe.name`."""
    return "$" + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in parts)


def _words(error: ErrorDetails) -> str:
    known = _WORDS.get(error["type"])
    return known.format(**error.get("ctx", {})) if known else error["msg"]


def _once(value: object) -> object:
    if isinstance(value, list) and len({json.dumps(one, sort_keys=True) for one in value}) < len(value):
        raise ValueError("something stands in it twice")
    return value


def _filled(value: object) -> object:
    if value == {}:
        raise ValueError("it is empty")
    return value


def _moment(value: str) -> str:
    if not is_moment(value):
        raise ValueError(f"{value!r} is not a date and time like 2027-03-14T23:59:59Z")
    return value


Words = Annotated[str, Field(min_length=1)]
Moment = Annotated[str, AfterValidator(_moment)]
Some = Annotated[list[One], Field(min_length=1)]
Set = Annotated[list[One], Field(min_length=1), BeforeValidator(_once)]
Filled = Annotated[One, BeforeValidator(_filled)]
