"""What every dialog is made of."""

from monproduit.components.dialog import dialog_head, form_dialog
from monproduit.gallery.example import LONG_WORD, Example, State, example, nothing
from monproduit.gallery.examples.license_dialogs import OPEN, REFUSED
from monproduit.gallery.frames import words


@example()
def head() -> Example:
    """Its title, and the button that closes it."""
    return Example(dialog_head, "example", "Quitter le groupe ?")


@example(State.ONE)
def dialog() -> Example:
    """A question."""
    return Example(
        form_dialog,
        "ask",
        "Quitter le groupe ?",
        Example(words, "Vous ne verrez plus ses licences."),
        submit="Quitter",
        on_submit=nothing,
        outcome=OPEN,
    )


@example(State.ERROR)
def refused() -> Example:
    """It was refused."""
    return Example(
        form_dialog,
        "no",
        "Quitter le groupe ?",
        Example(words, "Vous ne verrez plus ses licences."),
        submit="Quitter",
        on_submit=nothing,
        outcome=REFUSED,
    )


@example(State.LONG)
def long_words() -> Example:
    """A title without a place to break."""
    return Example(form_dialog, "long", LONG_WORD, Example(words, LONG_WORD), submit="Quitter", on_submit=nothing, outcome=OPEN)
