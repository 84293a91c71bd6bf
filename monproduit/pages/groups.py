"""The person's groups and calendar."""

import reflex as rx

from monproduit.components.group_list import calendars, group_list
from monproduit.components.product_table import loading_products
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import GROUPS
from monproduit.state.groups import GroupsState


def groups() -> rx.Component:
    """Return the page."""
    state = GroupsState
    own = calendars(state.calendars, state.made, state.groups, on_make=state.make_calendar, on_revoke=state.revoke_calendar)
    words = _("Les personnes qui partagent des licences avec vous, et ce qu’elles peuvent faire.")
    return frame(
        GROUPS,
        rx.el.div(rx.el.div(rx.el.h1(_("Groupes d’utilisateurs")), rx.el.p(words)), class_name="head"),
        rx.cond(state.loaded, rx.el.div(group_list(state.groups), own, class_name="sheets"), loading_products()),
    )
