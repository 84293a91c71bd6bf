"""The gallery: every example side by side, with controls that stand in the address."""

from typing import Any

import reflex as rx
from reflex_components_core.core.helmet import helmet

from monproduit.core.localisation import LOCALES, locale
from monproduit.gallery.example import State
from monproduit.gallery.failure import show_failure
from monproduit.gallery.place import is_live
from monproduit.gallery.registry import names, shelves
from monproduit.gallery.shelf import words
from monproduit.gallery.shelves import compile_shelves, reserve_shelves
from monproduit.routes import GALLERY, to

CONTROLS = {"theme": ("light", "dark"), "width": ("desktop", "phone"), "density": ("comfortable", "compact")}
_KEYS = {"theme": "d", "width": "p", "density": "c"}


def gallery() -> rx.Component:
    """Return the page; what the examples are drawn by is imported, so that a change of one file sends that file alone."""
    if is_live():
        reserve_shelves()
    else:
        compile_shelves()
    show_failure()
    return rx.el.div(
        _Behaviour.create(),
        helmet(rx.el.html(custom_attrs={"lang": locale()})),
        rx.el.header(_brand(), _search(), _controls(), class_name="gallery-top"),
        rx.el.div(
            _index(),
            rx.el.main(
                *(_shelf(module) for module in names()),
                rx.el.p("Nothing of that name. ", rx.el.kbd("Esc"), " shows everything.", class_name="gallery-nothing", role="status"),
                id="content",
                class_name="gallery-main",
            ),
            class_name="gallery-body",
        ),
        rx.el.div(id="announcer", role="status", class_name="sr-only"),
        class_name="gallery",
        lang=locale(),
    )


class _Behaviour(rx.Component):
    """The script and the style of the page."""

    library = "$/gallery/gallery"
    tag = "Behaviour"


class _Shelf(rx.Component):
    """The examples of a file, once they are loaded."""

    library = "$/gallery/shelf"
    tag = "Shelf"
    name: rx.Var[str]
    load: rx.Var[Any]


def _shelf(module: str) -> rx.Component:
    return _Shelf.create(name=module, load=rx.Var(f'() => import("$/gallery/{module}.{locale()}.jsx")'))


def _brand() -> rx.Component:
    return rx.el.a(rx.el.span("m", class_name="mark", aria_hidden="true"), rx.el.strong("Gallery"), href=to(GALLERY), class_name="brand")


def _search() -> rx.Component:
    options = (rx.el.option(state, value=state) for state in State)
    return rx.el.div(
        rx.el.input(type="search", class_name="input", placeholder="Search components and states", aria_label="Search", id="gallery-search"),
        rx.el.kbd("/", aria_hidden="true"),
        rx.el.select(rx.el.option("every state", value=""), *options, class_name="input", aria_label="State", id="gallery-state"),
        class_name="gallery-search",
        role="search",
    )


def _controls() -> rx.Component:
    groups = [_group(name, values, _KEYS[name]) for name, values in CONTROLS.items()]
    languages = [rx.el.a(one, href=to(GALLERY, one), custom_attrs={"data-language": one, **_current(one)}) for one in LOCALES]
    return rx.el.div(
        rx.el.div(*languages, role="group", aria_label="language (l)", class_name="gallery-control"), *groups, class_name="gallery-controls"
    )


def _current(language: str) -> dict[str, str]:
    return {"aria-current": "page"} if language == locale() else {}


def _group(name: str, values: tuple[str, ...], key: str) -> rx.Component:
    def button(value: str) -> rx.Component:
        return rx.el.button(value, type="button", custom_attrs={"data-control": name, "data-value": value})

    return rx.el.div(
        *(button(value) for value in values), role="group", aria_label=f"{name} ({key})", title=f"{name}: {key}", class_name="gallery-control"
    )


def _index() -> rx.Component:
    def line(module: str, exhibits: list[Any]) -> rx.Component:
        found = " ".join(words(exhibit) for exhibit in exhibits)
        states = "".join(f"[{state}]" for exhibit in exhibits for state in exhibit.states)
        count = rx.el.span(len(exhibits), class_name="count")
        return rx.el.li(rx.el.a(module.replace("_", " "), count, href=f"#{module}"), custom_attrs={"data-words": found, "data-states": states})

    return rx.el.nav(
        rx.el.ul(*(line(module, exhibits) for module, exhibits in shelves().items())), aria_label="Components", class_name="gallery-index"
    )
