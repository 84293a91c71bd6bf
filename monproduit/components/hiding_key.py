"""A key on the screen that hides again by itself, or that goes to the clipboard without being shown."""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.el.elements.typography import Div

from monproduit.components.following import Following

SECONDS = 30
HIDE = "hide-key"


class HidingKey(Following, Div):
    """A box that presses the button `HIDE` inside of it half a minute after a key came."""

    shown: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Hide after a while."""
        press = f"document.getElementById('{HIDE}')?.click()"
        return {"shown": f"if (!{self.shown!s}) return; const timer = setTimeout(() => {press}, {SECONDS * 1000}); return () => clearTimeout(timer);"}


class ToClipboard(Following, Fragment):
    """Nothing to see: each text that comes goes to the clipboard."""

    clip: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Write to the clipboard."""
        return {"clip": f"if ({self.clip!s}) navigator.clipboard.writeText({self.clip!s});"}


def hiding_key(key: Any, *content: Any) -> rx.Component:
    """Return what is shown as long as there is a key."""
    return HidingKey.create(*content, shown=key, class_name="key-box")
