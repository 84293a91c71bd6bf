"""User forums."""

from monproduit.components.forums import forum_list
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example
from monproduit.views.shelves import ForumLine, ForumList

GENERAL = ForumLine("Forum général", "https://forum.editeur.example", "forum.editeur.example", is_mine=True)
ARCHIVO = ForumLine("Archivo", "https://forum.editeur.example/archivo", "forum.editeur.example", is_mine=True)
VIGIE = ForumLine("Vigie", "https://forum.editeur.example/vigie", "forum.editeur.example", is_mine=False)


@example(State.MANY, size=Size.WIDE)
def forums() -> Example:
    """Those of one's products, and others."""
    return Example(forum_list, ForumList(GENERAL, [ARCHIVO], [VIGIE]))


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(forum_list, ForumList())


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(forum_list, ForumList(None, [ForumLine(LONG_WORD, "https://forum.editeur.example", LONG_WORD, is_mine=True)]))
