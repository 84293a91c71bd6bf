"""What the vendor says of itself."""

from functools import partial

from monproduit.components.vendor import plans, response_times, telephones
from monproduit.gallery.example import Example, Size, State, example
from monproduit.views.vendor import PlanCard, SeverityLine, TelephoneLine, VendorPage

wide = partial(example, size=Size.WIDE)
VENDOR = VendorPage(
    "Éditeur Exemple",
    "support@editeur.example",
    [TelephoneLine("France", "+33 1 99 00 12 34", "tel:+33199001234", "08:00–19:00")],
    [PlanCard("Standard", "Les jours ouvrés."), PlanCard("Premier", "")],
    [SeverityLine("1 – critique, l’activité est arrêtée", ["1 h", "30 min"]), SeverityLine("4 – question ou suggestion", ["1 jour ouvré", "4 h"])],
)


@wide(State.ONE)
def one_number() -> Example:
    """A telephone number."""
    return Example(telephones, VENDOR)


@wide(State.EMPTY)
def no_numbers() -> Example:
    """None."""
    return Example(telephones, VendorPage())


@wide(State.MANY)
def times() -> Example:
    """How soon each plan answers."""
    return Example(response_times, VENDOR)


@wide(State.MANY)
def two_plans() -> Example:
    """Two plans, one without words."""
    return Example(plans, VENDOR)
