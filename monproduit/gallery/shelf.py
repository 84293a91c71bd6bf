"""How the examples of one file are shown: side by side, each with its states, its source and a link to it."""

from itertools import groupby
from typing import Any

import reflex as rx

from monproduit.core.search import searchable
from monproduit.gallery.drawing import Drawing
from monproduit.gallery.example import Exhibit, source_of
from monproduit.gallery.later import later
from monproduit.gallery.source import written


def shelf(module: str, exhibits: list[Exhibit], drawing: Drawing) -> rx.Component:
    """Return all examples of a file, component by component."""
    groups = [list(some) for _name, some in groupby(exhibits, key=lambda exhibit: exhibit.build().component.__name__)]
    return rx.el.section(
        rx.el.h2(rx.el.a(module, href=f"#{module}")),
        *(_group(some, drawing) for some in groups),
        id=module,
        class_name="gallery-shelf",
        aria_label=module,
    )


def words(exhibit: Exhibit) -> str:
    """Return what a search finds an example by."""
    component = exhibit.build().component.__name__
    return searchable(" ".join((exhibit.module, exhibit.function, component, component.replace("_", " "), exhibit.name, *exhibit.states)))


def _group(exhibits: list[Exhibit], drawing: Drawing) -> rx.Component:
    component = exhibits[0].build().component
    source = source_of(component)
    head = rx.el.header(
        rx.el.h3(component.__name__),
        rx.el.button(source, type="button", class_name="gallery-exhibit-source", custom_attrs={"data-copy": source, "data-done": "Copied"}),
        class_name="gallery-group-head",
    )
    stages = rx.el.div(*(_exhibit(exhibit, drawing) for exhibit in exhibits), class_name="gallery-exhibits")
    return rx.el.div(head, rx.el.div(stages, class_name="gallery-exhibits-scroll"), class_name="gallery-group", key=component.__name__)


def _exhibit(exhibit: Exhibit, drawing: Drawing) -> rx.Component:
    drawn = drawing.exhibit(exhibit)
    return rx.el.article(
        rx.el.header(
            rx.el.h4(rx.el.a(exhibit.name, href=f"#{exhibit.key}")),
            *(rx.el.span(state, class_name="gallery-exhibit-state") for state in exhibit.states),
            class_name="gallery-exhibit-head",
        ),
        rx.el.div(
            later(drawn, f"Draw “{exhibit.name}”", exhibit.function) if exhibit.is_heavy else drawn, class_name="gallery-stage", data_testid="stage"
        ),
        _source(exhibit),
        key=exhibit.key,
        id=exhibit.key,
        class_name=f"gallery-exhibit gallery-exhibit-{exhibit.size}",
        custom_attrs={"data-words": words(exhibit), "data-states": f" {' '.join(f'[{state}]' for state in exhibit.states)} "},
    )


def _source(exhibit: Exhibit) -> rx.Component:
    text: Any = written(exhibit.build())
    copy = rx.el.button("Copy", type="button", class_name="gallery-exhibit-copy", custom_attrs={"data-copy": text, "data-done": "Copied"})
    return rx.el.details(rx.el.summary("Python"), copy, rx.el.pre(rx.el.code(text), tab_index=0), class_name="gallery-exhibit-python")
