"""Find out whether a file is the one that was published: its hash is computed here, and the file goes nowhere."""

from typing import Any

import reflex as rx

from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.views.software import FileVerdict


def file_check(verdict: Any, *, on_identify: Any) -> rx.Component:
    """Return the place to drop a file, and what it turned out to be."""
    field = {"type": "file", "class_name": "sr-only", "custom_attrs": {"data-check-file": ""}}
    drop = rx.el.label(
        rx.el.strong(_("Déposez un fichier ici, ou choisissez-le")),
        rx.el.span(
            _("Son empreinte SHA-256 est calculée sur cet ordinateur, quelle que soit sa taille. Le fichier n’est pas envoyé."),
            class_name="small soft",
        ),
        rx.el.input(**field, data_testid="check-file"),
        class_name="drop",
        custom_attrs={"data-check": "file-check", "data-working": _("Calcul de l’empreinte"), "data-failed": _("Ce fichier ne peut pas être lu.")},
    )
    form = rx.el.form(
        rx.el.input(type="hidden", name="digest"),
        rx.el.input(type="hidden", name="name"),
        id="file-check",
        on_submit=on_identify,
        aria_label=_("Vérifier un fichier"),
    )
    progress = rx.el.div(
        rx.el.progress(max=100, value=0, aria_label=_("Calcul de l’empreinte")),
        rx.el.span(class_name="small soft"),
        hidden=True,
        class_name="check-progress",
        id="check-progress",
    )
    return rx.el.section(
        rx.el.h2(_("Vérifier un fichier")),
        drop,
        form,
        progress,
        rx.el.div(rx.cond(verdict, file_verdict(verdict.to(FileVerdict))), role="status", data_testid="file-verdict"),
        class_name="card sheet check",
        aria_label=_("Vérifier un fichier"),
    )


def file_verdict(verdict: rx.Var[FileVerdict]) -> rx.Component:
    """Return what a file turned out to be."""
    sign = rx.match(verdict.kind, ("known", icon("check")), ("differs", icon("alert")), icon("minus"))
    return rx.el.div(sign, rx.el.div(rx.el.strong(verdict.title), rx.el.p(verdict.text)), class_name=["file-verdict", "file-" + verdict.kind])
