"""Where one is signed in."""

from dataclasses import replace

from monproduit.components.logins_sheet import logins_sheet
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.views.logins import LoginLine, Logins

HERE = LoginLine("a", "Firefox · Linux", "24 nov. 2026 09:12", "24 nov. 2026 10:40", is_this=True)
OTHERS = [
    LoginLine("b", "Safari · iPhone", "24 nov. 2026 07:55", "24 nov. 2026 08:20", is_this=False),
    LoginLine("c", "Edge · Windows", "23 nov. 2026 22:03", "24 nov. 2026 07:01", is_this=False),
]


@example(State.ONE, size=Size.WIDE)
def here_alone() -> Example:
    """This browser alone."""
    return Example(logins_sheet, Logins([HERE], may_end=False), var(""), on_end=nothing, on_end_others=nothing)


@example(State.MANY, size=Size.WIDE)
def to_prove() -> Example:
    """Three, and a proof is asked for."""
    return Example(logins_sheet, Logins([HERE, *OTHERS], may_end=False), var(""), on_end=nothing, on_end_others=nothing)


@example(State.MANY, size=Size.WIDE)
def proven() -> Example:
    """Three, which may be ended."""
    return Example(logins_sheet, Logins([HERE, *OTHERS], may_end=True), var(""), on_end=nothing, on_end_others=nothing)


@example(State.ERROR, State.LONG, State.MISSING, size=Size.WIDE)
def refused() -> Example:
    """Refused, and a browser without a known name."""
    words = "Connectez-vous de nouveau d’abord\u00a0: la preuve que c’est vous date de plus de dix minutes."
    lines = [HERE, replace(OTHERS[0], browser=LONG_WORD), replace(OTHERS[1], browser="Navigateur inconnu")]
    return Example(logins_sheet, Logins(lines, may_end=False), var(words), on_end=nothing, on_end_others=nothing)
