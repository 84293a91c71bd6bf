"""The menu of a license: exactly what the person may do with it."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link

from monproduit.components.small import download, icon, menu
from monproduit.core.localisation import _
from monproduit.routes import LICENSE_FILE, NEW_REQUEST, to
from monproduit.views.licenses import LicenseAction


def license_menu(number: Any, actions: Any) -> rx.Component:
    """Return the menu; what needs a page leads to its place on the license's own."""
    items = rx.foreach(actions.to(list[LicenseAction]), lambda action: _item(number, action))
    return menu(_("Actions pour") + " " + rx.Var.create(number).to(str), items)


def _item(number: Any, action: rx.Var[LicenseAction]) -> rx.Component:
    place = to("/licenses/") + rx.Var.create(number).to(str)
    outside = rx.el.a(action.label, icon("out"), href=action.url, target="_blank", rel="noopener noreferrer")
    file = download(action.label, f"{LICENSE_FILE}/" + rx.Var.create(number).to(str))
    merged = download(action.label, f"{LICENSE_FILE}/" + rx.Var.create(number).to(str) + "/merged")
    here = link(action.label, to=place + rx.cond(action.kind == "see", "", "#" + action.kind), custom_attrs={"data-deed": action.kind})
    ask = link(action.label, to=f"{to(NEW_REQUEST)}?license=" + rx.Var.create(number).to(str), custom_attrs={"data-deed": action.kind})
    return rx.match(action.kind, ("open_portal", outside), ("open_request", ask), ("download_file", file), ("merge_files", merged), here)
