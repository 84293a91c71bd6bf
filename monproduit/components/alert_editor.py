"""The editor of an alert: its fields, and what customers will see."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.alert_list import alert_article
from monproduit.components.cell import Handler
from monproduit.components.draft_products import draft_products
from monproduit.core.localisation import _
from monproduit.routes import STAFF_ALERTS, to
from monproduit.views.alerts import AlertPage, Choice
from monproduit.views.staff_alerts import AlertDraft, DeedLine, DraftProblems


@dataclass(frozen=True, slots=True)
class EditorDeeds:
    """What the editor's parts do."""

    on_write: Handler
    on_mark: Handler
    on_search: Handler
    on_choose: Handler
    on_fix: Handler
    on_accept: Any
    on_discard: Any
    on_save: Any


@dataclass(frozen=True, slots=True)
class EditorState:
    """What the editor shows."""

    draft: Any
    round: Any
    chosen: Any
    options: Any
    problems: Any
    conflict: Any
    is_dirty: Any
    when: Any
    zone: Any


def alert_editor(state: EditorState, kinds: list[Choice], severities: list[Choice], deeds: EditorDeeds) -> rx.Component:
    """Return the form; it starts anew each time that the round grows."""
    draft, problems = state.draft.to(AlertDraft), state.problems.to(DraftProblems)
    is_new = draft.key == ""
    title = rx.el.input(name="title", default_value=draft.title, max_length=300, class_name="input", **_typing("title", deeds, problems.title))
    body = rx.el.textarea(name="body", default_value=draft.body, rows=12, class_name="input", **_typing("body", deeds, problems.body))
    url = rx.el.input(name="url", default_value=draft.url, max_length=2000, class_name="input", **_typing("url", deeds, problems.url))
    important = rx.el.input(type="checkbox", name="important", value="yes", default_checked=draft.is_important, on_change=deeds.on_mark)
    submit = rx.cond(is_new, rx.cond(state.when == "later", _("Programmer"), _("Publier")), _("Enregistrer"))
    discard = rx.el.button(_("Annuler mes changements"), type="button", class_name="button", on_click=deeds.on_discard)
    return rx.el.form(
        rx.cond(state.conflict != "", _conflict(state.conflict, draft, deeds)),
        _field("title", _("Titre"), title, problems.title),
        draft_products(state.chosen, state.options, problems, deeds),
        rx.el.div(
            _field("kind", _("Type"), _select("kind", kinds[1:], draft.kind, deeds), problems.kind),
            _field("severity", _("Gravité"), _select("severity", severities, draft.severity, deeds), ""),
            rx.el.label(important, rx.el.span(_("Importante : montrée dans « Mes produits »")), class_name="tick"),
            class_name="editor-row",
        ),
        _field("body", _("Texte, en Markdown"), body, problems.body, _("**gras**, *italique*, [lien](https://…), listes et tableaux")),
        _field("url", _("Adresse pour en savoir plus"), url, problems.url, _("facultatif")),
        _publication(draft, state, problems.moment, deeds),
        rx.el.div(
            rx.cond(state.is_dirty & ~is_new, discard),
            link(_("Retour à la liste"), to=to(STAFF_ALERTS), class_name="button"),
            rx.el.button(submit, type="submit", class_name="button button-main", data_testid="save-alert"),
            class_name="actions",
        ),
        on_submit=deeds.on_save,
        key=draft.key + "-" + state.round.to(str),
        class_name="card sheet editor",
        no_validate=True,
        aria_label=_("Alerte"),
        data_testid="alert-editor",
    )


def alert_preview(preview: rx.Var[AlertPage | None], reach: Any) -> rx.Component:
    """Return what customers will see, and how many they are."""
    shown = rx.cond(preview, alert_article(preview.to(AlertPage), is_preview=True))
    words = rx.el.p(reach, class_name="soft small")
    return rx.el.section(rx.el.h2(_("Ce que verra le client")), words, shown, class_name="card sheet alert-preview", data_testid="alert-preview")


def alert_history(lines: Any) -> rx.Component:
    """Return who did what with the alert."""

    def line(one: rx.Var[DeedLine]) -> rx.Component:
        return rx.el.li(rx.el.strong(one.words), rx.el.small(one.moment, " · ", one.actor, class_name="soft"), key=one.key)

    shown = rx.el.section(rx.el.h2(_("Historique")), rx.el.ol(rx.foreach(lines, line), class_name="deed-lines"), class_name="card sheet")
    return rx.cond(lines.length() > 0, shown)


def _typing(name: str, deeds: EditorDeeds, problem: Any) -> dict[str, Any]:
    """Return what lets a field be read along: while one types, and whole when one leaves it, since all fields wait for one another."""
    described = {"aria_invalid": rx.cond(problem != "", "true", "false"), "aria_describedby": f"problem-{name}"}
    return {"on_change": deeds.on_write(name).debounce(300), "on_blur": deeds.on_write(name), **described}


def _field(name: str, label: str, control: rx.Component, problem: Any, hint: str = "") -> rx.Component:
    says = rx.el.small(hint, class_name="soft") if hint else rx.fragment()
    words = rx.el.p(problem, id=f"problem-{name}", class_name="error")
    return rx.el.div(rx.el.label(rx.el.span(label), control, class_name="field"), says, words, class_name="editor-field")


def _select(name: str, choices: list[Choice], value: Any, deeds: EditorDeeds) -> rx.Component:
    options = (rx.el.option(choice.label, value=choice.key) for choice in choices)
    return rx.el.select(*options, name=name, default_value=value, class_name="input", on_change=deeds.on_write(name))


def _publication(draft: Any, state: EditorState, problem: Any, deeds: EditorDeeds) -> rx.Component:
    """Return when the alert is published: now, as it was, or at a moment where the person is."""

    def way(value: str, label: str) -> rx.Component:
        control = rx.el.input(type="radio", name="when", value=value, default_checked=draft.when == value, on_change=deeds.on_write("when"))
        return rx.el.label(control, rx.el.span(label), class_name="option")

    moment = rx.el.input(type="datetime-local", name="moment", default_value=draft.moment, class_name="input", **_typing("moment", deeds, problem))
    is_out = (draft.status == "published") | (draft.status == "withdrawn")
    return rx.el.fieldset(
        rx.el.legend(_("Publication")),
        rx.cond(is_out, way("keep", _("Garder sa date"))),
        rx.cond(draft.status != "published", way("now", _("Maintenant"))),
        way("later", _("À une date")),
        rx.el.div(_field("moment", _("Jour et heure"), moment, problem), rx.el.small(state.zone, class_name="soft"), hidden=state.when != "later"),
        class_name="choices",
    )


def _conflict(words: Any, draft: Any, deeds: EditorDeeds) -> rx.Component:
    saved = rx.el.a(_("Voir la version enregistrée"), href=to(STAFF_ALERTS) + "/" + draft.key, target="_blank", rel="noopener", class_name="button")
    keep = rx.el.button(_("Continuer avec la mienne"), type="button", class_name="button", on_click=deeds.on_accept)
    return rx.el.div(rx.el.p(words, role="alert"), saved, keep, class_name="conflict", data_testid="alert-conflict")
