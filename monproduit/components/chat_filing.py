"""The dialogs that give the words of a chat to a service request."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.cell import Handler
from monproduit.components.dialog import Outcome, form_dialog
from monproduit.components.small import field, opening
from monproduit.core.localisation import _
from monproduit.views.alerts import Choice
from monproduit.views.chat import ChatFiling

JOIN, CREATE = "chat-join-request", "chat-create-request"


@dataclass(frozen=True, slots=True)
class FilingDeeds:
    """What the buttons and the dialogs do."""

    prepare: Handler
    join: Any
    create: Any


def filing_buttons(deeds: FilingDeeds) -> rx.Component:
    """Return what opens the dialogs."""

    def button(name: str, dialog: str) -> rx.Component:
        attributes = {"type": "button", "class_name": "button", "on_click": deeds.prepare, "data_testid": f"open-{dialog}"}
        return rx.el.button(name, **attributes, custom_attrs=opening(dialog))

    return rx.fragment(button(_("Joindre à une demande"), JOIN), button(_("Créer une demande"), CREATE))


def filing_dialogs(filing: rx.Var[ChatFiling], outcome: Outcome, deeds: FilingDeeds) -> rx.Component:
    """Return the dialogs."""
    none = rx.el.p(_("Ce client n’a pas de demande ouverte. Créez-en une."), class_name="soft")
    which = field(_("Demande"), _choice("number", filing.requests))
    join = form_dialog(
        JOIN,
        _("Joindre à une demande"),
        rx.el.p(_("Ce qui a été dit, et ce qui suivra, s’ajoute à la demande : ceux qui la lisent le liront.")),
        rx.cond(filing.requests.length() > 0, which, none),
        submit=_("Joindre"),
        on_submit=deeds.join,
        outcome=outcome,
    )
    title = rx.el.input(name="title", required=True, max_length=200, class_name="input", auto_complete="off", placeholder=_("En une phrase"))
    create = form_dialog(
        CREATE,
        _("Créer une demande"),
        rx.el.p(_("La demande est ouverte au nom du client, avec ce qui a été dit.")),
        field(_("Produit"), _choice("product", filing.products)),
        field(_("Gravité"), _choice("severity", filing.severities, first="3")),
        field(_("Titre"), title),
        submit=_("Créer la demande"),
        on_submit=deeds.create,
        outcome=outcome,
    )
    return rx.fragment(join, create)


def _choice(name: str, choices: Any, first: str = "") -> rx.Component:
    options = rx.foreach(choices.to(list[Choice]), lambda one: rx.el.option(one.label, value=one.key))
    return rx.el.select(options, name=name, default_value=first, class_name="input", key=choices.length().to(str))
