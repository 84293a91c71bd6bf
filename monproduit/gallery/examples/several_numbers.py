"""Several license numbers at once."""

from monproduit.components.several_numbers import several_numbers
from monproduit.gallery.example import Example, State, example, var
from monproduit.gallery.frames import in_form
from monproduit.views.products import NumberVerdict, NumberVerdicts

VERDICTS = NumberVerdicts(
    [
        NumberVerdict("482-913-006", "in_force", "Archivo Cloud, Enterprise · Vous en serez l’administrateur.", is_ready=True),
        NumberVerdict("153-482-907", "current", "Cette licence d’Archivo est déjà enregistrée sur votre compte.", is_ready=False),
        NumberVerdict("999-999-999", "expired", "Ce numéro ne nous est pas connu.", is_ready=False),
    ],
    1,
    "1 licence sur 3 peut être ajoutée.",
)


@example(State.EMPTY, frame=in_form)
def empty() -> Example:
    """Before the first."""
    return Example(several_numbers, var(None, NumberVerdicts))


@example(State.MANY, State.ERROR, frame=in_form)
def checked() -> Example:
    """One of three can be added."""
    return Example(several_numbers, VERDICTS)
