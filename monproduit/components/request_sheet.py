"""One service request: what is known of it, what was said, and the place to answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.draft import Files, draft_form, file_field
from monproduit.components.small import badge, facts, icon, problem
from monproduit.core.localisation import _
from monproduit.routes import ATTACHMENTS, SERVICE_REQUESTS, to
from monproduit.views.request_pages import AttachmentLine, EntryLine, RequestPage

Entry = Callable[[Any], Any]
"""The entry of a key, as the browser has it."""


@dataclass(frozen=True, slots=True)
class RequestDeeds:
    """What the buttons of the customer's page do."""

    on_answer: Any
    on_close: Handler
    on_reopen: Handler


def request_sheet(page: rx.Var[RequestPage], order: Any, entry: Entry, error: Any, sent: Any, files: Files, deeds: RequestDeeds) -> rx.Component:  # noqa: PLR0913, PLR0917 (the parts of one page)
    """Return the request as its customer sees it."""
    return rx.el.div(
        request_head(page, rx.el.p(link(_("Demandes de service"), to=to(SERVICE_REQUESTS)), " / ", page.product, class_name="small soft")),
        rx.el.div(
            rx.el.div(conversation(order, entry), _answer(page, error, sent, files, deeds), class_name="talk"),
            rx.el.aside(request_facts(page), _ways(page, deeds), history(order, entry), class_name="sheets beside", aria_label=_("La demande")),
            class_name="request-columns",
        ),
        data_testid="request-page",
        custom_attrs={"data-request": page.number},
    )


def request_head(page: rx.Var[RequestPage], way: rx.Component) -> rx.Component:
    """Return the title of a request."""
    return rx.el.div(
        rx.el.div(
            way,
            rx.el.h1(page.title),
            rx.el.p(page.number, " · ", page.product, rx.cond(page.version != "", rx.fragment(" ", page.version))),
        ),
        rx.el.div(badge(page.status_label, page.status), role="status", data_testid="request-status"),
        class_name="head",
    )


def conversation(order: Any, entry: Entry) -> rx.Component:
    """Return what was said, the oldest first; what comes is added at the end, where it moves nothing."""

    def one(key: Any) -> rx.Component:
        line = entry(key)
        return rx.fragment(rx.cond(line, _entry(line)), key=key)

    empty = rx.el.p(_("Cette demande n’a pas de messages sur le portail."), class_name="soft card sheet")
    return rx.el.section(
        rx.cond(order.length() > 0, rx.el.ol(rx.foreach(order, one), class_name="entries"), empty),
        aria_label=_("Conversation"),
        data_testid="conversation",
    )


def latest(page: rx.Var[RequestPage]) -> rx.Component:
    """Return the unobtrusive mark of messages that came while one looks; it leads to the last."""
    button = rx.el.button(
        page.new_label, icon("down"), type="button", class_name="new latest", custom_attrs={"data-latest": ""}, data_testid="new-messages"
    )
    return rx.el.div(rx.cond(page.new_label != "", button), role="status", class_name="latest-place")


def request_facts(page: rx.Var[RequestPage]) -> rx.Component:
    """Return what is known of a request."""
    return rx.el.section(
        facts(
            (_("Gravité"), page.severity),
            (_("Licence"), rx.cond(page.license != "", link(page.license, to=to("/licenses/") + page.license), "—")),
            (_("Version"), rx.cond(page.version != "", page.version, "—")),
            (_("Ouverte par"), page.creator),
            (_("Créée le"), page.created),
            (_("Mise à jour"), page.updated),
        ),
        rx.cond(page.response != "", rx.el.p(icon("clock"), page.response, class_name="promise")),
        class_name="card sheet",
    )


def history(order: Any, entry: Entry) -> rx.Component:
    """Return where the request stood, and since when."""

    def one(key: Any) -> rx.Component:
        line = entry(key)
        status = rx.el.li(badge(line.body, line.status), rx.el.span(line.at, " · ", line.author, class_name="small soft"))
        return rx.fragment(rx.cond(line & (line.kind == "status"), status), key=key)

    return rx.el.details(
        rx.el.summary(_("Historique des états")),
        rx.el.ol(rx.foreach(order, one), class_name="history"),
        class_name="card fold",
        data_testid="history",
    )


