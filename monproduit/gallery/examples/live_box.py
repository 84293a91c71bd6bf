"""A tick box that follows when it is ticked elsewhere."""

from monproduit.components.live_box import live_box
from monproduit.gallery.example import Example, Size, State, example, nothing, var


@example(State.ONE, size=Size.SMALL)
def ticked() -> Example:
    """Ticked."""
    return Example(live_box, "live-1", var(True), "Les recevoir par e-mail", on_change=nothing)


@example(State.EMPTY, size=Size.SMALL)
def unticked() -> Example:
    """Not ticked."""
    return Example(live_box, "live-2", var(False), "Les recevoir par e-mail", on_change=nothing)
