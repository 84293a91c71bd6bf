"""What examples become for the browser, and when that is made anew."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from monproduit.core.localisation import LOCALES, use_locale
from monproduit.gallery import shelves as compiling
from monproduit.gallery.page import CONTROLS, gallery
from monproduit.gallery.registry import shelves


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Compile three files of examples into a folder of the test's own."""
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    monkeypatch.setenv("MONPRODUIT_GALLERY_ONLY", "small,support_status,vendor")
    read = compiling._source
    shelves.cache_clear()
    read.cache_clear()
    yield tmp_path
    shelves.cache_clear()
    read.cache_clear()


def _read_anew(monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    """Let one source file read as if somebody had edited it."""
    read = compiling._source.__wrapped__
    monkeypatch.setattr(compiling, "_source", lambda name: (read(name) or "") + "# edited" if name == changed else read(name))


def _written(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "gallery").iterdir()}


@pytest.mark.parametrize("language", LOCALES)
def test_each_file_of_examples_is_a_module_of_each_language(registered: Path, language: str) -> None:
    assert compiling.compile_shelves(language) == ["small", "support_status", "vendor"]
    text = (registered / "gallery" / f"support_status.{language}.jsx").read_text()
    assert ("Chargement" in text) == (language == "fr")
    assert ("Loading" in text) == (language == "en")
    assert "export default Component" in text


def test_nothing_is_compiled_twice(registered: Path) -> None:
    compiling.compile_shelves("fr")
    before = _written(registered)
    time.sleep(0.01)
    compiling.compile_shelves("fr")
    assert _written(registered) == before


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ("monproduit.gallery.examples.vendor", {"vendor"}),
        ("monproduit.components.sections.support_status", {"support_status"}),
        ("monproduit.components.cell", {"support_status", "small"}),  # frames of examples know the fold of a cell
        ("monproduit.views.licenses", {"support_status"}),
        ("monproduit.gallery.shelf", {"small", "support_status", "vendor"}),
        ("monproduit.components.chat_box", set()),
    ],
)
def test_an_edit_compiles_what_is_made_of_it(registered: Path, monkeypatch: pytest.MonkeyPatch, edited: str, expected: set[str]) -> None:
    compiling.compile_shelves("fr")
    before = _written(registered)
    time.sleep(0.01)
    _read_anew(monkeypatch, edited)
    compiling.compile_shelves("fr")
    after = _written(registered)
    assert {name.split(".")[0] for name in after if after[name] != before[name]} == expected


def test_many_files_are_compiled_on_all_processors_and_come_out_the_same(registered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling.compile_shelves("fr")
    alone = {path.name: path.read_text() for path in (registered / "gallery").iterdir()}
    for path in (registered / "gallery").iterdir():
        path.unlink()
    monkeypatch.setattr(compiling, "_MANY", 2)
    compiling.compile_shelves("fr")
    assert {path.name: path.read_text() for path in (registered / "gallery").iterdir()} == alone


def test_the_page_has_a_control_for_each_choice_and_a_link_to_each_file() -> None:
    with use_locale("en"):
        drawn = str(gallery().render())
    for values in CONTROLS.values():
        for value in values:
            assert f'"data-value":"{value}"' in drawn
    assert '"#support_status"' in drawn
    assert '"/fr/gallery"' in drawn
