"""The words that a list goes by."""

from monproduit.components.words_field import words_field
from monproduit.gallery.example import Example, Size, State, example, nothing, var


@example(State.ONE, size=Size.SMALL)
def looked_for() -> Example:
    """With words."""
    return Example(words_field, var("sauvegarde"), nothing, name="Chercher")


@example(State.EMPTY, size=Size.SMALL)
def nothing_looked_for() -> Example:
    """Empty."""
    return Example(words_field, var(""), nothing, name="Chercher", placeholder="Chercher un produit, une version, un fichier")
