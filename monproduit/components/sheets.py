"""The stylesheets and scripts of `assets`, in order: the whole, then its parts."""

import reflex as rx

STYLESHEETS = [f"/{name}.css" for name in ("app", "navigation", "alerts", "requests", "shelves", "search", "chat", "software", "api", "mail")]
_SCRIPTS = ("portal", "requests", "shelves", "search", "chat", "software")


def head() -> list[rx.Component]:
    """Return what stands in the head of every page."""
    scripts = [rx.el.script(src=f"/{name}.js", defer=True) for name in _SCRIPTS]
    return [*scripts, rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml")]
