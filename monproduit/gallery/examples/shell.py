"""What stands around every page."""

from monproduit.components.navigation import Unread
from monproduit.components.shell import shell
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, var
from monproduit.gallery.frames import words


@example(State.NEW, size=Size.WIDE)
def page() -> Example:
    """A page, with new alerts."""
    who = {"initials": "CL", "person": "Claire Laurent", "is_staff": var(False), "unread": Unread(var(3), "3 nouvelles")}
    return Example(shell, "/alerts", Example(words, "Mes produits"), **who, notice="", notice_number=var(0))


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A notice without a place to break, for the staff."""
    who = {"initials": "SM", "person": "Sam Morel", "is_staff": var(True), "unread": Unread(var(0), "")}
    return Example(shell, "/alerts", Example(words, "Mes produits"), **who, notice=LONG_WORD, notice_number=var(1))
