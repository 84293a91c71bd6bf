"""The pages that are built with a vendor's brand say its name, show its logo, and speak in its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reflex.compiler.compiler import compile_page

from monproduit.components.sheets import head
from monproduit.core import localisation, settings, vendor, wording
from monproduit.core.localisation import LOCALES, use_locale
from monproduit.pages.localised import localised
from monproduit.pages.site import PLACES
from monproduit.routes import DASHBOARD

_EXAMPLE = (Path(__file__).parents[2] / "docs" / "vendor.example.toml").read_text(encoding="utf-8").partition("[brand]")[0]
_BRAND = """[brand]
name = "Aubergine"
logo = "aubergine.svg"
[brand.texts.fr]
"Mes produits" = "Mes logiciels"
[brand.texts.en]
"Mes produits" = "My software"
"""
_CACHES = (settings.settings, vendor.vendor, wording.wording, localisation.catalogue)


def _forget() -> None:
    for one in _CACHES:
        one.cache_clear()


@pytest.fixture
def _branded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be the portal of another vendor."""
    (tmp_path / "vendor.toml").write_text(f"{_EXAMPLE}\n{_BRAND}", encoding="utf-8")
    (tmp_path / "aubergine.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    monkeypatch.setenv("MONPRODUIT_VENDOR_FILE", str(tmp_path / "vendor.toml"))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _dashboard(language: str) -> tuple[str, str]:
    """Return the title of the dashboard's page, and its code as it goes into the build."""
    (place,) = [place for place in PLACES if place.path == DASHBOARD]
    with use_locale(language):
        return place.title(), compile_page(place.path, localised(place.draw, language)())[1]


@pytest.mark.usefixtures("_branded")
@pytest.mark.parametrize(("language", "said", "replaced"), [("fr", "Mes logiciels", "Mes produits"), ("en", "My software", "My products")])
def test_a_page_has_the_name_the_logo_and_the_words_of_the_vendor(language: str, said: str, replaced: str) -> None:
    title, code = _dashboard(language)
    assert title == said
    for one in ('"Aubergine"', '"/brand/logo.svg"', f'"{said}"'):
        assert one in code
    for one in ('"monproduit"', f'"{replaced}"', '"mark"'):
        assert one not in code


@pytest.mark.usefixtures("_branded")
def test_the_logo_stands_in_the_tab_of_the_browser() -> None:
    assert '"/brand/logo.svg"' in str([one.render() for one in head()])


@pytest.mark.parametrize("language", LOCALES)
def test_without_a_brand_a_page_has_the_portals_own(language: str) -> None:
    _title, code = _dashboard(language)
    assert '"monproduit"' in code
    assert "/brand/logo" not in code
