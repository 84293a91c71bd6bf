"""Tokens of the REST interface."""

from monproduit.components.api_tokens import secret_once, token_dialog, token_sheet
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.gallery.examples.license_dialogs import OPEN, REFUSED
from monproduit.views.api import MadeSecret, TokenLine

TOKENS = [
    TokenLine("crm", "read write", "3 nov. 2026", "24 nov. 2026, 09:12", "3 févr. 2027"),
    TokenLine("facturation", "read", "20 nov. 2026", "jamais", "jusqu’à sa révocation"),
]


@example(State.MANY, size=Size.WIDE)
def tokens() -> Example:
    """Two tokens."""
    return Example(token_sheet, TOKENS, on_begin=nothing, on_revoke=nothing)


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(token_sheet, var([], list[TokenLine]), on_begin=nothing, on_revoke=nothing)


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(token_sheet, [TokenLine(LONG_WORD, "read", "3 nov. 2026", "jamais", "3 févr. 2027")], on_begin=nothing, on_revoke=nothing)


@example(State.EMPTY)
def dialog() -> Example:
    """A token is to be made."""
    return Example(token_dialog, var(None, MadeSecret), OPEN, nothing)


@example(State.ERROR)
def refused() -> Example:
    """It was refused."""
    return Example(token_dialog, var(None, MadeSecret), REFUSED, nothing)


@example(State.ONE)
def made() -> Example:
    """It was made."""
    return Example(token_dialog, MadeSecret("crm", "mp_7hY2kQ…"), OPEN, nothing)


@example(State.ONE)
def secret() -> Example:
    """A secret that is shown once."""
    return Example(secret_once, "crm", "mp_7hY2kQ…", "Voici le jeton. Il n’est montré qu’une fois : gardez-le bien.")
