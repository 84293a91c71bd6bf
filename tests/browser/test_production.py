"""What is built for customers has nothing of the product team's pages."""

from pathlib import Path

_BUILT = Path(__file__).parents[2] / ".web" / "build" / "client"
_TELLING = ("/gallery", "scenario-control", "scenario_state", "gallery-exhibit")


def test_the_pages_have_nothing_of_the_gallery() -> None:
    files = [path for path in _BUILT.rglob("*") if path.suffix in {".js", ".html", ".css", ".json"}]
    assert len(files) > 50
    assert {(path.name, word) for path in files for word in _TELLING if word in path.read_text(encoding="utf-8", errors="replace")} == set()
