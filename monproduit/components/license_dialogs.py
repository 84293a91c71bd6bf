"""The dialogs of the license page: show the key, ask for a renewal, add a user."""

from typing import Any

import reflex as rx

from monproduit.components.dialog import Outcome, form_dialog
from monproduit.components.license_sheet import ASSIGN, RENEW, REVEAL
from monproduit.components.small import field, secret_link
from monproduit.core.localisation import _
from monproduit.views.groups import Invited
from monproduit.views.licenses import LicensePage


def reveal_dialog(outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the question before a key is shown."""
    words = _("Elle reste à l’écran une demi-minute. Que vous l’avez vue est noté dans le journal du groupe.")
    return form_dialog(REVEAL, _("Afficher la clé ?"), rx.el.p(words), submit=_("Afficher"), on_submit=on_submit, outcome=outcome)


def renewal_dialog(page: rx.Var[LicensePage], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form of a renewal, filled in as one would."""
    plain = {"class_name": "input", "required": True}
    quantity = rx.el.input(
        name="quantity", type="number", min=1, max=1_000_000, default_value=page.form.quantity.to(str), key=page.form.quantity.to(str), **plain
    )
    until = rx.el.input(name="until", type="date", min=page.form.earliest, default_value=page.form.until, key=page.form.until, class_name="input")
    message = rx.el.textarea(name="message", rows=3, max_length=2000, class_name="input")
    return form_dialog(
        RENEW,
        _("Demander le renouvellement"),
        rx.el.p(page.product, " · ", page.number, class_name="soft"),
        field(_("Quantité"), quantity),
        field(_("Jusqu’au"), until),
        field(_("Message au fournisseur"), message, hint=_("facultatif")),
        submit=_("Envoyer la demande"),
        on_submit=on_submit,
        outcome=outcome,
    )


def assign_dialog(invited: rx.Var[Invited | None], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form for a new user of the license."""
    hint = _("Un membre du groupe est ajouté aussitôt ; une autre personne reçoit de vous un lien d’invitation.")
    return form_dialog(
        ASSIGN,
        _("Ajouter un utilisateur de la licence"),
        rx.cond(
            invited,
            invitation_made(invited.to(Invited)),
            rx.fragment(
                field(_("E-mail"), rx.el.input(name="email", type="email", required=True, class_name="input", max_length=254), hint=hint),
                field(_("Nom"), rx.el.input(name="name", class_name="input", max_length=200), hint=_("facultatif")),
            ),
        ),
        submit=rx.cond(invited, _("Ajouter un autre"), _("Ajouter")),
        cancel=rx.cond(invited, _("Fermer"), _("Annuler")),
        on_submit=on_submit,
        outcome=outcome,
    )


def invitation_made(invited: rx.Var[Invited]) -> rx.Component:
    """Return the link of an invitation, which is shown this once."""
    return rx.el.div(
        rx.el.p(_("Envoyez ce lien à la personne invitée. Il n’est montré qu’une fois, et ne sert qu’à elle.")),
        rx.el.p(rx.el.strong(invited.email), " – ", _("valable jusqu’au"), " ", invited.expires),
        secret_link(invited.link, _("Lien d’invitation")),
        rx.el.a(_("L’envoyer par e-mail"), href=invited.mail, class_name="button"),
        class_name="made",
        role="status",
        data_testid="invitation-made",
    )
