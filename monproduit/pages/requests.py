"""The service requests that a customer sees, one of them, and the form of a new one."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.draft import Files
from monproduit.components.license_sheet import missing
from monproduit.components.product_table import loading_products
from monproduit.components.request_form import FormDeeds, license_choice, not_allowed, product_choice, request_form
from monproduit.components.request_list import Filters, ListDeeds, request_filters, request_table
from monproduit.components.request_sheet import RequestDeeds, request_sheet
from monproduit.core.localisation import _
from monproduit.core.settings import settings
from monproduit.pages.frame import frame
from monproduit.routes import NEW_REQUEST, SERVICE_REQUEST, SERVICE_REQUESTS, to
from monproduit.state.keyed import keyed
from monproduit.state.new_request import NewRequestState
from monproduit.state.notices import NoticeState
from monproduit.state.request import RequestState
from monproduit.state.request_lists import RequestsState, statuses
from monproduit.views.request_pages import EntryLine, RequestForm, RequestPage


def files_of(state: Any) -> Files:
    """Return the files that wait for the form of a page."""
    return Files(state.files, state.show_files, state.discard, settings().attachments, settings().attachment_megabytes)


def list_parts(state: Any) -> tuple[Filters, ListDeeds]:
    """Return the filters of a list, and what its buttons do."""
    filters = Filters(state.products, state.status, state.whose, state.product, state.severity, state.text)
    return filters, ListDeeds(state.search.debounce(250), state.choose, state.sort, state.more, state.show_fresh)


def requests() -> rx.Component:
    """Return the page of all."""
    state = RequestsState
    filters, deeds = list_parts(state)
    new = link(_("Créer une demande"), to=to(NEW_REQUEST), class_name="button button-main", data_testid="new-request")
    empty = rx.el.div(rx.el.p(_("Aucune demande de service ne correspond.")), class_name="empty-lines")
    whose = {"": _("Les miennes et celles des collègues"), "mine": _("Les miennes"), "others": _("Celles des collègues")}
    return frame(
        SERVICE_REQUESTS,
        rx.el.div(
            rx.el.div(rx.el.h1(_("Demandes de service")), rx.el.p(_("Les vôtres, et celles de vos collègues si votre groupe les partage."))),
            new,
            class_name="head",
        ),
        request_filters(SERVICE_REQUESTS, statuses(), whose, filters, deeds),
        rx.cond(state.loaded, request_table(state.found, state.sorted_by, deeds, is_desk=False, empty=empty), loading_products()),
    )


def new_request() -> rx.Component:
    """Return the form."""
    state, form = NewRequestState, NewRequestState.form.to(RequestForm)
    searches = state.search.debounce(250), state.search_license.debounce(250)
    deeds = FormDeeds(state.choose_product, state.choose_license, *searches, state.suggest.debounce(300), state.send)
    back = state.backs.to(str) + " " + NoticeState.failures.to(str)
    whole = rx.cond(form.is_allowed, request_form(form, state.suggested, state.error, back, files_of(state), deeds), not_allowed(form))
    unknown = rx.cond(state.missing, rx.el.p(_("Ce produit n’est plus au catalogue. Choisissez-en un autre."), role="alert", class_name="error"))
    return frame(
        NEW_REQUEST,
        rx.el.div(rx.el.h1(_("Créer une demande de service")), class_name="head"),
        rx.cond(
            state.loaded,
            rx.el.div(
                rx.el.div(
                    product_choice(state.products, state.options, state.form, deeds),
                    rx.cond(state.form & (form.many != ""), license_choice(form, state.found, deeds)),
                    class_name="card sheet",
                ),
                unknown,
                rx.cond(state.form, whole),
                class_name="sheets narrow",
                data_testid="new-request-page",
            ),
            loading_products(),
        ),
    )


def request() -> rx.Component:
    """Return the page of the request in the address."""
    state, page = RequestState, RequestState.page.to(RequestPage)
    deeds = RequestDeeds(state.answer, state.close, state.reopen)
    whole = request_sheet(page, state.order, _entry_of(state), state.error, state.sent, files_of(state), deeds)
    nothing = rx.cond(state.missing, missing(_("Cette demande de service n’existe pas, ou n’est pas à vous.")), loading_products())
    return frame(SERVICE_REQUEST, rx.cond(state.page, whole, nothing), name=rx.cond(state.page, page.number + " · " + page.title, ""))


def _entry_of(state: Any) -> Any:
    return lambda key: keyed(state, "entry", key, EntryLine)
