"""A form whose text the browser keeps until it was sent, with files that go ahead of it."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.typography import Div

from monproduit.components.cell import Handler
from monproduit.components.following import Following
from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.views.request_pages import AttachmentLine

_KEY = rx.Var("(document.querySelector('[data-draft] [name=key]')?.value ?? '')", _var_type=str)
"""The name of the form on the page, read when a button is pressed."""


@dataclass(frozen=True, slots=True)
class Files:
    """What waits for the form, and what its buttons do; `most` files of `megabytes` each."""

    lines: Any
    on_show: Handler
    on_discard: Handler
    most: int
    megabytes: int


class DraftBox(Following, Div):
    """A box around a form: it tells the page's script the name of the form that arrived (`sent`), and that one came back, when `back` changes."""

    sent: rx.Var[str]
    back: rx.Var[str]

    def effects(self) -> dict[str, str]:
        """Say when a form was sent, and when one came back."""
        values = {"sent": self.sent, "back": self.back}
        return {name: f"document.dispatchEvent(new CustomEvent('draft-{name}', {{detail: {value!s}}}));" for name, value in values.items()}


def draft_form(name: Any, *content: Any, sent: Any, on_submit: Any, back: Any = None) -> rx.Component:
    """Return a form that is kept under a name; one on a page. One with `back` keeps still from when it is sent until that changes."""
    key = rx.el.input(type="hidden", name="key")
    form = rx.el.form(key, *content, on_submit=on_submit, class_name="draft")
    still = {} if back is None else {"data-still": _("Envoi…")}
    return DraftBox.create(form, sent=sent, back="" if back is None else back, custom_attrs={"data-draft": name, **still})


def file_field(files: Files) -> rx.Component:
    """Return the place for files: chosen, dropped or pasted; each goes at once, with its progress, and can be taken back."""
    words = {
        "data-large": _("%(name)s est trop grand : %(limit)s Mo au plus."),
        "data-failed": _("%(name)s n’a pas pu être envoyé. Réessayez."),
        "data-wait": _("Attendez la fin de l’envoi des fichiers."),
        "data-cancel": _("Interrompre"),
    }
    limits = {"data-uploads": "", "data-megabytes": files.megabytes, "data-most": files.most}
    hint = _("Au plus %(most)s fichiers de %(megabytes)s Mo : textes, PDF, images, documents, archives.")
    return rx.el.div(
        rx.el.label(
            icon("clip"),
            rx.el.span(_("Joindre des fichiers")),
            rx.el.small(hint % {"most": files.most, "megabytes": files.megabytes}, class_name="soft"),
            rx.el.input(type="file", multiple=True, class_name="sr-only", custom_attrs={"data-upload": ""}, data_testid="upload"),
            class_name="drop drop-files",
        ),
        rx.el.ul(class_name="files", custom_attrs={"data-progress": ""}),
        rx.el.ul(
            rx.foreach(files.lines.to(list[AttachmentLine]), lambda one: _waiting(one, files)), class_name="files", aria_label=_("Fichiers joints")
        ),
        rx.el.button(type="button", hidden=True, on_click=files.on_show(_KEY), custom_attrs={"data-show-files": ""}, aria_label=_("Fichiers joints")),
        class_name="file-field",
        custom_attrs={**limits, **words},
    )


def _waiting(one: rx.Var[AttachmentLine], files: Files) -> rx.Component:
    away = rx.el.button(
        icon("close"), type="button", class_name="square", aria_label=_("Retirer") + " " + one.name, on_click=files.on_discard(one.key, _KEY)
    )
    return rx.el.li(
        icon("clip"),
        rx.el.span(one.name, class_name="file-name"),
        rx.el.span(one.size, class_name="small soft"),
        away,
        data_testid="waiting-file",
        key=one.key,
    )