def _entry(line: rx.Var[EntryLine]) -> rx.Component:
    said = rx.el.li(
        rx.el.span(line.initials, class_name=["face", rx.cond(line.by_staff, "face-staff", "")], aria_hidden="true"),
        rx.el.div(
            rx.el.p(
                rx.el.strong(line.author),
                rx.cond(line.by_staff, rx.el.span(_("support"), class_name="staff-mark")),
                rx.cond(line.kind == "note", rx.el.span(_("note interne"), class_name="note-mark")),
                rx.el.span(line.at, class_name="small soft"),
                rx.cond(line.is_new, rx.el.span(_("Nouveau"), class_name="new", data_testid="new-mark")),
                class_name="entry-head",
            ),
            rx.el.p(line.body, class_name="entry-body"),
            _files(line),
            class_name="bubble",
        ),
        class_name=["entry", "entry-" + line.kind, rx.cond(line.is_mine, "is-mine", "")],
        data_testid="request-entry",
        tab_index=-1,
        custom_attrs={"data-kind": line.kind},
    )
    moved = rx.el.li(
        rx.cond(
            line.kind == "status",
            rx.fragment(rx.el.span(_("État"), class_name="sr-only"), badge(line.body, line.status)),
            rx.el.span(rx.cond(line.body != "", rx.fragment(_("Responsable"), " ", rx.el.strong(line.body)), _("Sans responsable"))),
        ),
        rx.el.span(line.at, " · ", line.author, class_name="small soft"),
        class_name="entry-moved",
        data_testid="request-move",
        custom_attrs={"data-kind": line.kind},
    )
    return rx.cond((line.kind == "message") | (line.kind == "note"), said, moved)


def _files(line: rx.Var[EntryLine]) -> rx.Component:
    def one(file: rx.Var[AttachmentLine]) -> rx.Component:
        name = rx.el.a(file.name, href=f"{ATTACHMENTS}/" + file.key, download=True, custom_attrs={"reloadDocument": True}, class_name="file-name")
        return rx.el.li(icon("clip"), name, rx.el.span(file.size, class_name="small soft"), data_testid="attachment", key=file.key)

    return rx.cond(line.files.length() > 0, rx.el.ul(rx.foreach(line.files.to(list[AttachmentLine]), one), class_name="files"))


def _answer(page: rx.Var[RequestPage], error: Any, sent: Any, files: Files, deeds: RequestDeeds) -> rx.Component:
    form = draft_form(
        page.number,
        latest(page),
        rx.el.label(
            rx.el.span(_("Votre réponse"), class_name="sr-only"),
            rx.el.textarea(name="text", rows=3, max_length=15_000, class_name="input", placeholder=_("Votre réponse")),
        ),
        problem(error),
        rx.el.div(
            file_field(files),
            rx.el.button(_("Envoyer"), type="submit", class_name="button button-main", data_testid="send-answer"),
            class_name="answer-bar",
        ),
        sent=sent,
        on_submit=deeds.on_answer,
    )
    ended = rx.cond(page.status == "closed", rx.el.p(_("Cette demande est fermée."), class_name="card sheet soft"))
    return rx.cond(page.may_answer, rx.el.section(form, class_name="card answer", aria_label=_("Répondre")), ended)


def _ways(page: rx.Var[RequestPage], deeds: RequestDeeds) -> rx.Component:
    close = rx.el.button(_("Fermer la demande"), type="button", class_name="button", on_click=deeds.on_close(), data_testid="close-request")
    again = rx.el.button(_("Rouvrir"), type="button", class_name="button button-main", on_click=deeds.on_reopen(), data_testid="reopen-request")
    return rx.el.div(
        rx.cond(page.may_reopen, rx.fragment(again, rx.el.p(page.reopen, class_name="small soft"))),
        rx.cond(page.may_close, close),
        class_name="deeds",
    )
