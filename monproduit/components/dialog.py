"""A modal dialog that the browser opens and the state closes."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.other import Dialog

from monproduit.components.following import Following
from monproduit.components.small import closing, icon, problem
from monproduit.core.localisation import _


@dataclass(frozen=True, slots=True)
class Outcome:
    """Why a dialog's form was refused, and how often it was not: it closes each time that number grows."""

    error: Any
    finished: Any


class FinishingDialog(Following, Dialog):
    """A `<dialog>` that closes and empties itself each time `finished` grows; the browser gives focus back to the opener."""

    finished: rx.Var[int]

    def effects(self) -> dict[str, str]:
        """Close when the work is done."""
        box = f"{self.get_ref()}.current"
        return {"finished": f"if ({self.finished!s} > 0) {{ {box}?.querySelector('form')?.reset(); {box}?.close(); }}"}


def dialog_head(name: str, title: Any) -> rx.Component:
    """Return the title of a dialog, and the button that closes it."""
    close = rx.el.button(icon("close"), type="button", class_name="square", aria_label=_("Fermer"), custom_attrs=closing(name))
    return rx.el.div(rx.el.h2(title, id=f"{name}-title"), close, class_name="dialog-head")


def form_dialog(name: str, title: Any, *content: Any, submit: Any, on_submit: Any, outcome: Outcome, cancel: Any = None) -> rx.Component:
    """Return a dialog around one form."""
    buttons = rx.el.div(
        rx.el.button(_("Annuler") if cancel is None else cancel, type="button", class_name="button", custom_attrs=closing(name)),
        rx.el.button(submit, type="submit", class_name="button button-main"),
        class_name="actions",
    )
    form = rx.el.form(dialog_head(name, title), *content, problem(outcome.error), buttons, on_submit=on_submit)
    return FinishingDialog.create(form, id=name, finished=outcome.finished, class_name="dialog", aria_labelledby=f"{name}-title", data_testid=name)
