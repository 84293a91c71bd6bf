"""The products that an alert is about."""

from monproduit.components.alert_editor import EditorDeeds
from monproduit.components.draft_products import draft_products
from monproduit.gallery.example import Example, State, deeds, example, var
from monproduit.gallery.examples.alert_editor import PRODUCTS
from monproduit.gallery.frames import in_form
from monproduit.views.staff_alerts import DraftProblems, DraftProduct


@example(State.MANY, frame=in_form)
def chosen() -> Example:
    """One of two is chosen, and what mends it is known."""
    return Example(draft_products, PRODUCTS[:1], PRODUCTS, DraftProblems(), deeds(EditorDeeds))


@example(State.EMPTY, State.ERROR, frame=in_form)
def none() -> Example:
    """None is chosen, which is refused."""
    problems = DraftProblems(products="Choisissez au moins un produit.")
    return Example(draft_products, var([], list[DraftProduct]), PRODUCTS, problems, deeds(EditorDeeds))
