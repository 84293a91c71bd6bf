"""The states of the staff's pages of tokens and webhooks."""

from typing import Any

import reflex as rx

from monproduit.components.api_tokens import secret_once, token_sheet
from monproduit.components.webhook_sheets import HookDeeds, delivery_sheet, hook_sheet
from monproduit.core.localisation import _
from monproduit.views.api import DeliveryLine, HookLine, TokenLine

_TOKENS = [
    TokenLine("crm", "read write", "3 nov. 2026", "24 nov. 2026, 09:12", "3 févr. 2027"),
    TokenLine("facturation", "read", "20 nov. 2026", "jamais", "jusqu’à sa révocation"),
]
_HOOKS = [
    HookLine(1, "crm", "https://crm.example/hooks", "alert.published, group.joined", "in_force", "Active", is_enabled=True),
    HookLine(2, "tickets", "https://tickets.example/", "service_request.created", "expiring", "En échec depuis le 23 nov. 2026", is_enabled=True),
    HookLine(3, "ancien", "https://old.example/", "license.expiring", "none", "Désactivée le 20 nov. 2026", is_enabled=False),
]
_DELIVERIES = [
    DeliveryLine(3, "ping", "crm", "24 nov. 2026, 09:14", "expiring", "En route", "", is_over=False),
    DeliveryLine(2, "alert.published", "crm", "24 nov. 2026, 09:12", "in_force", "Arrivé", "", is_over=True),
    DeliveryLine(1, "group.joined", "tickets", "23 nov. 2026, 17:40", "expired", "Abandonné", "answered 500", is_over=True),
]


def examples() -> list[rx.Component]:
    """Return the sheets with lines and without, and a secret that was just made."""
    deeds = HookDeeds(rx.noop(), _nothing, _nothing, _nothing)
    return [
        rx.el.h2(_("API REST")),
        *(token_sheet(_lines(some, TokenLine), on_begin=rx.noop(), on_revoke=_nothing) for some in (_TOKENS, _TOKENS[:0])),
        secret_once("crm", "mp_7hY2kQ…", _("Voici le jeton. Il n’est montré qu’une fois : gardez-le bien.")),
        rx.el.h2(_("Webhooks")),
        *(hook_sheet(_lines(some, HookLine), deeds) for some in (_HOOKS, _HOOKS[:0])),
        *(delivery_sheet(_lines(some, DeliveryLine), _nothing) for some in (_DELIVERIES, _DELIVERIES[:0])),
    ]


def _lines(some: list[Any], kind: Any) -> rx.Var[Any]:
    return rx.Var.create(some).to(list[kind])


def _nothing(*_what: Any) -> Any:
    return rx.noop()
