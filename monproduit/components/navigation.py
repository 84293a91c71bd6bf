"""The ways through the portal: one table per landmark, in the order in which they are shown."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from monproduit.components.small import icon
from monproduit.core.localisation import _
from monproduit.routes import (
    ALERTS,
    CHATS,
    CONTACT,
    DASHBOARD,
    DELIVERIES,
    DOCUMENTATION,
    DOWNLOADS,
    FAQ,
    FORUMS,
    GETTING_STARTED,
    GROUPS,
    KNOWLEDGE,
    NEW_REQUEST,
    PRODUCTS,
    SERVICE_REQUESTS,
    STAFF_ALERTS,
    STAFF_API,
    STAFF_REQUESTS,
    STAFF_WEBHOOKS,
    SUPPORT_PLANS,
    VIDEOS,
    to,
)

_SIDE = "side"
Marks = dict[str, rx.Component]


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page of the portal, or, with an address, to somewhere else."""

    path: str
    name: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """How many alerts are new, and that in words."""

    count: Any
    words: Any


def _account() -> list[Way]:
    return [Way(DASHBOARD, _("Mes produits")), Way(SERVICE_REQUESTS, _("Demandes")), Way(GROUPS, _("Groupes"))]


def _self_service() -> list[Way]:
    return [
        Way(KNOWLEDGE, _("Base de connaissances"), "book"),
        Way(ALERTS, _("Notifications et alertes"), "bell"),
        Way(PRODUCTS, _("Support produits"), "timeline"),
        Way(DOWNLOADS, _("Téléchargements de logiciels"), "fetch"),
        Way(DOCUMENTATION, _("Documentation technique"), "page"),
        Way(FORUMS, _("Forums utilisateurs"), "forum"),
        Way(VIDEOS, _("Didacticiels vidéo"), "video"),
    ]


def _support() -> list[Way]:
    return [
        Way(NEW_REQUEST, _("Créer une demande de service"), "ticket"),
        Way(CONTACT, _("Téléphone et e-mail"), "phone"),
        Way(SUPPORT_PLANS, _("Offres de support"), "shield"),
    ]


def _staff() -> list[Way]:
    """What only the vendor's staff sees."""
    return [
        Way(STAFF_REQUESTS, _("Demandes des clients"), "ticket"),
        Way(CHATS, _("Conversations"), "chat"),
        Way(STAFF_ALERTS, _("Publier des alertes"), "megaphone"),
        Way(STAFF_API, _("API REST"), "key"),
        Way(STAFF_WEBHOOKS, _("Webhooks"), "hook"),
        Way(DELIVERIES, _("Envois"), "send"),
    ]


def _help() -> list[Way]:
    return [Way(GETTING_STARTED, _("Mise en route")), Way(FAQ, _("Questions fréquentes"))]


def account_ways(path: str) -> rx.Component:
    """Return the ways to what is the person's own; they stand at the head of every page."""
    return _landmark(path, _("Mon compte"), _account(), "account-ways")


def help_ways(path: str) -> rx.Component:
    """Return the ways to help; they stand at the foot of every page."""
    return _landmark(path, _("Aide"), _help(), "help-ways")


def menu_button(unread: Unread) -> rx.Component:
    """Return what opens the side on a narrow screen, with a dot when something is new."""
    dot = rx.cond(unread.count > 0, rx.el.span(class_name="unread-dot", aria_hidden="true"))
    return rx.el.button(
        icon("menu"), dot, type="button", class_name="square menu-button", aria_label=_("Menu"), custom_attrs={"popoverTarget": _SIDE}
    )


def side(path: str, is_staff: Any, unread: Unread) -> rx.Component:
    """Return the ways beside every page; on a narrow screen they open over it, by the browser alone."""
    staff = _staff()
    return rx.el.aside(
        _landmark(path, _("Outils libre-service"), _self_service(), titled=True, marks={ALERTS: _count(unread)}),
        _landmark(path, _("Contacter le support"), _support(), titled=True),
        rx.cond(is_staff, _landmark(path, _("Éditeur"), staff, titled=True)) if staff else rx.fragment(),
        id=_SIDE,
        class_name="side",
        aria_label=_("Menu"),
        custom_attrs={"popover": "auto"},
    )


def _landmark(path: str, name: str, ways: list[Way], class_name: str = "", *, titled: bool = False, marks: Marks | None = None) -> rx.Component:
    title = rx.el.strong(name, aria_hidden="true") if titled else rx.fragment()
    items = (rx.el.li(_link(path, way, (marks or {}).get(way.path, rx.fragment()))) for way in ways)
    return rx.el.nav(title, rx.el.ul(*items), aria_label=name, class_name=class_name)


def _count(unread: Unread) -> rx.Component:
    """Return how many are new, in a place of its own: nothing moves when the number comes."""
    number = rx.el.span(unread.count, aria_hidden="true")
    words = rx.el.span(unread.words, class_name="sr-only")
    return rx.el.span(
        rx.cond(unread.count > 0, rx.el.span(number, words, class_name="unread", data_testid="unread-count")), class_name="unread-place"
    )


def _link(path: str, way: Way, mark: rx.Component) -> rx.Component:
    sign = icon(way.icon) if way.icon else rx.fragment()
    current = {"aria-current": "page"} if path == way.path else {}
    return rx.el.a(sign, rx.el.span(way.name), mark, href=to(way.path), custom_attrs=current)
