"""One user group."""

import reflex as rx

from monproduit.components.dialog import Outcome
from monproduit.components.group_dialogs import invite_dialog, leave_dialog, member_dialog, settings_dialog
from monproduit.components.group_sheet import GroupDeeds, group_sheet
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import GROUP
from monproduit.state.group import GroupState
from monproduit.views.groups import GroupPage


def group() -> rx.Component:
    """Return the page of the group in the address."""
    state, page = GroupState, GroupState.page.to(GroupPage)
    deeds = GroupDeeds(state.begin, state.consider, state.revoke, state.answer, state.read_journal)
    nothing = rx.cond(state.missing, missing(_("Ce groupe n’existe pas, ou vous n’en êtes pas membre.")), loading_products())
    outcome = Outcome(state.error, state.finished)
    whole = rx.fragment(
        group_sheet(page, state.journal, deeds),
        settings_dialog(page, outcome, state.change),
        invite_dialog(state.invited, outcome, state.invite),
        member_dialog(state.considered, outcome, on_submit=state.change_roles, on_remove=state.remove),
        leave_dialog(page, outcome, state.leave),
    )
    return frame(GROUP, rx.cond(state.page, whole, nothing), name=rx.cond(state.page, page.name, ""))
