"""What the portal sent."""

from dataclasses import replace

from monproduit.components.delivery_list import delivery_filters, delivery_list
from monproduit.gallery.example import Example, Size, State, example, nothing, var
from monproduit.views.deliveries import Deliveries, DeliveryCount, DeliveryLine

UNKNOWN = "Cette adresse n’existe pas."
WITHHELD = f"Rien n’est plus envoyé à cette adresse. {UNKNOWN}"
BOUNCE = "550 5.1.1 <lea@exemple.fr>: Recipient address rejected: User unknown"
HOOK = "https://crm.editeur.example/hooks/monproduit/licences-et-renouvellements"
LINES = [
    DeliveryLine(4, "Alerte", "claire@exemple.fr", "waiting", "En attente", "upcoming", "24 nov. 2026 09:00", "0", ""),
    DeliveryLine(3, "Rappel d’échéance", "lea@exemple.fr", "retried", "Nouvelle tentative", "expiring", "24 nov. 2026 08:10", "4", "451 busy"),
    DeliveryLine(
        2, "Invitation", "p" * 60 + "@exemple.fr", "failed", "Échec", "expired", "24 nov. 2026 08:00", "1", "550 5.1.1 no such user", "", True
    ),
    DeliveryLine(7, "webhook service_request.created", HOOK, "delivered", "Remis", "in_force", "23 nov. 2026 09:00", "1", ""),
    DeliveryLine(1, "Alertes réunies", "nora@ailleurs.fr", "delivered", "Remis", "in_force", "23 nov. 2026 08:00", "1", ""),
]
RETURNED = [
    DeliveryLine(6, "Alerte", "lea@exemple.fr", "suspended", "Suspendu", "none", "24 nov. 2026 09:30", "1", "", WITHHELD, True),
    DeliveryLine(5, "Alerte", "lea@exemple.fr", "bounced", "Revenu", "expired", "24 nov. 2026 09:10", "1", BOUNCE, UNKNOWN, True),
]
FOUND = Deliveries(LINES, [DeliveryCount("", "Tous", "5"), DeliveryCount("failed", "En échec", "1")], "5 envois")


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """Where they stand."""
    return Example(delivery_filters, FOUND, var("failed"), var(""), on_search=nothing)


@example(State.MANY, State.ERROR, State.LONG, size=Size.WIDE)
def deliveries() -> Example:
    """Waiting, tried again, failed and delivered."""
    return Example(delivery_list, FOUND, on_retry=nothing, on_more=nothing)


@example(State.ERROR, size=Size.WIDE)
def returned() -> Example:
    """One that came back, and the next one, which is withheld."""
    return Example(delivery_list, replace(FOUND, lines=RETURNED, label="2 envois"), on_retry=nothing, on_more=nothing)


@example(State.HUGE, size=Size.WIDE)
def thousands() -> Example:
    """The first of 5,000."""
    return Example(
        delivery_list,
        replace(
            FOUND,
            lines=[replace(LINES[number % 4], id=number) for number in range(16)],
            label="5 000 envois",
            more=4984,
            more_label="Afficher encore 50",
        ),
        on_retry=nothing,
        on_more=nothing,
    )


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(delivery_list, Deliveries([], [DeliveryCount("", "Tous", "0")], "0 envoi"), on_retry=nothing, on_more=nothing)
