"""The page of a group: its directory, and for administrators its invitations, requests and journal."""

from dataclasses import dataclass
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, table, value, written
from monproduit.components.small import badge, download, opening
from monproduit.core.localisation import _
from monproduit.routes import AUDIT_EXPORT, GROUPS, to
from monproduit.views.groups import AccessLine, AuditLine, GroupPage, InvitationLine, Journal, MemberLine

SETTINGS, INVITE, MEMBER, LEAVE = "group-settings", "invite", "member", "leave-group"


@dataclass(frozen=True, slots=True)
class GroupDeeds:
    """What the buttons of the page do."""

    on_begin: Handler
    on_consider: Handler
    on_revoke: Handler
    on_answer: Handler
    on_journal: Any


def group_sheet(page: rx.Var[GroupPage], journal: Any, deeds: GroupDeeds) -> rx.Component:
    """Return the group, as far as the person's role goes."""
    buttons = rx.el.div(
        rx.cond(page.is_administrator, _opener(INVITE, _("Inviter"), deeds.on_begin, kind="button button-main")),
        rx.cond(page.is_administrator, _opener(SETTINGS, _("Régler le groupe"), deeds.on_begin)),
        _opener(LEAVE, _("Quitter le groupe"), deeds.on_begin),
        class_name="pair",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(link(_("Groupes d’utilisateurs"), to=to(GROUPS)), class_name="small soft"),
                rx.el.h1(page.name),
                rx.el.p(page.licenses, " · ", page.my_role),
            ),
            buttons,
            class_name="head",
        ),
        rx.cond(page.requests.length() > 0, _requests(page, deeds)),
        _members(page, deeds),
        rx.cond(page.invitations.length() > 0, _invitations(page, deeds)),
        rx.cond(page.is_administrator, _journal(page, journal, deeds)),
        class_name="sheets",
        data_testid="group-page",
    )


def _opener(dialog: str, name: str, on_begin: Handler, *, kind: str = "button") -> rx.Component:
    return rx.el.button(name, type="button", class_name=kind, on_click=on_begin(), data_testid=f"open-{dialog}", custom_attrs=opening(dialog))


def _members(page: rx.Var[GroupPage], deeds: GroupDeeds) -> rx.Component:
    name, email, phone, role = _("Nom"), _("E-mail"), _("Téléphone"), _("Rôle")

    def line(one: rx.Var[MemberLine]) -> rx.Component:
        edit = rx.el.button(
            _("Modifier"),
            rx.el.span(" " + one.name, class_name="sr-only"),
            type="button",
            class_name="button",
            on_click=deeds.on_consider(one.id),
            custom_attrs=opening(MEMBER),
        )
        return rx.el.tr(
            written(name, one.name, rx.cond(one.is_me, rx.el.span(" (", _("vous"), ")", class_name="soft"))),
            written(email, rx.el.a(one.email, href="mailto:" + one.email)),
            written(phone, rx.cond(one.phone != "", rx.el.a(one.phone, href="tel:" + one.phone), "—")),
            value(role, one.role),
            rx.el.td(rx.cond(page.is_administrator, edit), role="cell", class_name="last"),
            role="row",
            data_testid="member-line",
            custom_attrs={"data-member": one.email},
        )

    heads = [(label, None) for label in (name, email, phone, role, "")]
    return _section(_("Annuaire"), table(heads, page.members.to(list[MemberLine]), line, name=_("Annuaire")))


def _requests(page: rx.Var[GroupPage], deeds: GroupDeeds) -> rx.Component:
    name, product, number, asked = _("Qui"), _("Produit"), _("Numéro de licence"), _("Demandé le")

    def line(one: rx.Var[AccessLine]) -> rx.Component:
        answers = rx.el.div(
            rx.el.button(_("Accepter"), type="button", class_name="button button-main", on_click=deeds.on_answer(one.id, True)),  # noqa: FBT003 (an event's payload)
            rx.el.button(_("Refuser"), type="button", class_name="button", on_click=deeds.on_answer(one.id, False)),  # noqa: FBT003 (an event's payload)
            class_name="pair",
        )
        return rx.el.tr(
            written(name, rx.el.strong(one.name), " ", rx.el.span(one.email, class_name="soft")),
            written(product, one.product),
            value(number, one.number),
            value(asked, one.asked),
            rx.el.td(answers, role="cell", class_name="last"),
            role="row",
            data_testid="access-line",
        )

    heads = [(label, None) for label in (name, product, number, asked, "")]
    return _section(_("Demandes d’accès"), table(heads, page.requests.to(list[AccessLine]), line, name=_("Demandes d’accès")))


def _invitations(page: rx.Var[GroupPage], deeds: GroupDeeds) -> rx.Component:
    who, role, until = _("Qui"), _("Rôle"), _("Valable jusqu’au")

    def line(one: rx.Var[InvitationLine]) -> rx.Component:
        return rx.el.tr(
            written(who, one.name, " ", rx.el.span(one.email, class_name="soft")),
            value(role, one.role),
            value(until, one.expires, rx.cond(one.has_expired, badge(_("expirée"), "expired"))),
            rx.el.td(
                rx.el.button(_("Annuler l’invitation"), type="button", class_name="button", on_click=deeds.on_revoke(one.id)),
                role="cell",
                class_name="last",
            ),
            role="row",
            data_testid="invitation-line",
        )

    heads = [(label, None) for label in (who, role, until, "")]
    return _section(_("Invitations sans réponse"), table(heads, page.invitations.to(list[InvitationLine]), line, name=_("Invitations sans réponse")))


def _journal(page: rx.Var[GroupPage], journal: Any, deeds: GroupDeeds) -> rx.Component:
    known = journal.to(Journal)
    at, who, what, number, detail = _("Date"), _("Qui"), _("Quoi"), _("Licence"), _("Détail")

    def line(one: rx.Var[AuditLine]) -> rx.Component:
        cells = value(at, one.at), written(who, one.actor), value(what, one.action), value(number, one.license), written(detail, one.detail)
        return rx.el.tr(*cells, role="row", data_testid="audit-line")

    files = rx.el.div(
        *(
            download(name, f"{AUDIT_EXPORT}/" + page.id.to(str) + f".{kind}?lang={to('')[1:]}", is_button=True)
            for kind, name in (("csv", "CSV"), ("xlsx", "Excel"))
        ),
        class_name="pair",
    )
    heads = [(label, None) for label in (at, who, what, number, detail)]
    more = rx.cond(known.more > 0, rx.el.button(known.more_label, type="button", class_name="button", on_click=deeds.on_journal))
    shown = rx.cond(
        known.lines.length() == 0,
        rx.el.p(_("Rien n’a encore été noté."), class_name="soft"),
        rx.fragment(table(heads, known.lines.to(list[AuditLine]), line, name=_("Journal")), more),
    )
    ask = rx.el.button(_("Ouvrir le journal"), type="button", class_name="button", on_click=deeds.on_journal, data_testid="open-journal")
    return _section(_("Journal"), rx.cond(journal, shown, ask), aside=files)


def _section(name: str, *content: Any, aside: Any = None) -> rx.Component:
    heading = rx.el.div(rx.el.h2(name), rx.fragment() if aside is None else aside, class_name="head")
    return rx.el.section(heading, *content, class_name="card sheet", aria_label=name)
