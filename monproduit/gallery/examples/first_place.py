"""Where the server writes a person's first rows: without them, the bones of the table."""

from monproduit.components.still.place import first_place
from monproduit.gallery.example import Example, State, example


@example(State.LOADING)
def waiting() -> Example:
    """The rows have not come."""
    return Example(first_place)
