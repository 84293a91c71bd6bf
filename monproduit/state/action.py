"""Declare a handler that browsers may call, with the types of what they send."""

import inspect
import types
from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

import reflex as rx
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY

from monproduit.services.access import Actor
from monproduit.state.timing import timed

ACTION = "__monproduit_action__"
_FIELDS = 100
_STRICT = ConfigDict(extra="forbid", strict=True)


class _Form(BaseModel):
    """A form, as the browser sends it: a list of names and values."""

    model_config = _STRICT

    @model_validator(mode="before")
    @classmethod
    def _unwrap(cls, sent: Any) -> Any:
        entries = sent.get(FORM_DATA_ENTRIES_KEY) if isinstance(sent, dict) and len(sent) == 1 else None
        is_list = isinstance(entries, list) and len(entries) <= _FIELDS
        return dict(entries) if is_list and all(map(_is_field, entries)) else sent


def _is_field(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str)  # noqa: PLR2004 (a name and a value)


_Text = Annotated[str, Field(max_length=2000)]
_Count = Annotated[int, Field(ge=-(2**31), lt=2**31)]
_me: ContextVar[Actor] = ContextVar("me")


def me() -> Actor:
    """Return who is behind the event; outside of a guarded event there is nobody.

    Raises:
        LookupError: no guarded event is being handled.
    """
    return _me.get()


def become(actor: Actor) -> None:
    """Let the rest of this task be done by a person; for the guard and for tests."""
    _me.set(actor)


def action(handler: Callable[..., Any] | None = None, *, background: bool = False) -> Any:
    """Make a method callable from the browser; what is not declared so is refused.

    Raises:
        TypeError: an argument has no annotation.
    """
    if handler is None:
        return lambda method: action(method, background=background)
    known = handler if background else timed(handler)  # one in the background lasts as long as its page
    setattr(known, ACTION, _payload(handler))
    return rx.event(known, background=background)


def _payload(handler: Callable[..., Any]) -> type[BaseModel]:
    """Return the model of a handler's arguments: exact types, nothing more, and nothing endless."""
    hints = get_type_hints(handler, include_extras=True)
    names = list(inspect.signature(handler).parameters.values())[1:]
    for argument in names:
        if argument.name not in hints:
            raise TypeError(f"{handler.__qualname__}: {argument.name} has no annotation")
    fields: dict[str, Any] = {
        argument.name: (_bounded(hints[argument.name]), ... if argument.default is argument.empty else argument.default) for argument in names
    }
    return create_model(handler.__name__, __config__=_STRICT, **fields)


def _bounded(hint: Any) -> Any:
    if hint is str:
        return _Text
    if hint is int:
        return _Count
    if is_typeddict(hint):
        required = hint.__required_keys__
        fields = {name: (_bounded(kind), ... if name in required else None) for name, kind in get_type_hints(hint, include_extras=True).items()}
        return create_model(hint.__name__, __base__=_Form, **fields)
    if get_origin(hint) in {list, Union, types.UnionType}:
        inside = tuple(_bounded(one) for one in get_args(hint))
        return Annotated[list[inside[0]], Field(max_length=500)] if get_origin(hint) is list else Union[inside]  # noqa: UP007
    return hint
