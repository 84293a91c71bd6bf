"""Search everywhere."""

from monproduit.components.search import search_button, search_dialog, search_hits
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.views.search import Found, Hit, HitGroup

HITS = [
    HitGroup("license", "Licences", [Hit("1", "204-771-350", "Vigie · Active · 7 déc. 2026", "/fr/licenses/204-771-350")]),
    HitGroup("page", "Pages", [Hit("/contact", "Téléphone et e-mail", "", "/fr/contact")]),
]


@example(size=Size.SMALL)
def button() -> Example:
    """The button that opens it."""
    return Example(search_button)


@example(State.EMPTY)
def before() -> Example:
    """Before the first word."""
    return Example(search_dialog, Found(), on_search=nothing)


@example(State.MANY)
def found() -> Example:
    """Licenses and pages."""
    return Example(search_dialog, Found("vigie", "2 résultats", HITS), on_search=nothing)


@example(State.EMPTY)
def nothing_found() -> Example:
    """Nothing."""
    return Example(search_dialog, Found("zzz", "Rien ne correspond à cette recherche."), on_search=nothing)


@example(State.MANY)
def hits() -> Example:
    """What was found, by kind."""
    return Example(search_hits, HITS)


@example(State.LONG)
def long_words() -> Example:
    """A title without a place to break."""
    return Example(search_hits, [HitGroup("license", "Licences", [Hit("1", LONG_WORD, LONG_WORD, "/fr")])])


@example(State.EMPTY, size=Size.SMALL)
def no_hits() -> Example:
    """No place at all while nothing was found."""
    return Example(search_hits, var([], list[HitGroup]))
