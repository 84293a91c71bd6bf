"""What stands around every page: brand, tools, person, support."""

from typing import Any

import reflex as rx
from reflex_components_core.core.helmet import helmet
from reflex_components_core.el.elements.inline import A

from monproduit.components.navigation import Unread, account_ways, help_ways, menu_button, side
from monproduit.components.post_form import PostForm
from monproduit.components.search import search_button
from monproduit.components.small import icon
from monproduit.core.brand_sheet import logo_address
from monproduit.core.localisation import LOCALES, _, locale, use_locale
from monproduit.core.vendor import vendor
from monproduit.routes import DASHBOARD, PROFILE, SIGN_OUT, to


def shell(  # noqa: PLR0913 (what stands around every page)
    path: str, *content: Any, initials: Any, person: Any, is_staff: Any, unread: Unread, notice: Any, notice_number: Any
) -> rx.Component:
    """Return a page with everything around it; `path` is the page's own, without its language."""
    return rx.el.div(
        helmet(rx.el.html(custom_attrs={"lang": locale()})),
        A.create(_("Aller au contenu"), href="#content", class_name="skip"),  # the router's own would lead to another address
        rx.el.header(
            rx.el.div(menu_button(unread), _brand(), account_ways(path), _person(path, initials, person), class_name="top-inner"), class_name="top"
        ),
        rx.el.div(side(path, is_staff, unread), rx.el.main(*content, id="content", class_name="page", tab_index=-1), class_name="body"),
        rx.el.footer(rx.el.div(help_ways(path), class_name="foot-inner"), class_name="foot"),
        rx.el.div(rx.cond(notice_number > 0, rx.el.p(notice, key=notice_number.to(str))), role="status", class_name="notice", data_testid="notice"),
        rx.el.div(id="announcer", role="status", class_name="sr-only"),
        lang=locale(),
    )


def _brand() -> rx.Component:
    brand = vendor().brand
    mark = rx.el.span(brand.letter, class_name="mark", aria_hidden="true")
    logo = rx.el.img(src=logo_address(brand), alt="", class_name="logo") if brand.logo else mark
    return rx.el.a(logo, rx.el.span(brand.name, class_name="word"), href=to(DASHBOARD), class_name="brand")


def _person(path: str, initials: Any, person: Any) -> rx.Component:
    return rx.el.div(
        search_button(),
        *(_language_link(path, language) for language in LOCALES if language != locale()),
        rx.el.button(icon("moon"), type="button", class_name="square", aria_label=_("Clair ou sombre"), on_click=rx.toggle_color_mode),
        rx.el.a(
            rx.el.span(initials, aria_hidden="true"),
            rx.el.span(_("Mon profil"), class_name="sr-only"),
            href=to(PROFILE),
            class_name="face",
            title=person,
            data_testid="profile-link",
            custom_attrs={"aria-current": "page"} if path == PROFILE else {},
        ),
        PostForm.create(
            rx.el.button(_("Se déconnecter"), type="submit", class_name="plain", data_testid="sign-out"),
            action=SIGN_OUT,
            method="post",
            custom_attrs={"data-sign-out": ""},
        ),
        class_name="tools",
    )


def _language_link(path: str, language: str) -> rx.Component:
    """Return the way to the same page in another language; what its address asks for goes along."""
    with use_locale(language):
        name = {"fr": "Français", "en": "English"}[language]
    address = to(path, language) if "[" not in path else f"/{language}/" + rx.State.router.url.path.split("/")[2:].join("/")
    query = rx.State.router.url.query
    address += rx.cond(query, "?" + query, "")
    return rx.el.a(name, href=address, class_name="plain", lang=language, custom_attrs={"hrefLang": language})
