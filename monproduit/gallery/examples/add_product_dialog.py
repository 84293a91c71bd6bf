"""The dialog *Ajouter un produit*."""

from typing import Any

from monproduit.components.add_product_dialog import Adding, add_button, add_product_dialog
from monproduit.components.dialog import Outcome
from monproduit.gallery.example import Example, Size, State, example, nothing, numbered, var
from monproduit.gallery.examples.several_numbers import VERDICTS
from monproduit.views.products import LicensePreview, NumberVerdicts, ProductOption, ProductOptions

PREVIEW = LicensePreview(
    "153-482-907", "Archivo", "Enterprise", "25", "14 mars 2027", "create", "Vous en serez l’administrateur, dans un nouveau groupe d’utilisateurs."
)
OPTIONS = ProductOptions(
    [
        ProductOption("archivo", "Archivo", "Sauvegarde et reprise", is_registered=True),
        ProductOption("vigie", "Vigie", "Supervision", is_registered=False),
    ],
    "2 produits trouvés",
)


def _dialog(preview: Any = None, verdicts: Any = None, error: str = "", options: Any = OPTIONS) -> Example:
    known = preview or var(None, LicensePreview), options, verdicts or var(None, NumberVerdicts)
    return Example(add_product_dialog, *known, Outcome(var(error), var(0)), Adding(nothing, nothing, nothing))


@example(size=Size.SMALL)
def button() -> Example:
    """The button that opens it."""
    return Example(add_button)


@example(State.EMPTY)
def empty() -> Example:
    """Just opened."""
    return _dialog()


@example(State.ONE)
def preview() -> Example:
    """What the number stands for."""
    return _dialog(preview=PREVIEW)


@example(State.ERROR)
def refused() -> Example:
    """The number is not known."""
    return _dialog(error="Ce numéro ne nous est pas connu. Vérifiez-le dans l’e-mail d’achat.")


@example(State.MANY)
def several() -> Example:
    """Several numbers of a purchase."""
    return _dialog(verdicts=VERDICTS)


@example(State.HUGE)
def thousands() -> Example:
    """The first of a catalogue of 5,000."""
    return _dialog(options=ProductOptions(numbered(OPTIONS.options, 12, "slug"), "5 000 produits trouvés"))
