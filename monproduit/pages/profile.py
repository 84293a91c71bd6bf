"""The person's own page."""

import reflex as rx

from monproduit.components.logins_sheet import logins_sheet
from monproduit.components.product_table import loading_products
from monproduit.components.profile_form import profile_sheet
from monproduit.core.localisation import _
from monproduit.pages.frame import frame
from monproduit.routes import PROFILE
from monproduit.state.logins import LoginsState
from monproduit.state.profile import ProfileState
from monproduit.views.logins import Logins
from monproduit.views.profile import Profile


def profile() -> rx.Component:
    """Return the page of who is signed in."""
    sheet = profile_sheet(ProfileState.page.to(Profile), ProfileState.error, on_submit=ProfileState.save, on_retry=ProfileState.retry_mail)
    logins = rx.el.div(
        logins_sheet(LoginsState.page.to(Logins), LoginsState.error, on_end=LoginsState.end, on_end_others=LoginsState.end_others),
        class_name="sheets narrow",
    )
    head = rx.el.div(
        rx.el.div(rx.el.h1(_("Mon profil")), rx.el.p(_("Votre langue, votre fuseau horaire, et ce que vous recevez."))), class_name="head"
    )
    return frame(PROFILE, head, rx.cond(ProfileState.page, rx.fragment(sheet, logins), loading_products()))
