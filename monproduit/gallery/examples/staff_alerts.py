"""The alerts as the vendor's staff sees them."""

from monproduit.components.staff_alerts import staff_alert_filters, staff_alert_list, staff_alerts_head
from monproduit.gallery.example import LONG_WORD, Example, Plain, Size, State, example, nothing, numbered, var
from monproduit.views.alerts import Choice
from monproduit.views.staff_alerts import StaffAlertLine, StaffAlerts

STATUSES = [Choice("", "Toutes"), Choice("published", "Publiées"), Choice("scheduled", "Programmées"), Choice("withdrawn", "Retirées")]
LINES = [
    StaffAlertLine("a", "Faille dans l’agent", "Sécurité", "published", "Publiée", "18 nov. 2026 08:00", "Archivo", is_important=True),
    StaffAlertLine("b", "Fin de support de la 6.9", "Produit", "scheduled", "Programmée", "1 déc. 2026 08:00", "Archivo"),
    StaffAlertLine("c", "Webinaire", "Actualité", "withdrawn", "Retirée", "2 juin 2026 10:00", "Vigie"),
]


def _list(found: StaffAlerts) -> Example:
    return Example(staff_alert_list, found, on_more=nothing, on_withdraw=nothing, on_restore=nothing)


@example(size=Size.WIDE)
def head() -> Example:
    """The head of the page."""
    return Example(staff_alerts_head)


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """Statuses, and the search."""
    return Example(staff_alert_filters, Plain(STATUSES), var("scheduled"), var(""), nothing)


@example(State.MANY, size=Size.WIDE)
def alerts() -> Example:
    """Published, scheduled and withdrawn."""
    return _list(StaffAlerts(LINES, "3 alertes"))


@example(State.HUGE, size=Size.WIDE)
def thousands() -> Example:
    """The first of 5,000."""
    return _list(StaffAlerts(numbered(LINES, 12, "key"), "5 000 alertes", 4988, "Afficher encore 50"))


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return _list(StaffAlerts(label="0 alerte"))


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A title without a place to break."""
    return _list(StaffAlerts([StaffAlertLine("a", LONG_WORD, "Sécurité", "published", "Publiée", "18 nov. 2026 08:00", LONG_WORD)], "1 alerte"))
