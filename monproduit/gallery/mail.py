"""The profile, the reminders of a license, and the staff's deliveries, in their states."""

from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.delivery_list import delivery_filters, delivery_list
from monproduit.components.profile_form import profile_sheet
from monproduit.components.reminder_form import reminder_form
from monproduit.core.localisation import _
from monproduit.gallery.states import LICENSE
from monproduit.views.deliveries import Deliveries, DeliveryCount, DeliveryLine
from monproduit.views.licenses import ReminderStep
from monproduit.views.profile import Profile

_PROFILE = Profile("Claire Laurent", "claire@exemple.fr", "fr", "Europe/Paris", "daily", "E-mails pour\u00a0: Archivo, Vigie.", answers=True)
_STEPS = [ReminderStep(f"d{days}", f"{days} jours", days in {90, 30, 7}) for days in (180, 120, 90, 60, 30, 14, 7)]
_LINES = [
    DeliveryLine(4, "Alerte", "claire@exemple.fr", "waiting", "En attente", "upcoming", "24 nov. 2026 09:00", "0", ""),
    DeliveryLine(3, "Rappel d’échéance", "lea@exemple.fr", "retried", "Nouvelle tentative", "expiring", "24 nov. 2026 08:10", "4", "451 busy"),
    DeliveryLine(2, "Invitation", "p" * 60 + "@exemple.fr", "failed", "Échec", "expired", "24 nov. 2026 08:00", "1", "550 5.1.1 no such user"),
    DeliveryLine(1, "Alertes réunies", "nora@ailleurs.fr", "delivered", "Remis", "in_force", "23 nov. 2026 08:00", "1", ""),
]
_COUNTS = [DeliveryCount("", "Tous", "4"), DeliveryCount("failed", "En échec", "1")]
_NONE = Deliveries([], [DeliveryCount("", "Tous", "0")], "0 envoi")


def examples() -> list[rx.Component]:
    """Return each in its states."""
    found = rx.Var.create(Deliveries(_LINES, _COUNTS, "4 envois", 50, "Afficher 50 de plus"))
    return [
        rx.el.h2(_("Mon profil")),
        profile_sheet(rx.Var.create(_PROFILE), rx.Var.create(""), on_submit=_nothing),
        rx.el.h2(_("Rappels avant l’échéance")),
        reminder_form(rx.Var.create(replace(LICENSE, reminders=_STEPS)), on_submit=_nothing),
        rx.el.h2(_("Envois")),
        delivery_filters(found, rx.Var.create("failed"), on_search=_nothing),
        delivery_list(found, on_retry=_nothing, on_more=_nothing),
        delivery_list(rx.Var.create(_NONE), on_retry=_nothing, on_more=_nothing),
    ]


def _nothing(*_what: Any) -> Any:
    return rx.noop()
