"""One front-end var per key: what is sent is one cell, not the whole table, and nothing of it stays in the server's state."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any, TypeVar

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.utils.format import format_state_name
from reflex_base.utils.serializers import serialize
from reflex_base.vars import VarData
from reflex_base.vars.base import Var

from monproduit.state.tabs import TABS, Tabs

_Method = TypeVar("_Method", bound=Callable[..., Any])


def _override(method: _Method) -> _Method:
    """Mark a method as a willing override: Reflex refuses silent ones."""
    method.__override_base_method__ = True  # type: ignore[attr-defined]
    return method


class KeyedVars(rx.State, mixin=True):
    """Vars named at run time by a key, and write-only: the tab keeps a digest, so that the same value never leaves twice."""

    _outbox: dict[str, Any] = {}

    def _send(self, name: str, key: str, value: Any) -> None:
        """Let the value of `name` for `key` leave with the next delta, if it differs from what left before."""
        self._send_all(name, {key: value})

    def _send_all(self, name: str, values: Mapping[str, Any]) -> None:
        """Let values of `name` leave by their keys, as far as they differ from what left before."""
        tab, state = self._tabs().of(self.router.session.client_token), self.get_full_name()
        named = {marked(name, key): value for key, value in values.items()}
        new = {full: value for full, value in named.items() if tab is None or tab.is_new(state, full, digest_of(value))}
        if new:
            self._outbox = {**self._outbox, **new}

    def _tabs(self) -> Tabs:
        """Return the tabs that know what the browser has."""
        return TABS

    @_override
    def get_delta(self) -> dict[str, dict[str, Any]]:
        """Add what is waiting to the delta of this state."""
        delta = super().get_delta()
        if self._outbox:
            delta.setdefault(self.get_full_name(), {}).update(self._outbox)
            self._outbox = {}
        return delta


def marked(name: str, key: str) -> str:
    """Return the name under which a browser keeps the value of `name` for `key`."""
    return f"{name}__{key}{FIELD_MARKER}"


def digest_of(value: Any) -> int:
    """Return what tells one value from another in this process."""
    with suppress(TypeError):  # a list is in it
        return hash(value)
    return int.from_bytes(blake2b(json.dumps(serialize(value), default=str).encode(), digest_size=8).digest())


def keyed(state: type[rx.State], name: str, key: Var, type_: Any) -> Any:
    """Return the front-end var holding the value of `name` for `key`; undefined in the browser until it was sent."""
    base = format_state_name(state.get_full_name())
    var_data = VarData.merge(VarData.from_state(state, name), key._get_all_var_data())
    return Var(_js_expr=f"({base}?.['{name}__' + {key!s} + '{FIELD_MARKER}'])", _var_type=type_, _var_data=var_data).guess_type()
