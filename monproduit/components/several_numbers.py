"""The third way of the dialog: a purchase message that is dropped, or a column of numbers that is pasted."""

from typing import Any

import reflex as rx

from monproduit.components.small import badge
from monproduit.core.localisation import _
from monproduit.views.products import NumberVerdict, NumberVerdicts

AREA = "license-numbers"
"""The field for several numbers, by its id."""


def several_numbers(verdicts: rx.Var[NumberVerdicts | None]) -> rx.Component:
    """Return the field for the numbers, the place to drop a message, and the verdicts."""
    known = verdicts.to(NumberVerdicts)
    area = rx.el.textarea(
        name="numbers",
        rows=5,
        max_length=30_000,
        class_name="input",
        placeholder="153-482-907\n153-482-911",
        spell_check=False,
        data_testid="license-numbers",
        custom_attrs={"id": AREA},
    )
    return rx.el.div(
        _drop(),
        rx.el.label(_("Ou collez des numéros, un par ligne, ou le texte du message"), html_for=AREA),
        area,
        rx.el.div(
            rx.cond(verdicts, rx.fragment(rx.el.p(known.label, class_name="small"), _verdicts(known.lines.to(list[NumberVerdict])))),
            role="status",
        ),
        class_name="field by-several",
    )


def has_ready(verdicts: rx.Var[NumberVerdicts | None]) -> Any:
    """Tell whether something can be confirmed."""
    return verdicts & (verdicts.to(NumberVerdicts).ready > 0)


def _drop() -> rx.Component:
    words = {"data-reading": _("Lecture du message…"), "data-nothing": _("Aucun numéro de licence dans ce message. Collez-le ci-dessous.")}
    words["data-failed"] = _("Le message n’a pas pu être lu. Collez son texte ci-dessous.")
    return rx.el.div(
        rx.el.label(
            rx.el.strong(_("Déposez ici l’e-mail d’achat")),
            rx.el.small(_("ou choisissez un fichier .eml, .txt ou .pdf. Il est lu, et rien n’en est gardé."), class_name="soft"),
            rx.el.input(type="file", accept=".eml,.txt,.pdf,message/rfc822", class_name="sr-only", custom_attrs={"data-drop-file": ""}),
            class_name="drop",
            custom_attrs={"data-drop": AREA, **words},
        ),
        rx.el.p(role="status", class_name="small soft", custom_attrs={"data-drop-says": ""}),
    )


def _verdicts(lines: Any) -> rx.Component:
    def line(one: rx.Var[NumberVerdict]) -> rx.Component:
        return rx.el.li(badge(one.number, one.status), rx.el.span(one.label, class_name="small"), data_testid="number-verdict")

    return rx.el.ul(rx.foreach(lines, line), class_name="verdicts", tab_index=0, aria_label=_("Numéros"))
