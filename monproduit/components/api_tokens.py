"""The tokens of the REST API: those in use, and the form of another."""

from typing import Any

import reflex as rx

from monproduit.components.cell import Handler, table, value
from monproduit.components.dialog import Outcome, form_dialog
from monproduit.components.small import field, opening, secret_link
from monproduit.core.localisation import _
from monproduit.routes import API_DOCS
from monproduit.views.api import MadeSecret, TokenLine

MAKE = "make-token"


def token_sheet(lines: Any, *, on_begin: Any, on_revoke: Handler) -> rx.Component:
    """Return the tokens, and the way to another."""
    name, scopes, made, used, ends = _("Nom"), _("Droits"), _("Créé"), _("Dernier usage"), _("Fin")

    def row(one: rx.Var[TokenLine]) -> rx.Component:
        whose = rx.el.span(" ", one.name, class_name="sr-only")
        end = rx.el.button(_("Révoquer"), whose, type="button", class_name="button button-bad", on_click=on_revoke(one.name))
        return rx.el.tr(
            rx.el.th(one.name, scope="row", role="rowheader"),
            value(scopes, one.scopes),
            value(made, one.made),
            value(used, one.used),
            value(ends, one.ends),
            rx.el.td(end, role="cell", class_name="last"),
            role="row",
            data_testid="token-line",
            custom_attrs={"data-token": one.name},
        )

    heads = [(label, None) for label in (name, scopes, made, used, ends, "")]
    another = rx.el.button(
        _("Créer un jeton"),
        type="button",
        class_name="button button-main",
        on_click=on_begin,
        custom_attrs=opening(MAKE),
        data_testid=f"open-{MAKE}",
    )
    docs = rx.el.a(_("Documentation de l’API"), href=API_DOCS, class_name="button", custom_attrs={"reloadDocument": True})
    return rx.el.section(
        rx.el.div(rx.el.h2(_("Jetons")), rx.el.div(docs, another, class_name="pair"), class_name="head"),
        rx.cond(
            lines.length() > 0,
            table(heads, lines, row, name=_("Jetons")),
            rx.el.p(_("Aucun jeton. Créez-en un pour chaque système qui alimente le portail."), class_name="soft", data_testid="no-tokens"),
        ),
        class_name="card sheet",
        aria_label=_("Jetons"),
    )


def token_dialog(made: rx.Var[MadeSecret | None], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form of a token, and then the token."""
    known = made.to(MadeSecret)
    boxes = {"read": _("Lire tout ce que le portail sait"), "write": _("Écrire une chose à la fois"), "bulk": _("Importer par milliers")}
    days = {"": _("jusqu’à sa révocation"), "30": _("30 jours"), "90": _("90 jours"), "365": _("un an")}
    form = rx.fragment(
        field(
            _("Nom"), rx.el.input(name="name", required=True, max_length=100, class_name="input", auto_complete="off"), hint=_("par exemple : crm")
        ),
        rx.el.fieldset(rx.el.legend(_("Droits")), *(_box(name, text) for name, text in boxes.items()), class_name="choices"),
        field(_("Durée"), rx.el.select(*(rx.el.option(text, value=value) for value, text in days.items()), name="days", class_name="input")),
    )
    return form_dialog(
        MAKE,
        _("Créer un jeton"),
        rx.cond(made, secret_once(known.label, known.text, _("Voici le jeton. Il n’est montré qu’une fois : gardez-le bien.")), form),
        submit=rx.cond(made, _("Créer un autre jeton"), _("Créer")),
        cancel=rx.cond(made, _("Fermer"), _("Annuler")),
        on_submit=on_submit,
        outcome=outcome,
    )


def secret_once(label: Any, text: Any, words: str) -> rx.Component:
    """Return a secret that is shown this once."""
    return rx.el.div(rx.el.p(rx.el.strong(label), " – ", words), secret_link(text, words), class_name="made", role="status")


def _box(name: str, text: str) -> rx.Component:
    return rx.el.label(rx.el.input(type="checkbox", name=name, value="yes", default_checked=name == "read"), rx.el.span(text), class_name="option")
