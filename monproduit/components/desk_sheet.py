"""One service request on the staff's desk: the conversation with notes, who is in charge, and where it stands."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler
from monproduit.components.draft import Files, draft_form, file_field
from monproduit.components.request_sheet import Entry, conversation, history, latest, request_facts, request_head
from monproduit.components.small import facts, field, problem
from monproduit.core.localisation import _
from monproduit.routes import STAFF_REQUESTS, to
from monproduit.views.alerts import Choice
from monproduit.views.request_pages import DeskPage, RequestPage


@dataclass(frozen=True, slots=True)
class DeskDeeds:
    """What the fields and buttons of the desk do."""

    on_write: Any
    on_status: Handler
    on_assign: Handler
    on_take: Handler


def desk_counts(counts: Any) -> rx.Component:
    """Return how much waits."""

    def one(count: rx.Var[Choice]) -> rx.Component:
        return rx.el.li(rx.el.strong(count.key), " ", count.label, key=count.label)

    return rx.el.ul(rx.foreach(counts.to(list[Choice]), one), class_name="counts", aria_label=_("Demandes ouvertes"), data_testid="desk-counts")


def desk_sheet(desk: rx.Var[DeskPage], order: Any, entry: Entry, error: Any, sent: Any, files: Files, deeds: DeskDeeds) -> rx.Component:  # noqa: PLR0913, PLR0917 (the parts of one page)
    """Return the request as the staff sees it."""
    page = desk.request.to(RequestPage)
    return rx.el.div(
        request_head(page, rx.el.p(link(_("Demandes des clients"), to=to(STAFF_REQUESTS)), " / ", page.product, class_name="small soft")),
        rx.el.div(
            rx.el.div(conversation(order, entry), _write(page, error, sent, files, deeds), class_name="talk"),
            rx.el.aside(
                _charge(desk, page, deeds),
                _customer(desk, page),
                request_facts(page),
                history(order, entry),
                class_name="sheets beside",
                aria_label=_("La demande"),
            ),
            class_name="request-columns",
        ),
        data_testid="desk-page",
        custom_attrs={"data-request": page.number},
    )


def _charge(desk: rx.Var[DeskPage], page: rx.Var[RequestPage], deeds: DeskDeeds) -> rx.Component:
    take = rx.el.button(_("Prendre en charge"), type="button", class_name="button button-main", on_click=deeds.on_take(), data_testid="take")
    people = rx.el.select(
        rx.el.option(_("Personne"), value=""),
        rx.foreach(desk.staff.to(list[Choice]), lambda one: rx.el.option(one.label, value=one.key)),
        value=desk.assignee_email,
        on_change=deeds.on_assign,
        class_name="input",
        data_testid="assignee",
    )
    statuses = rx.el.select(
        rx.foreach(desk.statuses.to(list[Choice]), lambda one: rx.el.option(one.label, value=one.key)),
        value=page.status,
        on_change=deeds.on_status,
        class_name="input",
        data_testid="status",
    )
    return rx.el.section(
        rx.cond(~desk.is_mine, take),
        field(_("Responsable"), people),
        field(_("État"), statuses),
        class_name="card sheet deeds stretched",
        aria_label=_("Traitement"),
    )


def _customer(desk: rx.Var[DeskPage], page: rx.Var[RequestPage]) -> rx.Component:
    return rx.el.section(
        facts(
            (_("Client"), page.creator),
            (_("E-mail"), rx.el.a(desk.email, href="mailto:" + desk.email)),
            (_("Téléphone"), rx.cond(desk.phone != "", rx.el.a(desk.phone, href="tel:" + desk.phone), "—")),
            (_("Groupe"), rx.cond(desk.group != "", desk.group, "—")),
            (_("Offre de support"), desk.plan),
        ),
        class_name="card sheet",
        aria_label=_("Client"),
    )


def _write(page: rx.Var[RequestPage], error: Any, sent: Any, files: Files, deeds: DeskDeeds) -> rx.Component:
    kinds = {"answer": _("Réponse au client"), "note": _("Note interne")}
    radios = [
        rx.el.label(rx.el.input(type="radio", name="kind", value=kind, default_checked=kind == "answer"), rx.el.span(label), class_name="option")
        for kind, label in kinds.items()
    ]
    after = {
        "waiting_customer": _("En attente du client"),
        "in_progress": _("En cours"),
        "waiting_vendor": _("En attente de l’éditeur"),
        "resolved": _("Résolue"),
    }
    status = rx.el.select(
        *(rx.el.option(label, value=key) for key, label in after.items()), name="status", class_name="input", aria_label=_("Après la réponse")
    )
    send = rx.el.button(
        rx.el.span(_("Envoyer au client"), class_name="for-answer"),
        rx.el.span(_("Garder la note"), class_name="for-note"),
        type="submit",
        class_name="button button-main",
        data_testid="send-answer",
    )
    form = draft_form(
        "desk-" + page.number,
        latest(page),
        rx.el.fieldset(rx.el.legend(_("Écrire"), class_name="sr-only"), *radios, class_name="kinds"),
        rx.el.p(_("Le client ne voit jamais les notes internes, ni leurs fichiers."), class_name="for-note small"),
        rx.el.label(
            rx.el.span(_("Texte"), class_name="sr-only"),
            rx.el.textarea(name="text", rows=4, max_length=15_000, class_name="input", placeholder=_("Texte")),
        ),
        problem(error),
        rx.el.div(
            file_field(files),
            rx.el.label(rx.el.span(_("Puis :"), class_name="small"), status, class_name="for-answer then"),
            send,
            class_name="answer-bar",
        ),
        sent=sent,
        on_submit=deeds.on_write,
    )
    return rx.el.section(form, class_name="card answer answer-desk", aria_label=_("Écrire"))
