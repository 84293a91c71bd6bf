"""The brand over HTTP: a stylesheet kept by its hash, and the files beside the vendor's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from monproduit.core import settings, vendor
from monproduit.core.plain_page import message_page
from monproduit.endpoints.brand import ROUTES
from monproduit.serve import _check_words
from monproduit.services.letters import Letter, as_html

_EXAMPLE = (Path(__file__).parents[2] / "docs" / "vendor.example.toml").read_text(encoding="utf-8").partition("[brand]")[0]
_BRAND = '[brand]\nname = "Aubergine & Co"\naccent = "#7c3aed"\nradius = "0"\nlogo = "a.svg"\nfonts = ["Inter"]\nfont_file = "i.woff2"\n'
_LOGO = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def _forget() -> None:
    settings.settings.cache_clear()
    vendor.vendor.cache_clear()


@pytest.fixture
async def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser before a portal with a brand."""
    (tmp_path / "vendor.toml").write_text(_EXAMPLE + _BRAND, encoding="utf-8")
    (tmp_path / "a.svg").write_text(_LOGO)
    (tmp_path / "i.woff2").write_bytes(b"font")
    (tmp_path / "secret.svg").write_text("not a part of the brand")
    monkeypatch.setenv("MONPRODUIT_VENDOR_FILE", str(tmp_path / "vendor.toml"))
    _forget()
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=Starlette(routes=ROUTES)), base_url="http://portal") as client:
        yield client
    monkeypatch.undo()
    _forget()


async def test_a_stylesheet_is_fetched_once_and_then_asked_after(browser: httpx2.AsyncClient) -> None:
    first = await browser.get("/brand.css")
    assert first.headers["content-type"] == "text/css; charset=utf-8"
    assert "--accent: #7c3aed;" in first.text
    again = await browser.get("/brand.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await browser.get("/brand.css", headers={"if-none-match": '"another"'})).status_code == 200


async def test_the_logo_and_the_font_come_from_beside_the_file(browser: httpx2.AsyncClient) -> None:
    logo, font = await browser.get("/brand/logo.svg"), await browser.get("/brand/font.woff2")
    assert (logo.headers["content-type"].split(";")[0], logo.text) == ("image/svg+xml", _LOGO)
    assert (font.headers["content-type"], font.content) == ("font/woff2", b"font")
    for path in ("/brand/logo.png", "/brand/secret.svg", "/brand/logo.svg/../secret.svg"):
        assert (await browser.get(path)).status_code == 404


@pytest.mark.usefixtures("browser")
def test_letters_and_plain_pages_are_of_the_brand() -> None:
    page, letter = message_page("Titre", "Texte", "/", "Suite"), as_html(Letter("fr", "Sujet", "Titre"))
    for said in (page, letter):
        assert "Aubergine &amp; Co" in said
        assert "#7c3aed" in said
        assert "monproduit" not in said
    assert '<img class="logo" src="/brand/logo.svg"' in page


@pytest.mark.usefixtures("browser")
def test_pages_built_with_other_words_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from monproduit.core.errors import SettingsError
    from monproduit.core.wording import fingerprint

    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    with pytest.raises(SettingsError, match="make run"):
        _check_words()
    (tmp_path / "words").write_text(fingerprint())
    _check_words()
