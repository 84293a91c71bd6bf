"""Webhooks, and what became of them."""

from monproduit.components.webhook_sheets import HookDeeds, delivery_sheet, hook_dialog, hook_sheet
from monproduit.gallery.example import Example, Size, State, deeds, example, nothing, var
from monproduit.gallery.examples.license_dialogs import OPEN
from monproduit.views.api import DeliveryLine, HookLine, MadeSecret

HOOKS = [
    HookLine(1, "crm", "https://crm.example/hooks", "alert.published, group.joined", "in_force", "Active", is_enabled=True),
    HookLine(2, "tickets", "https://tickets.example/", "service_request.created", "expiring", "En échec depuis le 23 nov. 2026", is_enabled=True),
    HookLine(3, "ancien", "https://old.example/", "license.expiring", "none", "Désactivée le 20 nov. 2026", is_enabled=False),
]
DELIVERIES = [
    DeliveryLine(3, "ping", "crm", "24 nov. 2026, 09:14", "expiring", "En route", "", is_over=False),
    DeliveryLine(2, "alert.published", "crm", "24 nov. 2026, 09:12", "in_force", "Arrivé", "", is_over=True),
    DeliveryLine(1, "group.joined", "tickets", "23 nov. 2026, 17:40", "expired", "Abandonné", "answered 500", is_over=True),
]


@example(State.MANY, State.SUSPENDED, size=Size.WIDE)
def hooks() -> Example:
    """Active, failing and disabled."""
    return Example(hook_sheet, HOOKS, deeds(HookDeeds))


@example(State.EMPTY, size=Size.WIDE)
def no_hooks() -> Example:
    """None."""
    return Example(hook_sheet, var([], list[HookLine]), deeds(HookDeeds))


@example(State.EMPTY)
def dialog() -> Example:
    """An address is to be added."""
    return Example(hook_dialog, var(None, MadeSecret), OPEN, nothing)


@example(State.ONE)
def made() -> Example:
    """It was added."""
    return Example(hook_dialog, MadeSecret("crm", "whsec_7hY2kQ…"), OPEN, nothing)


@example(State.MANY, State.ERROR, size=Size.WIDE)
def deliveries() -> Example:
    """On its way, arrived and given up."""
    return Example(delivery_sheet, DELIVERIES, nothing)


@example(State.EMPTY, size=Size.WIDE)
def no_deliveries() -> Example:
    """None."""
    return Example(delivery_sheet, var([], list[DeliveryLine]), nothing)
