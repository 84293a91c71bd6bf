"""The person's groups, and the addresses of their renewal calendar."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.cell import Handler, table, value
from monproduit.components.small import badge, secret_link
from monproduit.core.localisation import _
from monproduit.routes import GROUPS, ROLES, to
from monproduit.views.calendar import CalendarLine, NewCalendar
from monproduit.views.groups import GroupLine


def group_list(groups: Any) -> rx.Component:
    """Return the groups, or how one comes into one."""
    name, role, members, licenses = _("Groupe"), _("Votre rôle"), _("Membres"), _("Licences")

    def line(one: rx.Var[GroupLine]) -> rx.Component:
        waiting = rx.cond(one.waiting != "", badge(one.waiting, "expiring"))
        return rx.el.tr(
            value(name, link(one.name, to=to(GROUPS) + "/" + one.id.to(str), class_name="free"), " ", waiting),
            value(role, one.role),
            value(members, one.members),
            value(licenses, one.licenses),
            role="row",
            data_testid="group-line",
        )

    none = rx.el.p(_("Vous n’êtes dans aucun groupe. Le premier naît quand vous enregistrez un numéro de licence."))
    heads = [(label, None) for label in (name, role, members, licenses)]
    return rx.el.section(
        rx.cond(groups.length() > 0, table(heads, groups, line, name=_("Groupes d’utilisateurs")), none),
        rx.el.p(link(_("Qui peut faire quoi ?"), to=to(ROLES)), class_name="small"),
        class_name="card sheet",
        aria_label=_("Groupes d’utilisateurs"),
    )


def calendars(lines: Any, made: rx.Var[NewCalendar | None], groups: Any, *, on_make: Handler, on_revoke: Handler) -> rx.Component:
    """Return the addresses that were made, and the buttons for more."""
    known = made.to(NewCalendar)
    once = rx.el.div(
        rx.el.p(_("Voici l’adresse. Elle n’est montrée qu’une fois, et quiconque l’a peut lire vos échéances.")),
        secret_link(known.url, _("Adresse du calendrier")),
        rx.el.a(_("Ouvrir dans mon agenda"), href=known.webcal, class_name="button"),
        class_name="made",
        role="status",
        data_testid="calendar-made",
    )

    def line(one: rx.Var[CalendarLine]) -> rx.Component:
        close = rx.el.button(_("Fermer l’adresse"), type="button", class_name="button", on_click=on_revoke(one.id))
        return rx.el.li(
            rx.el.span(rx.el.strong(one.label), rx.el.small(one.made, ", ", one.read, class_name="soft")), close, data_testid="calendar-line"
        )

    def for_group(one: rx.Var[GroupLine]) -> rx.Component:
        return rx.el.button(one.name, type="button", class_name="button", on_click=on_make(one.id))

    return rx.el.section(
        rx.el.h2(_("Calendrier des renouvellements")),
        rx.el.p(_("Renouvellements, fins d’essai et fins de support dans votre agenda, avec un rappel 90, 30 et 7 jours avant."), class_name="soft"),
        rx.cond(made, once),
        rx.cond(lines.length() > 0, rx.el.ul(rx.foreach(lines, line), class_name="matters")),
        rx.el.div(
            rx.el.button(
                _("Créer une adresse pour tous mes groupes"), type="button", class_name="button", on_click=on_make(0), data_testid="make-calendar"
            ),
            rx.cond(groups.length() > 1, rx.fragment(rx.el.span(_("ou pour un seul :"), class_name="soft"), rx.foreach(groups, for_group))),
            class_name="pair",
        ),
        class_name="card sheet",
        aria_label=_("Calendrier des renouvellements"),
    )
