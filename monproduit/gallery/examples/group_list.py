"""One's groups, and the calendars of their renewals."""

from monproduit.components.group_list import calendars, group_list
from monproduit.gallery.example import LONG_WORD, Example, State, example, nothing, var
from monproduit.views.calendar import CalendarLine, NewCalendar
from monproduit.views.groups import GroupLine

GROUPS = [
    GroupLine(1, "Production Lyon", "Administrateur", "2 membres", "76 licences", "1 demande"),
    GroupLine(2, "Recette Nantes", "Utilisateur du support", "14 membres", "3 licences", ""),
]
NONE = var([], list[GroupLine])


@example(State.MANY)
def groups() -> Example:
    """Two groups, in one somebody asks to be let in."""
    return Example(group_list, GROUPS)


@example(State.EMPTY)
def no_groups() -> Example:
    """None yet."""
    return Example(group_list, NONE)


@example(State.LONG)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(group_list, [GroupLine(1, LONG_WORD, "Administrateur", "2 membres", "76 licences", "")])


@example(State.EMPTY)
def no_calendars() -> Example:
    """No address was made."""
    return Example(calendars, var([], list[CalendarLine]), var(None, NewCalendar), NONE, on_make=nothing, on_revoke=nothing)


@example(State.MANY)
def made() -> Example:
    """An address was just made."""
    lines = [CalendarLine(1, "Tous mes groupes", "Créée le 3 nov. 2026", "lue le 24 nov. 2026")]
    new = NewCalendar("Tous mes groupes", "https://portail.editeur.example/calendars/7hY2kQ", "webcal://portail.editeur.example/calendars/7hY2kQ")
    return Example(calendars, lines, new, GROUPS, on_make=nothing, on_revoke=nothing)
