"""The desk of those who answer chats."""

from dataclasses import replace

from monproduit.components.chat_desk import DeskDeeds, availability, desk_chat, desk_choose, desk_empty, desk_list
from monproduit.components.chat_filing import FilingDeeds, filing_buttons
from monproduit.gallery.example import LONG_WORD, Example, Lookup, Size, State, deeds, example, nothing, var
from monproduit.gallery.examples.chat_box import box
from monproduit.gallery.frames import in_card, words
from monproduit.views.chat import ChatSpan, DeskChat, DeskLine, DeskProduct

LINES = {
    "1": DeskLine(1, "waiting", "Bruno Petit", "BP", "Comment installer Vigie sans accès à Internet ?", "9:45", ""),
    "2": DeskLine(2, "mine", "Claire Laurent", "CL", "Oui, hier soir !", "9:44", "Sam Morel", 2, "2 nouveaux messages"),
}
CHAT = DeskChat(2, 4, "Claire Laurent", "claire@exemple.fr", "En conversation avec Sam Morel", "", is_open=True, is_mine=True, may_file=True)
OTHER = replace(CHAT, customer="Bruno Petit", words="Personne n’a encore répondu.", request="SR-1001", is_mine=False, may_file=False)
PRODUCTS = [DeskProduct("Archivo", "in_force", "En vigueur", "Premier"), DeskProduct("Vigie", "expired", "Expiré", "Standard")]


@example(size=Size.SMALL)
def available() -> Example:
    """Available."""
    return Example(availability, var(True), nothing)


@example(State.ONE, size=Size.SMALL, frame=in_card)
def waiting() -> Example:
    """One waits."""
    return Example(desk_list, "En attente", var([1], list[int]), 2, Lookup(LINES))


@example(State.NEW, size=Size.SMALL, frame=in_card)
def mine() -> Example:
    """One's own, with new messages."""
    return Example(desk_list, "Les miennes", var([2], list[int]), 2, Lookup(LINES))


@example(State.LONG, size=Size.SMALL, frame=in_card)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(desk_list, "En attente", var([1], list[int]), 2, Lookup({"1": replace(LINES["1"], customer=LONG_WORD, preview=LONG_WORD)}))


@example(State.EMPTY, size=Size.SMALL)
def nobody() -> Example:
    """Nobody waits."""
    return Example(desk_empty)


@example(State.EMPTY)
def choose() -> Example:
    """No chat was chosen."""
    return Example(desk_choose)


@example(State.MANY, size=Size.WIDE)
def my_chat() -> Example:
    """A chat of one's own."""
    return Example(desk_chat, CHAT, PRODUCTS, box("desk-mine", ChatSpan(1, 1, 4)), deeds(DeskDeeds), Example(filing_buttons, deeds(FilingDeeds)))


@example(State.EMPTY, State.EXPIRED, size=Size.WIDE)
def another_chat() -> Example:
    """Another's, of a customer without products."""
    none = var([], list[DeskProduct])
    return Example(desk_chat, OTHER, none, box("desk-other", ChatSpan(1, 1, 1), writes=False), deeds(DeskDeeds), Example(words, ""))
