"""Every page and section can be drawn, in every language, and the house's rules about them hold."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import reflex as rx

from monproduit.core.localisation import LOCALES, use_locale
from monproduit.core.sections import Section
from monproduit.gallery.drawing import Drawing
from monproduit.gallery.registry import shelves
from monproduit.pages.site import PLACES
from monproduit.routes import API_DOCS, SIGN_IN_AGAIN
from monproduit.state.sections import SECTIONS
from tests.state.harness import REGISTRY

_ROOT = Path(__file__).parents[2]
_PAGES = tuple(place.draw for place in PLACES)


@pytest.fixture(autouse=True)
def registered() -> object:
    """Draw in the context that the app was made in."""
    token = type(REGISTRY).set(REGISTRY)
    yield
    type(REGISTRY).reset(token)


def _drawn(component: rx.Component) -> str:
    return json.dumps(component.render(), default=str, ensure_ascii=False)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.__name__)
def test_every_page_is_drawn_in_every_language(page: Callable[[], rx.Component], language: str) -> None:
    with use_locale(language):
        drawn = _drawn(page())
    assert ("Getting started" if language == "en" else "Mise en route") in drawn
    assert '\\"sign-out\\"' in drawn


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.__name__)
def test_links_lead_to_pages_that_exist(page: Callable[[], rx.Component]) -> None:
    from monproduit.monproduit import app

    known = {f"/{route}".rstrip("/") for route in app._unevaluated_pages} | {API_DOCS, SIGN_IN_AGAIN.partition("?")[0]}
    with use_locale("fr"):
        links = set(re.findall(r"(?:href|to):\\*\"(/[a-z]{2}[^\"\\#?]*)", _drawn(page())))
    assert links
    assert {link.rstrip("/") for link in links} - known == set()


@pytest.mark.parametrize("section", list(Section))
def test_a_section_has_its_part_in_every_folder(section: Section) -> None:
    for folder in ("components/sections", "state/sections"):
        assert (_ROOT / "monproduit" / folder / f"{section}.py").exists(), folder
    assert section in SECTIONS
    assert section in shelves()


def test_no_library_of_styled_components_is_built_in() -> None:
    assert "radix" not in (_ROOT / "reflex.lock" / "package.json").read_text()


def test_the_stylesheet_stays_small() -> None:
    assert len(gzip.compress((_ROOT / "assets" / "app.css").read_bytes())) < 15_000


def test_every_icon_has_a_place_in_the_sheet() -> None:
    sheet = (_ROOT / "assets" / "icons.css").read_text()
    signs, icons = (image.count("%3Cg ") for image in re.findall(r'url\("(.*?)"\)', sheet, re.DOTALL))
    places = dict(re.findall(r"\.icon-(\w+)[^{\n]* \{ --at: ([^;]+);", sheet))
    used = {name for file in (_ROOT / "monproduit").rglob("*.py") for name in re.findall(r'\bicon\("(\w+)"', file.read_text())}
    assert used - {*places, "down"} == set()
    assert sorted(int(place) for place in places.values() if place.isdigit()) == list(range(icons))
    assert sorted(re.findall(r"--(?:check|clock|alert|minus): (\d);", sheet)) == [str(place) for place in range(signs)]


def test_every_test_hook_of_the_dashboard_is_there() -> None:
    with use_locale("fr"):
        drawn = "".join(_drawn(Drawing().exhibit(exhibit)) for exhibits in shelves().values() for exhibit in exhibits)
    hooks = {"product-row", "empty-products", "add-product", "add-dialog", "license-number", "license-preview", "product-search", "product-option"}
    hooks |= {"add-submit", "add-error", "sign-out", "license-line", "alert-line", "request-line", "download-line", "news-badge"}
    hooks |= {f"{kind}-{section}" for kind in ("cell", "details") for section in Section}
    assert {hook for hook in hooks if f'\\"data-testid\\":\\"{hook}\\"' not in drawn} == set()
