"""Nothing of the gallery is in what customers get."""

import subprocess
import sys
from pathlib import Path

import pytest

from monproduit.gallery.registry import shelves

_ROOT = Path(__file__).parents[2]
_BUILT = _ROOT / ".web" / "build" / "client"


@pytest.fixture(scope="module")
def bundle() -> str:
    """Read all that is served to browsers."""
    assert _BUILT.exists(), "the portal is not built: `make run` or `make test` builds it"
    readable = [path for path in _BUILT.rglob("*") if path.suffix in {".js", ".css", ".html", ".json"}]
    return "\n".join(path.read_text() for path in readable)


def test_the_build_has_no_page_of_the_gallery(bundle: str) -> None:
    assert not [path for path in _BUILT.rglob("*") if "gallery" in path.name]
    assert "/gallery" not in bundle
    assert "/fr/downloads" in bundle  # it is the portal that was read


def test_the_build_has_no_example_and_no_style_of_the_gallery(bundle: str) -> None:
    names = {exhibit.name for exhibits in shelves().values() for exhibit in exhibits if exhibit.name.count(" ") > 2}
    assert len(names) > 100
    assert [name for name in names if name in bundle] == []
    for mark in ("gallery-stage", "gallery-exhibit", "Claire Laurent", "Donaudampfschifffahrt"):
        assert mark not in bundle, mark


def test_nothing_else_imports_the_gallery() -> None:
    others = [path for path in (_ROOT / "monproduit").rglob("*.py") if "gallery" not in path.parts]
    assert len(others) > 300
    assert [path.name for path in others if "monproduit.gallery" in path.read_text()] == []


def test_the_gallery_loads_no_service_and_no_table() -> None:
    script = "import sys, monproduit.gallery.registry as r; r.shelves(); print([n for n in sys.modules if n.startswith(('monproduit.services', 'monproduit.models', 'monproduit.state'))])"  # noqa: E501
    said = subprocess.run([sys.executable, "-c", script], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip().splitlines()[-1] == "[]"
