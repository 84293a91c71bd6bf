"""A key that hides again by itself."""

from monproduit.components.hiding_key import hiding_key
from monproduit.gallery.example import Example, State, example, var
from monproduit.gallery.frames import words


@example(State.ONE)
def key() -> Example:
    """A key."""
    return Example(hiding_key, var("ARCH-7ABBC49F"), Example(words, "ARCH-7ABBC49F-0CF40228"))
