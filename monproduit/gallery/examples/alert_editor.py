"""The editor of an alert."""

from dataclasses import replace
from typing import Any

from monproduit.components.alert_editor import EditorDeeds, EditorState, alert_editor, alert_history, alert_preview
from monproduit.gallery.example import Example, Plain, Size, State, deeds, example, var
from monproduit.gallery.examples.alert_list import KINDS, PAGE
from monproduit.views.alerts import AlertPage, Choice
from monproduit.views.staff_alerts import AlertDraft, DeedLine, DraftProblems, DraftProduct

SEVERITIES = [Choice("", "—"), Choice("high", "Élevée"), Choice("low", "Faible")]
PRODUCTS = [DraftProduct("archivo", "Archivo", "7.2.1"), DraftProduct("vigie", "Vigie")]
DRAFT = AlertDraft(
    key="faille-agent", title="Faille dans l’agent de sauvegarde", kind="security", severity="high", is_important=True, body="Un fichier **forgé**…"
)


def _editor(draft: AlertDraft, *, chosen: Any, problems: DraftProblems, conflict: str = "", when: str = "now") -> Example:
    state = EditorState(draft, var(1), chosen, PRODUCTS, problems, var(conflict), var(bool(draft.key)), var(when), var("Europe/Paris"))
    return Example(alert_editor, state, Plain(KINDS), Plain(SEVERITIES), deeds(EditorDeeds))


@example(State.EMPTY, size=Size.WIDE)
def new() -> Example:
    """A new alert."""
    return _editor(AlertDraft(), chosen=var([], list[DraftProduct]), problems=DraftProblems())


@example(State.ONE, size=Size.WIDE)
def changed() -> Example:
    """One that is being changed."""
    return _editor(replace(DRAFT, status="published", status_label="Publiée le 18 nov. 2026"), chosen=PRODUCTS[:1], problems=DraftProblems())


@example(State.ERROR, size=Size.WIDE)
def refused() -> Example:
    """Refused, and changed by somebody else meanwhile."""
    problems = DraftProblems(title="Donnez un titre à l’alerte.", products="Choisissez au moins un produit.", body="Écrivez un texte.")
    conflict = "Nora Weiss a modifié cette alerte pendant que vous l’écriviez."
    return _editor(replace(DRAFT, title=""), chosen=var([], list[DraftProduct]), problems=problems, conflict=conflict, when="later")


@example(State.ONE)
def preview() -> Example:
    """What people will read."""
    return Example(alert_preview, PAGE, var("Elle est montrée à 128 personnes."))


@example(State.EMPTY)
def no_preview() -> Example:
    """Nothing to read yet."""
    return Example(alert_preview, var(None, AlertPage), var(""))


@example(State.MANY)
def history() -> Example:
    """Who did what with it."""
    lines = [
        DeedLine("2", "20 nov. 2026 09:05", "Sam Morel", "a modifié le texte"),
        DeedLine("1", "18 nov. 2026 08:00", "Sam Morel", "a publié l’alerte"),
    ]
    return Example(alert_history, lines)
