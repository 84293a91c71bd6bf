"""What examples become for the browser, and when that is made anew."""

from pathlib import Path

import pytest

from monproduit.core.localisation import LOCALES, use_locale
from monproduit.gallery import shelves as compiling
from monproduit.gallery import sources
from monproduit.gallery.looked_at import looked_at, write_looked_at
from monproduit.gallery.page import CONTROLS, gallery


@pytest.fixture(autouse=True)
def web(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Compile three files of examples into a folder of the test's own."""
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    monkeypatch.setenv("MONPRODUIT_GALLERY_ONLY", "small,support_status,vendor")
    return tmp_path


def _edit(monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    """Let one source file read as if somebody had edited it."""
    file, read = sources.file_of(changed), sources._text
    monkeypatch.setattr(sources, "_text", lambda path: f"{read(path)}# edited" if path == file else read(path))


def _names(drawn: list[compiling.Shelf]) -> set[str]:
    return {str(one) for one in drawn}


def test_each_file_of_examples_is_a_module_of_each_language(web: Path) -> None:
    assert _names(compiling.compile_shelves()) == {"small", "support_status", "vendor"}
    for language in LOCALES:
        text = (web / "gallery" / f"support_status.{language}.jsx").read_text()
        assert ("Chargement" in text) == (language == "fr")
        assert ("Loading" in text) == (language == "en")
        assert "export default Component" in text


def test_an_edit_compiles_what_is_made_of_it_and_nothing_is_compiled_twice(web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling.compile_shelves()
    assert compiling.compile_shelves() == []
    written = {path: path.stat().st_mtime_ns for path in web.rglob("*.jsx")}
    for edited, expected in (
        ("monproduit.gallery.examples.vendor", {"vendor"}),
        ("monproduit.components.sections.support_status", {"support_status"}),
        ("monproduit.components.cell", {"support_status", "small"}),  # frames of examples know the fold of a cell
        ("monproduit.views.licenses", {"support_status"}),
        ("monproduit.gallery.shelf", {"small", "support_status", "vendor"}),
        ("monproduit.components.chat_box", set[str]()),
    ):
        with monkeypatch.context() as patch:
            _edit(patch, edited)
            assert {one.module for one in compiling._every() if one.is_stale()} == expected
    _edit(monkeypatch, "monproduit.gallery.shelf")
    assert _names(compiling.compile_shelves()) == {"small", "support_status", "vendor"}
    assert {path: path.stat().st_mtime_ns for path in written} == written, "what came out the same was written again"


def test_what_is_looked_at_is_drawn_first() -> None:
    first = compiling.compile_shelves(("support_status", "en"))[:3]
    assert [(one.module, one.language) for one in first] == [("support_status", "en"), ("support_status", "fr"), ("small", "en")]


def test_what_is_looked_at_is_kept_and_nothing_else_is(web: Path) -> None:
    compiling.folder().mkdir()
    assert looked_at() == ("", "")
    for said in ("support_status en", "../../secret fr", "support_status", "<script> fr"):
        write_looked_at(said)
    assert looked_at() == ("support_status", "en")
    assert [path.name for path in web.rglob("*") if path.is_file()] == ["looked-at"]


def test_pages_can_be_shown_before_examples_are_compiled(web: Path) -> None:
    (web / "gallery").mkdir()
    (web / "gallery" / "small.fr.jsx").write_text("drawn")
    compiling.reserve_shelves()
    assert (web / "gallery" / "small.fr.jsx").read_text() == "drawn"
    assert "return null" in (web / "gallery" / "vendor.en.jsx").read_text()
    assert _names(compiling.compile_shelves()) == {"small", "support_status", "vendor"}


def test_many_files_are_compiled_on_all_processors_and_come_out_the_same(web: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling.compile_shelves()
    alone = {path.name: path.read_text() for path in (web / "gallery").iterdir()}
    for path in (web / "gallery").iterdir():
        path.unlink()
    monkeypatch.setattr(compiling, "_MANY", 2)
    compiling.compile_shelves()
    assert {path.name: path.read_text() for path in (web / "gallery").iterdir()} == alone


def test_the_page_has_a_control_for_each_choice_and_a_link_to_each_file() -> None:
    with use_locale("en"):
        drawn = str(gallery().render())
    for values in CONTROLS.values():
        for value in values:
            assert f'"data-value":"{value}"' in drawn
    assert '"#support_status"' in drawn
    assert '"/fr/gallery"' in drawn
