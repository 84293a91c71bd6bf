"""One license."""

import reflex as rx

from monproduit.components.dialog import Outcome
from monproduit.components.license_dialogs import assign_dialog, renewal_dialog, reveal_dialog
from monproduit.components.license_sheet import LicenseDeeds, license_sheet, missing
from monproduit.components.product_table import loading_products
from monproduit.components.reminder_form import reminder_form
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import LICENSE
from monproduit.state.keyed import keyed
from monproduit.state.license import LicenseState
from monproduit.views.licenses import LicensePage


def license_() -> rx.Component:
    """Return the page of the license in the address."""
    state, page = LicenseState, LicenseState.page.to(LicensePage)
    deeds = LicenseDeeds(state.begin, state.hide, state.copy_key, state.remove_user, state.revoke)
    nothing = rx.cond(state.missing, missing(_("Cette licence n’existe pas, ou n’est pas à vous.")), loading_products())
    outcome = Outcome(state.error, state.finished)
    whole = rx.fragment(
        license_sheet(page, keyed(state, "key", rx.Var.create("shown"), str), keyed(state, "key", rx.Var.create("copied"), str), deeds),
        reminder_form(page, on_submit=state.choose_reminders),
        reveal_dialog(outcome, state.reveal),
        renewal_dialog(page, outcome, state.ask_renewal),
        assign_dialog(state.invited, outcome, state.assign),
    )
    return frame(LICENSE, rx.cond(state.page, whole, nothing), name=rx.cond(state.page, page.number + " · " + page.product, ""))
