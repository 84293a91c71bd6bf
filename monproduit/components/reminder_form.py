"""When the administrators of a license are reminded of its end."""

from typing import Any

import reflex as rx

from monproduit.components.live_box import live_box
from monproduit.core.localisation import _
from monproduit.views.licenses import LicensePage, ReminderStep


def reminder_form(page: rx.Var[LicensePage], *, on_submit: Any) -> rx.Component:
    """Return the steps to choose from, for whoever may; the boxes follow what another administrator chooses."""

    def box(step: rx.Var[ReminderStep]) -> rx.Component:
        return reminder_box(name=step.name, label=step.label, chosen=step.is_chosen)

    words = _("Les administrateurs du groupe reçoivent un e-mail à ces moments, à 8 h chez eux ; plus aucun une fois le renouvellement demandé.")
    form = rx.el.form(
        rx.el.fieldset(
            rx.el.legend(_("Avant l’échéance"), class_name="sr-only"), rx.foreach(page.reminders.to(list[ReminderStep]), box), class_name="steps"
        ),
        rx.el.button(_("Enregistrer les rappels"), type="submit", class_name="button", data_testid="save-reminders"),
        on_submit=on_submit,
    )
    return rx.cond(
        page.reminders.length() > 0,
        rx.el.section(
            rx.el.h2(_("Rappels avant l’échéance")),
            rx.el.p(words, class_name="soft"),
            form,
            class_name="card sheet reminders",
            aria_label=_("Rappels avant l’échéance"),
            data_testid="reminders",
        ),
    )


@rx.memo
def reminder_box(name: rx.Var[str], label: rx.Var[str], chosen: rx.Var[bool]) -> rx.Component:
    """Return one step; a memo of its own, since it follows its own value."""
    return live_box(name, chosen, label, name=name)
