"""Where the person is signed in, and the way out of it."""

from typing import Any

import reflex as rx

from monproduit.components.cell import Handler
from monproduit.components.small import problem
from monproduit.core.localisation import _
from monproduit.routes import PROFILE, SIGN_IN_AGAIN, to
from monproduit.views.logins import LoginLine, Logins


def logins_sheet(page: rx.Var[Logins], error: Any, *, on_end: Handler, on_end_others: Any) -> rx.Component:
    """Return the person's logins; ending one takes a proof of who they are."""

    def row(one: rx.Var[LoginLine]) -> rx.Component:
        whose = rx.el.span(" ", one.browser, ", ", one.since, class_name="sr-only")
        button = rx.el.button(_("Mettre fin"), whose, type="button", class_name="button button-bad", on_click=on_end(one.key))
        this = rx.el.span(_("Ce navigateur"), class_name="badge")
        return rx.el.li(
            rx.el.div(
                rx.el.strong(one.browser),
                rx.el.span(_("depuis le"), " ", one.since, " · ", _("vu le"), " ", one.seen, class_name="small soft"),
                class_name="login-words",
            ),
            rx.cond(one.is_this, this, rx.cond(page.may_end, button)),
            class_name="login",
            data_testid="login-line",
        )

    return rx.el.section(
        rx.el.h2(_("Connexions")),
        rx.el.p(_("Les navigateurs où vous êtes connecté. Mettez fin à ceux que vous ne reconnaissez pas."), class_name="small soft"),
        rx.el.ul(rx.foreach(page.lines, row), class_name="logins"),
        problem(error),
        rx.cond(page.lines.length() > 1, rx.cond(page.may_end, _end_others(on_end_others), _prove())),
        class_name="card sheet",
        aria_label=_("Connexions"),
        data_testid="logins",
    )


def _end_others(on_end_others: Any) -> rx.Component:
    words = _("Mettre fin à toutes les autres")
    return rx.el.div(rx.el.button(words, type="button", class_name="button button-bad", on_click=on_end_others, data_testid="end-other-logins"))


def _prove() -> rx.Component:
    """Return the way to prove who one is: it leads out of the application, to the provider."""
    address = f"{SIGN_IN_AGAIN}&next={to(PROFILE)}"
    return rx.el.div(
        rx.el.p(_("Pour mettre fin à une connexion, connectez-vous de nouveau : c’est la preuve que c’est bien vous."), class_name="small soft"),
        rx.el.a(_("Se connecter de nouveau"), href=address, class_name="button", custom_attrs={"reloadDocument": True}, data_testid="sign-in-again"),
    )
