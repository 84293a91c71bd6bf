"""The staff's desk: the queue of service requests, and one of them."""

import reflex as rx

from monproduit.components.desk_sheet import DeskDeeds, desk_counts, desk_sheet
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.components.request_list import request_filters, request_table
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.pages.requests import files_of, list_parts
from monproduit.routes import STAFF_REQUEST, STAFF_REQUESTS
from monproduit.state.keyed import keyed
from monproduit.state.request import DeskRequestState
from monproduit.state.request_lists import DeskState, statuses
from monproduit.views.request_pages import DeskPage, EntryLine


def staff_requests() -> rx.Component:
    """Return the queue; for anybody else there is no such page."""
    state = DeskState
    filters, deeds = list_parts(state)
    empty = rx.el.div(rx.el.p(_("Aucune demande ne correspond.")), class_name="empty-lines")
    whose = {"": _("Tous les responsables"), "mine": _("À moi"), "nobody": _("Sans responsable")}
    queue = rx.fragment(
        rx.el.div(rx.el.h1(_("Demandes des clients")), desk_counts(state.counts), class_name="head"),
        request_filters(STAFF_REQUESTS, statuses(), whose, filters, deeds),
        request_table(state.found, state.sorted_by, deeds, is_desk=True, empty=empty),
    )
    nothing = missing(_("Cette page n’existe pas."))
    return frame(STAFF_REQUESTS, rx.cond(state.loaded, rx.cond(state.missing, nothing, queue), loading_products()))


def staff_request() -> rx.Component:
    """Return the request in the address; for anybody else there is none."""
    state, desk = DeskRequestState, DeskRequestState.desk.to(DeskPage)
    deeds = DeskDeeds(state.write, state.choose_status, state.assign, state.take)
    whole = desk_sheet(desk, state.order, lambda key: keyed(state, "entry", key, EntryLine), state.error, state.sent, files_of(state), deeds)
    nothing = rx.cond(state.missing, missing(_("Cette page n’existe pas.")), loading_products())
    name = rx.cond(state.desk, desk.request.number + " · " + desk.request.title, "")
    return frame(STAFF_REQUEST, rx.cond(state.desk, whole, nothing), name=name)
