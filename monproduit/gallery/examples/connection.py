"""What a page says when its connection is gone."""

from monproduit.components.connection import connection
from monproduit.gallery.example import Example, State, example


@example(State.EMPTY)
def connected() -> Example:
    """Nothing, as long as there is one."""
    return Example(connection)
