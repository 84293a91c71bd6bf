"""The pages of those who publish alerts: the list, and the editor."""

import reflex as rx

from monproduit.components.alert_editor import EditorDeeds, EditorState, alert_editor, alert_history, alert_preview
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.components.staff_alerts import staff_alert_filters, staff_alert_list, staff_alerts_head
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import EDIT_ALERT, NEW_ALERT, STAFF_ALERTS
from monproduit.state.alert_editor import AlertEditorState, severities
from monproduit.state.alerts import kinds
from monproduit.state.staff_alerts import StaffAlertsState, statuses
from monproduit.views.staff_alerts import AlertDraft, DeedLine


def staff_alerts() -> rx.Component:
    """Return the list; for others than staff it does not exist."""
    state = StaffAlertsState
    lines = staff_alert_list(state.found, on_more=state.more, on_withdraw=state.withdraw, on_restore=state.restore)
    whole = rx.fragment(staff_alerts_head(), staff_alert_filters(statuses(), state.status, state.words, state.search), lines)
    return frame(STAFF_ALERTS, rx.cond(state.loaded & ~state.missing, whole, _nothing(state.missing)))


def new_alert() -> rx.Component:
    """Return the editor of a new alert."""
    return _editor(NEW_ALERT, _("Nouvelle alerte"))


def edit_alert() -> rx.Component:
    """Return the editor of the alert in the address."""
    return _editor(EDIT_ALERT, _("Modifier l’alerte"))


def _editor(path: str, title: str) -> rx.Component:
    state = AlertEditorState
    draft = state.draft.to(AlertDraft)
    shown = EditorState(state.draft, state.round, state.chosen, state.options, state.problems, state.conflict, state.is_dirty, state.when, state.zone)
    deeds = EditorDeeds(state.write, state.mark, state.search, state.choose, state.fix, state.accept, state.discard, state.save)
    aside = rx.el.div(alert_preview(state.preview, state.reach), alert_history(draft.history.to(list[DeedLine])), class_name="sheets")
    whole = rx.fragment(
        rx.el.div(rx.el.div(rx.el.h1(title), rx.el.p(draft.status_label)), class_name="head"),
        rx.el.div(alert_editor(shown, kinds(), severities(), deeds), aside, class_name="editor-columns"),
    )
    return frame(path, rx.cond(state.draft, whole, _nothing(state.missing)))


def _nothing(is_missing: rx.Var[bool]) -> rx.Component:
    return rx.cond(is_missing, missing(_("Cette page n’existe pas.")), loading_products())
