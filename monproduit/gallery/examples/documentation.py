"""Technical documents."""

from dataclasses import replace

from monproduit.components.documentation import document_shelf, document_table, outside
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, numbered
from monproduit.gallery.examples.shelf_filters import LANGUAGES
from monproduit.gallery.frames import in_card
from monproduit.views.shelves import DocumentGroup, DocumentLine, DocumentShelf

GUIDE = DocumentLine(
    "guide", "Guide d’installation 7.2.1", "Guide", "7.2.1", "Français", "5 nov. 2026", "4 Mo", "https://docs.editeur.example/g.pdf", is_outside=True
)
NOTES = DocumentLine("notes", "Notes de version", "", "Toutes", "Anglais", "—", "", "/files/documents/notes", is_outside=False)
SHELF = DocumentShelf([DocumentGroup("archivo", "Archivo", [GUIDE, NOTES])], "2 documents", LANGUAGES)


@example(State.MANY, size=Size.WIDE)
def documents() -> Example:
    """Documents of a product."""
    return Example(document_shelf, SHELF, "", on_everywhere=nothing)


@example(State.HUGE, size=Size.WIDE)
def hundreds() -> Example:
    """Many documents of many products."""
    groups = [DocumentGroup(f"p{number}", f"Produit {number}", numbered([GUIDE, NOTES], 6, "key")) for number in range(1, 5)]
    return Example(document_shelf, DocumentShelf(groups, "5 000 documents", LANGUAGES), "", on_everywhere=nothing)


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(document_shelf, DocumentShelf(label="0 document"), "", on_everywhere=nothing)


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A title without a place to break."""
    shelf = DocumentShelf([DocumentGroup("archivo", LONG_WORD, [replace(NOTES, title=LONG_WORD)])], "1 document")
    return Example(document_shelf, shelf, "", on_everywhere=nothing)


@example(State.MANY, size=Size.WIDE, frame=in_card)
def of_one_product() -> Example:
    """On the page of a product."""
    return Example(document_table, [GUIDE, NOTES], "Documentation technique")


@example(State.PORTAL, size=Size.SMALL)
def elsewhere() -> Example:
    """A link out of the portal."""
    return Example(outside, "Guide d’installation", "https://docs.editeur.example/g.pdf")
