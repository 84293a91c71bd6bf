"""The dialogs of the group page: its settings, an invitation, a member, and leaving."""

from typing import Any

import reflex as rx

from monproduit.components.dialog import Outcome, form_dialog
from monproduit.components.group_sheet import INVITE, LEAVE, MEMBER, SETTINGS
from monproduit.components.license_dialogs import invitation_made
from monproduit.components.small import field
from monproduit.core.enums import JoinPolicy, RequestSharing, Role
from monproduit.core.localisation import _
from monproduit.views.groups import GroupPage, Invited, MemberLine


def settings_dialog(page: rx.Var[GroupPage], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form of the group's name and of who enters; by their keys, the fields follow what another administrator chooses."""
    words = {
        JoinPolicy.DOMAIN: _("Les collègues (même domaine d’e-mail) entrent aussitôt, les autres demandent"),
        JoinPolicy.APPROVAL: _("Chacun demande, un administrateur répond"),
        JoinPolicy.CLOSED: _("Personne n’entre sans invitation"),
    }
    policies = [_radio("policy", policy, text, page.policy == policy) for policy, text in words.items()]
    sharing = {
        RequestSharing.NOBODY: _("Personne d’autre que celui qui les a ouvertes"),
        RequestSharing.ADMINISTRATORS: _("Les administrateurs du groupe"),
        RequestSharing.ALL: _("Tous les membres du groupe"),
    }
    sharings = [_radio("sharing", choice, text, page.sharing == choice) for choice, text in sharing.items()]
    name = rx.el.input(name="name", default_value=page.name, required=True, max_length=200, class_name="input", key=page.name)
    return form_dialog(
        SETTINGS,
        _("Régler le groupe"),
        field(_("Nom du groupe"), name),
        rx.el.fieldset(rx.el.legend(_("Avec un numéro de licence du groupe…")), *policies, class_name="choices", key=page.policy),
        rx.el.fieldset(rx.el.legend(_("Les demandes de service des membres sont vues par…")), *sharings, class_name="choices", key=page.sharing),
        submit=_("Enregistrer"),
        on_submit=on_submit,
        outcome=outcome,
    )


def invite_dialog(invited: rx.Var[Invited | None], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the form of an invitation, and then its link."""
    roles = [_radio("role", role, text, role == Role.SUPPORT_USER) for role, text in _roles().items()]
    form = rx.fragment(
        field(_("Nom"), rx.el.input(name="name", max_length=200, class_name="input", auto_complete="off")),
        field(_("E-mail"), rx.el.input(name="email", type="email", required=True, max_length=254, class_name="input", auto_complete="off")),
        field(_("Téléphone"), rx.el.input(name="phone", type="tel", max_length=200, class_name="input", auto_complete="off"), hint=_("facultatif")),
        rx.el.fieldset(rx.el.legend(_("Rôle")), *roles, class_name="choices"),
    )
    return form_dialog(
        INVITE,
        _("Inviter dans le groupe"),
        rx.cond(invited, invitation_made(invited.to(Invited)), form),
        submit=rx.cond(invited, _("Inviter une autre personne"), _("Inviter")),
        cancel=rx.cond(invited, _("Fermer"), _("Annuler")),
        on_submit=on_submit,
        outcome=outcome,
    )


def member_dialog(member: rx.Var[MemberLine | None], outcome: Outcome, *, on_submit: Any, on_remove: Any) -> rx.Component:
    """Return the roles of a member, and the way out."""
    known = member.to(MemberLine)
    held = {Role.ADMINISTRATOR: known.is_administrator, Role.LICENSE_USER: known.is_license_user, Role.SUPPORT_USER: known.is_support_user}
    boxes = [_box(role, text, held[role]) for role, text in _roles().items()]
    remove = rx.el.button(_("Retirer du groupe"), type="button", class_name="button button-bad", on_click=on_remove, data_testid="remove-member")
    return form_dialog(
        MEMBER,
        rx.cond(member, known.name, ""),
        rx.cond(member, rx.el.fieldset(rx.el.legend(_("Rôles")), *boxes, class_name="choices", key=known.email + known.role)),
        rx.cond(known.is_last_administrator, rx.el.p(_("C’est le dernier administrateur : nommez d’abord quelqu’un d’autre."), class_name="soft")),
        rx.el.div(remove),
        submit=_("Enregistrer"),
        on_submit=on_submit,
        outcome=outcome,
    )


def leave_dialog(page: rx.Var[GroupPage], outcome: Outcome, on_submit: Any) -> rx.Component:
    """Return the question before one leaves."""
    words = rx.cond(
        page.can_leave,
        _("Vous ne verrez plus ses licences. Pour revenir, il faudra une invitation ou un numéro de licence."),
        _("Vous êtes le dernier administrateur : nommez d’abord quelqu’un d’autre."),
    )
    return form_dialog(LEAVE, _("Quitter le groupe ?"), rx.el.p(words), submit=_("Quitter"), on_submit=on_submit, outcome=outcome)


def _roles() -> dict[Role, str]:
    return {
        Role.SUPPORT_USER: _("Utilisateur du support : voit les licences, ouvre des demandes, télécharge"),
        Role.LICENSE_USER: _("Utilisateur de licence : retire les clés, sans demandes ni téléchargements"),
        Role.ADMINISTRATOR: _("Administrateur : tout cela, et gère le groupe"),
    }


def _radio(name: str, value: str, text: str, is_chosen: Any) -> rx.Component:
    return rx.el.label(rx.el.input(type="radio", name=name, value=value, default_checked=is_chosen), rx.el.span(text), class_name="option")


def _box(role: str, text: str, is_held: Any) -> rx.Component:
    return rx.el.label(rx.el.input(type="checkbox", name=role, value="yes", default_checked=is_held), rx.el.span(text), class_name="option")
