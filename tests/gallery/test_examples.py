"""Every public component has an example, every section has every state, and what is copied is what is shown."""

import importlib
import pkgutil
import re
from functools import cache

import pytest
import reflex as rx

from monproduit import components, views
from monproduit.core.localisation import use_locale
from monproduit.core.sections import Section
from monproduit.gallery import example as words_of_examples
from monproduit.gallery import frames
from monproduit.gallery.drawing import Drawing
from monproduit.gallery.example import Repeated, State, var
from monproduit.gallery.registry import public_components, shelves, without_example
from monproduit.gallery.source import written

_EXHIBITS = [exhibit for exhibits in shelves().values() for exhibit in exhibits]


def test_every_public_component_has_an_example() -> None:
    assert without_example() == []


def test_a_component_without_an_example_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    small = importlib.import_module("monproduit.components.small")

    def ribbon() -> rx.Component:
        return rx.el.span()

    monkeypatch.setattr(ribbon, "__module__", small.__name__)
    monkeypatch.setattr(small, "ribbon", ribbon, raising=False)
    assert without_example() == ["small.ribbon"]


def test_private_functions_and_others_modules_functions_are_no_components_of_a_module() -> None:
    names = public_components()
    assert "small.badge" in names
    assert "cell.icon" not in names  # imported there, made elsewhere
    assert not [name for name in names if "._" in name]


@pytest.mark.parametrize("module", [*Section, "product_table"])
def test_a_section_is_shown_in_every_state(module: str) -> None:
    assert [state for state in State if not any(state in exhibit.states for exhibit in shelves()[module])] == []


def test_examples_have_names_of_their_own() -> None:
    keys = [exhibit.key for exhibit in _EXHIBITS]
    assert len(keys) == len(set(keys))
    for exhibits in shelves().values():
        names = [(exhibit.build().component, exhibit.name) for exhibit in exhibits]
        assert len(names) == len(set(names))
        assert all(exhibit.name for exhibit in exhibits)


@pytest.mark.parametrize("module", list(shelves()))
def test_the_source_of_an_example_can_be_copied(module: str) -> None:
    """What stands beside an example is Python, and gives the same again."""
    names = _names(module)
    for exhibit in shelves()[module]:
        shown = exhibit.build()
        again = eval(written(shown), names)  # noqa: S307 (our own source)
        assert written(again) == written(shown), exhibit.key
        assert again.component is shown.component


def test_examples_speak_the_language_of_the_page() -> None:
    (expiring,) = [exhibit for exhibit in shelves()["support_status"] if exhibit.function == "expiring"]
    with use_locale("en"):
        assert "Expires in 12 days" in written(expiring.build())
        assert "until 6 Dec 2026" in written(expiring.build())
        drawing = Drawing()
        drawing.exhibit(expiring)
    assert "2 of 5" in "".join(drawing.constants.values())


def test_thousands_of_views_are_made_by_the_browser() -> None:
    (thousands,) = [exhibit for exhibit in shelves()["product_table"] if exhibit.is_heavy]
    drawing = Drawing()
    drawing.exhibit(thousands)
    (made,) = [text for text in drawing.constants.values() if "Array.from" in text]
    assert len(made) < 1000
    assert "length: 5000" in made


def test_what_is_on_its_way_is_undefined_in_the_browser() -> None:
    drawing = Drawing()
    seen = []
    drawing.example(words_of_examples.Example(lambda page: seen.append(page) or rx.fragment(), var(None, str)))
    assert str(seen[0]) == "undefined"
    assert drawing.constants == {}


def test_repeated_views_are_numbered() -> None:
    drawing = Drawing()
    view = shelves()["product_table"][0].build().given[0]
    drawing.example(words_of_examples.Example(lambda _rows: rx.fragment(), Repeated(view, 3, "slug")))
    (text,) = drawing.constants.values()
    assert re.search(r'"slug": .*"-" \+ \(n \+ 1\)', text)


def _names(module: str) -> dict[str, object]:
    """Return what a file of examples may use: what all may, and first of all what its own imports."""
    return _common() | vars(importlib.import_module(f"monproduit.gallery.examples.{module}"))


@cache
def _common() -> dict[str, object]:
    modules = [module for package in (views, components) for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    names: dict[str, object] = {}
    for module in modules:
        names |= vars(importlib.import_module(module.name))
    return names | vars(frames) | vars(words_of_examples) | {"Section": Section}
