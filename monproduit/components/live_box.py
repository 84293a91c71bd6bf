"""A tick box that the person ticks at once, and that follows when it is ticked elsewhere."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import CheckboxInput


class LiveBox(CheckboxInput):
    """A box of the browser's own; each time `ticked` changes, it is set to it, and keeps the focus."""

    ticked: rx.Var[bool]

    def _exclude_props(self) -> list[str]:
        return ["ticked"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import what the hook needs."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Follow."""
        name = rx.Var.create(self.id)
        body = f"const box = document.getElementById({name!s}); if (box) box.checked = !!{self.ticked!s};"
        data = rx.vars.VarData.merge(self.ticked._get_all_var_data(), name._get_all_var_data())  # noqa: SLF001 (Reflex has no public name for it)
        return [rx.Var(f"useEffect(() => {{ {body} }}, [{name!s}, {self.ticked!s}]);", _var_data=data)]


def live_box(name: Any, ticked: Any, label: Any, /, **props: Any) -> rx.Component:
    """Return a tick box before its label; `name` is its id."""
    box = LiveBox.create(id=name, ticked=ticked, type="checkbox", default_checked=ticked, **props)
    return rx.el.label(box, rx.el.span(label), class_name="tick")
