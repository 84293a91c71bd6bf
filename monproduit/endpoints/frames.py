"""What a page of the portal may say on its socket; anything else is not for Reflex to stumble over."""

import json
import re
from collections.abc import Container
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

_CONTROL = frozenset({"2", "3", "2probe", "3probe", "5", "6", "41/_event,"})
_PACKET = re.compile(r"4([02])/_event,(.*)", re.DOTALL)
_DEEPEST = 30
_Name = Annotated[str, Field(min_length=1, max_length=300)]
_Path = Annotated[str, Field(max_length=4000)] | None


class _Said(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Place(_Said):
    """Where the page is."""

    pathname: _Path = None
    asPath: _Path = None  # noqa: N815 (Reflex's name)
    query: dict[str, str | list[str] | None] | None = None


class _Event(_Said):
    """A handler's name and what it is called with."""

    name: _Name
    payload: dict[str, Any] = {}
    router_data: _Place = _Place()


class _Trouble(_Said):
    """What went wrong in the page."""

    message: str | None = None
    error_type: str | None = None
    substate: str | None = None


class _Greeting(_Said):
    """The first packet, with the first event in it."""

    event: _Event | None = None
    state_schema: str | None = None


_EVENT: TypeAdapter[Any] = TypeAdapter(tuple[Literal["event"], _Event] | tuple[Literal["client_error"], _Trouble] | tuple[Literal["ping"]])
_GREETING: TypeAdapter[Any] = TypeAdapter(_Greeting)


def is_well_formed(frame: str | None, handlers: Container[str]) -> bool:
    """Tell whether a frame is one that a page sends: binary ones, other namespaces, deep values and unknown handlers are not."""
    if frame is None or frame in _CONTROL:
        return frame is not None
    packet = _PACKET.fullmatch(frame)
    if not packet:
        return False
    kind, text = packet.groups()
    if kind == "0" and not text:
        return True
    try:
        _check(text)
        said = (_GREETING if kind == "0" else _EVENT).validate_python(_read(text))
    except (ValueError, RecursionError):
        return False
    event = said.event if isinstance(said, _Greeting) else said[-1]
    return not isinstance(event, _Event) or event.name in handlers


def _check(text: str) -> None:
    """Refuse what is deeper than anything that a page sends, before it is read."""
    depth = 0
    for letter in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        depth += 1 if letter in "[{" else -1
        if depth > _DEEPEST:
            raise ValueError("too deep")


def _read(text: str) -> Any:
    said = json.loads(text, parse_constant=_refuse)
    if "\\ud" in text.lower():
        json.dumps(said, ensure_ascii=False).encode()
    return tuple(said) if isinstance(said, list) else said


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
