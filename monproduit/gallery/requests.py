"""The states of service requests: lists, the form, the conversation, the staff's desk."""

from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.desk_sheet import DeskDeeds, desk_counts, desk_sheet
from monproduit.components.draft import Files
from monproduit.components.request_form import FormDeeds, not_allowed, product_choice, request_form
from monproduit.components.request_list import Filters, ListDeeds, request_filters, request_table
from monproduit.components.request_sheet import RequestDeeds, request_sheet
from monproduit.core.localisation import _
from monproduit.gallery.request_states import COUNTS, DESK, ENTRIES, FILES, FORM, LIST, PRODUCTS, REQUEST, SUGGESTED, UNUSABLE
from monproduit.routes import SERVICE_REQUESTS
from monproduit.views.products import ProductOptions
from monproduit.views.request_pages import AttachmentLine, DeskPage, EntryLine, RequestForm, RequestList, RequestPage, Suggestion


def examples() -> list[rx.Component]:
    """Return every part in its states."""
    return [rx.el.h2(_("Demandes de service")), *_lists(), *_forms(), *_requests()]


def _nothing(*_what: Any) -> Any:
    return rx.noop()


def _lists() -> list[rx.Component]:
    deeds = ListDeeds(_nothing, _nothing, _nothing, _nothing, _nothing)
    filters = Filters(rx.Var.create(PRODUCTS), *(rx.Var.create(value) for value in ("open", "", "", "", "", 1)))
    empty = rx.el.div(rx.el.p(_("Aucune demande de service ne correspond.")), class_name="empty-lines")
    waiting = replace(LIST, fresh=2, fresh_label="2 nouvelles demandes", more=3, more_label="Afficher encore 3")
    return [
        request_filters(SERVICE_REQUESTS, PRODUCTS, {"": _("Les miennes et celles des collègues"), "mine": _("Les miennes")}, filters, deeds),
        *(
            request_table(rx.Var.create(one), "-updated", deeds, is_desk=False, empty=empty)
            for one in (LIST, waiting, RequestList(label="0 demande"))
        ),
        desk_counts(rx.Var.create(COUNTS)),
        request_table(rx.Var.create(LIST), "waiting", deeds, is_desk=True, empty=empty),
    ]


def _forms() -> list[rx.Component]:
    deeds = FormDeeds(_nothing, _nothing, _nothing, _nothing, _nothing)
    options = rx.Var.create(ProductOptions([], "Aucun produit"))
    none, some = rx.Var.create([]).to(list[Suggestion]), rx.Var.create(SUGGESTED)
    form = rx.Var.create(FORM).to(RequestForm)
    return [
        product_choice(rx.Var.create(PRODUCTS), options, form, deeds),
        request_form(form, none, "", _files(empty=True), deeds),
        request_form(form, some, "Donnez un titre à la demande.", _files(), deeds),
        not_allowed(rx.Var.create(UNUSABLE).to(RequestForm)),
    ]


def _requests() -> list[rx.Component]:
    deeds = RequestDeeds(_nothing, _nothing, _nothing)
    closed = replace(
        REQUEST, status="closed", status_label="Fermée", may_answer=False, may_close=False, may_reopen=True, reopen="Jusqu’au 8 décembre"
    )
    some, none = rx.Var.create([one.key for one in ENTRIES if one.kind != "note"]), rx.Var.create([]).to(list[str])
    pages = ((replace(REQUEST, new_label="1 nouveau message"), some, ""), (closed, some, ""), (REQUEST, none, "Écrivez d’abord votre message."))
    desk = DeskDeeds(_nothing, _nothing, _nothing, _nothing)
    every = rx.Var.create([one.key for one in ENTRIES])
    return [
        *(request_sheet(rx.Var.create(page).to(RequestPage), order, _entry, error, "", _files(), deeds) for page, order, error in pages),
        desk_sheet(rx.Var.create(DESK).to(DeskPage), every, _entry, "", "", _files(empty=True), desk),
    ]


def _entry(key: Any) -> Any:
    return rx.Var.create({one.key: one for one in ENTRIES}).to(dict[str, EntryLine])[key].to(EntryLine)


def _files(*, empty: bool = False) -> Files:
    lines = rx.Var.create([] if empty else FILES).to(list[AttachmentLine])
    return Files(lines, _nothing, _nothing, 5, 10)
