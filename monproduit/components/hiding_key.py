"""A key on the screen that hides again by itself, or that goes to the clipboard without being shown."""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.el.elements.typography import Div

SECONDS = 30
HIDE = "hide-key"


class HidingKey(Div):
    """A box that presses the button `HIDE` inside of it half a minute after a key came."""

    shown: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["shown"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Hide after a while."""
        press = f"document.getElementById('{HIDE}')?.click()"
        body = f"if (!{self.shown!s}) return; const timer = setTimeout(() => {press}, {SECONDS * 1000}); return () => clearTimeout(timer);"
        return [rx.Var(f"useEffect(() => {{ {body} }}, [{self.shown!s}]);", _var_data=self.shown._get_all_var_data())]  # noqa: SLF001 (Reflex has no public name for it)


class ToClipboard(Fragment):
    """Nothing to see: each text that comes goes to the clipboard."""

    clip: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["clip"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Write to the clipboard."""
        body = f"if ({self.clip!s}) navigator.clipboard.writeText({self.clip!s});"
        return [rx.Var(f"useEffect(() => {{ {body} }}, [{self.clip!s}]);", _var_data=self.clip._get_all_var_data())]  # noqa: SLF001 (Reflex has no public name for it)


def hiding_key(key: Any, *content: Any) -> rx.Component:
    """Return what is shown as long as there is a key."""
    return HidingKey.create(*content, shown=key, class_name="key-box")
