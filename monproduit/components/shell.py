"""What stands around every page: brand, tools, person, support."""

from typing import Any

import reflex as rx
from reflex_components_core.core.helmet import helmet

from monproduit.components.post_form import PostForm
from monproduit.components.small import icon
from monproduit.core.localisation import LOCALES, _, locale, use_locale
from monproduit.routes import ALERTS, CONTACT, DASHBOARD, FAQ, GETTING_STARTED, GROUPS, SIGN_OUT, SUPPORT_PLANS, to


def shell(path: str, *content: Any, initials: Any, person: Any, notice: Any, notice_number: Any) -> rx.Component:
    """Return a page with everything around it; `path` is the page's own, without its language."""
    return rx.el.div(
        helmet(rx.el.html(custom_attrs={"lang": locale()})),
        rx.el.a(_("Aller au contenu"), href="#content", class_name="skip"),
        rx.el.header(rx.el.div(_brand(), _tools(path), _person(path, initials, person), class_name="top-inner"), class_name="top"),
        rx.el.main(*content, id="content", class_name="page", tab_index=-1),
        rx.el.footer(rx.el.div(_support(path), class_name="foot-inner"), class_name="foot"),
        rx.el.div(rx.cond(notice_number > 0, rx.el.p(notice, key=notice_number.to(str))), role="status", class_name="notice", data_testid="notice"),
        rx.el.div(id="announcer", role="status", class_name="sr-only"),
        lang=locale(),
    )


def _brand() -> rx.Component:
    return rx.el.a(
        rx.el.span("m", class_name="mark", aria_hidden="true"), rx.el.span("monproduit", class_name="word"), href=to(DASHBOARD), class_name="brand"
    )


def _tools(path: str) -> rx.Component:
    pages = {
        DASHBOARD: _("Mes produits"),
        ALERTS: _("Alertes"),
        GROUPS: _("Groupes"),
        GETTING_STARTED: _("Mise en route"),
        FAQ: _("Questions fréquentes"),
    }
    items = (rx.el.li(_page_link(path, target, name)) for target, name in pages.items())
    return rx.el.nav(rx.el.ul(*items, class_name="menu"), aria_label=_("Outils libre-service"), class_name="tools-nav")


def _support(path: str) -> rx.Component:
    pages = ((CONTACT, _("Téléphone et e-mail")), (SUPPORT_PLANS, _("Offres de support")))
    links = (_page_link(path, target, name) for target, name in pages)
    return rx.el.nav(rx.el.strong(_("Contacter le support")), *links, aria_label=_("Contacter le support"))


def _person(path: str, initials: Any, person: Any) -> rx.Component:
    return rx.el.div(
        *(_language_link(path, language) for language in LOCALES if language != locale()),
        rx.el.button(icon("moon"), type="button", class_name="square", aria_label=_("Clair ou sombre"), on_click=rx.toggle_color_mode),
        rx.el.span(initials, class_name="face", title=person, aria_hidden="true"),
        PostForm.create(
            rx.el.button(_("Se déconnecter"), type="submit", class_name="plain", data_testid="sign-out"),
            action=SIGN_OUT,
            method="post",
            custom_attrs={"data-sign-out": ""},
        ),
        class_name="tools",
    )


def _language_link(path: str, language: str) -> rx.Component:
    with use_locale(language):
        name = {"fr": "Français", "en": "English"}[language]
    address = to(path, language) if "[" not in path else f"/{language}/" + rx.State.router.url.path.split("/")[2:].join("/")
    return rx.el.a(name, href=address, class_name="plain", lang=language, custom_attrs={"hreflang": language})


def _page_link(path: str, target: str, name: str) -> rx.Component:
    current = {"aria-current": "page"} if path == target else {}
    return rx.el.a(name, href=to(target), custom_attrs=current)
