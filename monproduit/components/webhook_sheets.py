"""Webhooks: the addresses, the form of another, and what was sent."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.api_tokens import secret_once
from monproduit.components.cell import Handler, table, value, written
from monproduit.components.dialog import Outcome, form_dialog
from monproduit.components.small import badge, breakable, field, menu, opening
from monproduit.core.enums import HookEvent
from monproduit.core.localisation import _
from monproduit.views.api import DeliveryLine, HookLine, MadeSecret

ADD = "add-webhook"


@dataclass(frozen=True, slots=True)
class HookDeeds:
    """What can be done with an address."""

    on_begin: Any
    on_ping: Handler
    on_switch: Handler
    on_remove: Handler


def hook_sheet(lines: Any, deeds: HookDeeds) -> rx.Component:
    """Return the addresses, and the way to another."""

    def line(one: rx.Var[HookLine]) -> rx.Component:
        ways = menu(
            _("Actions") + " " + one.name,
            rx.el.button(_("Envoyer un essai"), type="button", on_click=deeds.on_ping(one.id), data_testid="ping"),
            rx.el.button(
                rx.cond(one.is_enabled, _("Désactiver"), _("Activer")), type="button", on_click=deeds.on_switch(one.id), data_testid="switch"
            ),
            rx.el.button(_("Supprimer"), type="button", on_click=deeds.on_remove(one.id), data_testid="remove-webhook"),
        )
        words = rx.el.span(rx.el.strong(one.name), rx.el.small(one.url, class_name="soft"), rx.el.small(one.events, class_name="soft"))
        return rx.el.li(words, badge(one.status_label, one.status), ways, data_testid="webhook-line", custom_attrs={"data-webhook": one.name})

    another = rx.el.button(
        _("Ajouter une adresse"),
        type="button",
        class_name="button button-main",
        on_click=deeds.on_begin,
        custom_attrs=opening(ADD),
        data_testid=f"open-{ADD}",
    )
    nothing = rx.el.p(
        _("Aucune adresse. Ajoutez celle du système qui doit savoir ce qui se passe ici."), class_name="soft", data_testid="no-webhooks"
    )
    return rx.el.section(
        rx.el.div(rx.el.h2(_("Adresses")), another, class_name="head"),
        rx.cond(lines.length() > 0, rx.el.ul(rx.foreach(lines, line), class_name="matters hooks"), nothing),
        class_name="card sheet",
        aria_label=_("Adresses"),
    )


def hook_dialog(made: rx.Var[MadeSecret | None], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form of an address, and then its secret."""
    known = made.to(MadeSecret)
    words = {
        HookEvent.LICENSE_EXPIRING: _("Une licence arrive à échéance"),
        HookEvent.RENEWAL_REQUESTED: _("Un renouvellement est demandé"),
        HookEvent.ALERT_PUBLISHED: _("Une alerte est publiée"),
        HookEvent.REQUEST_CREATED: _("Une demande de service est créée"),
        HookEvent.GROUP_JOINED: _("Une personne rejoint un groupe"),
    }
    form = rx.fragment(
        field(_("Nom"), rx.el.input(name="name", required=True, max_length=100, class_name="input", auto_complete="off")),
        field(
            _("Adresse"),
            rx.el.input(name="url", type="url", required=True, max_length=2000, class_name="input", auto_complete="off"),
            hint=_("elle commence par https://"),
        ),
        rx.el.fieldset(rx.el.legend(_("Événements")), *(_box(event, text) for event, text in words.items()), class_name="choices"),
    )
    secret = _("Voici le secret qui signe les envois. Il n’est montré qu’une fois : gardez-le bien.")
    return form_dialog(
        ADD,
        _("Ajouter une adresse"),
        rx.cond(made, secret_once(known.label, known.text, secret), form),
        submit=rx.cond(made, _("Ajouter une autre adresse"), _("Ajouter")),
        cancel=rx.cond(made, _("Fermer"), _("Annuler")),
        on_submit=on_submit,
        outcome=outcome,
    )


def delivery_sheet(lines: Any, on_replay: Handler) -> rx.Component:
    """Return what was sent lately."""
    at, event, endpoint, status = _("Date"), _("Événement"), _("Adresse"), _("Statut")

    def row(one: rx.Var[DeliveryLine]) -> rx.Component:
        again = rx.el.button(
            _("Renvoyer"),
            rx.el.span(" ", one.event, ", ", one.at, class_name="sr-only"),
            type="button",
            class_name="button",
            on_click=on_replay(one.id),
        )
        return rx.el.tr(
            value(at, one.at),
            value(event, rx.el.code(breakable(one.event))),
            written(endpoint, one.endpoint),
            value(status, badge(one.status_label, one.status), rx.cond(one.error != "", rx.el.small(one.error, class_name="soft", lang="en"))),
            rx.el.td(rx.cond(one.is_over, again), role="cell", class_name="last"),
            role="row",
            data_testid="delivery-line",
        )

    heads = [(label, None) for label in (at, event, endpoint, status, "")]
    return rx.el.section(
        rx.el.h2(_("Derniers envois")),
        rx.cond(
            lines.length() > 0,
            table(heads, lines, row, name=_("Derniers envois")),
            rx.el.p(_("Rien n’a encore été envoyé."), class_name="soft"),
        ),
        class_name="card sheet",
        aria_label=_("Derniers envois"),
    )


def _box(event: HookEvent, text: str) -> rx.Component:
    control = rx.el.input(type="checkbox", name=event.name.lower(), value="yes", default_checked=True)
    return rx.el.label(control, rx.el.span(text, rx.el.small(event.value, class_name="soft")), class_name="option")
