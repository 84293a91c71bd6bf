"""A tick box that the person ticks at once, and that follows when it is ticked elsewhere."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import CheckboxInput

from monproduit.components.following import Following


class LiveBox(Following, CheckboxInput):
    """A box of the browser's own; each time `ticked` changes, it is set to it, and keeps the focus."""

    ticked: rx.Var[bool]

    def effects(self) -> dict[str, str]:
        """Follow."""
        return {"ticked": f"const box = document.getElementById({rx.Var.create(self.id)!s}); if (box) box.checked = !!{self.ticked!s};"}


def live_box(name: Any, ticked: Any, label: Any, /, **props: Any) -> rx.Component:
    """Return a tick box before its label; `name` is its id."""
    box = LiveBox.create(id=name, ticked=ticked, type="checkbox", default_checked=ticked, **props)
    return rx.el.label(box, rx.el.span(label), class_name="tick")
