"""The stylesheets and scripts of `assets`, in order: the whole, then its parts."""

import reflex as rx

from monproduit.core.brand_sheet import logo_address
from monproduit.core.vendor import vendor

STYLESHEETS = [
    f"/{name}.css" for name in ("app", "icons", "navigation", "alerts", "requests", "shelves", "search", "chat", "software", "api", "mail")
]
_SCRIPTS = ("portal", "add", "requests", "shelves", "search", "chat", "software", "renewal")


def head() -> list[rx.Component]:
    """Return what stands in the head of every page."""
    scripts = [rx.el.script(src=f"/{name}.js", defer=True) for name in _SCRIPTS]
    icon = rx.el.link(rel="icon", href=logo_address(vendor().brand) or "/favicon.svg")
    return [*scripts, icon, rx.el.link(rel="stylesheet", href="/brand.css", custom_attrs={"precedence": "brand"})]
