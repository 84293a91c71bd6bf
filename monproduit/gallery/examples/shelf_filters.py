"""What stands above articles, documents and videos."""

from dataclasses import dataclass
from typing import Any

from monproduit.components.shelf_filters import language_pills, nothing_there, product_pills, shelf_filters
from monproduit.gallery.example import Example, Size, State, example, nothing, var
from monproduit.views.knowledge import LanguageChoice
from monproduit.views.shelves import VideoShelf

LANGUAGES = [LanguageChoice("fr", "Français", "9", is_current=True), LanguageChoice("en", "Anglais", "3", is_current=False)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the filters ask of the state of a page."""

    text: Any
    is_mine: Any
    found: Any
    search: Any = nothing
    only_mine: Any = nothing
    choose_language: Any = nothing


@example(State.MANY, size=Size.WIDE)
def filters() -> Example:
    """Words, whose products, which language."""
    return Example(shelf_filters, "Chercher une vidéo", Shelf(var(""), var(True), VideoShelf(languages=LANGUAGES)))


@example()
def mine() -> Example:
    """One's own products."""
    return Example(product_pills, var(True), nothing)


@example()
def every() -> Example:
    """All products."""
    return Example(product_pills, var(False), nothing)


@example(State.MANY)
def languages() -> Example:
    """Two languages."""
    return Example(language_pills, LANGUAGES, nothing)


@example(State.EMPTY)
def found_nothing() -> Example:
    """A search that finds nothing, but elsewhere."""
    return Example(nothing_there, var(True), var("3 articles sur d’autres produits"), nothing)


@example(State.EMPTY)
def nothing_yet() -> Example:
    """Nothing yet."""
    return Example(nothing_there, var(False), var(""), nothing)
