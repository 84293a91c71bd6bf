"""What is built is built once, from the first time on."""

import shutil
import subprocess
from pathlib import Path

import pytest

_MAKEFILE = Path(__file__).parents[1] / "Makefile"
_REFLEX = "#!/bin/sh\necho built >> times\nrm -rf .web\nmkdir .web\n"
"""What Reflex does to a folder that it meets for the first time."""
_PYTHON = '#!/bin/sh\nprintf "%s" "$WORDS"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project whose programs are of four lines."""
    shutil.copy(_MAKEFILE, tmp_path)
    for name in ("assets", "monproduit", ".venv/bin"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("requirements.txt", "rxconfig.py", "monproduit/portal.py", "assets/app.css", ".venv/.ready"):
        (tmp_path / name).touch()
    for name, text in (("reflex", _REFLEX), ("python", _PYTHON)):
        (tmp_path / ".venv/bin" / name).write_text(text)
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    return tmp_path


def _build(folder: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> int:
    monkeypatch.setenv("WORDS", words)
    monkeypatch.delenv("MAKEFLAGS", raising=False)  # of the make that runs these tests
    subprocess.run([shutil.which("make") or "make", "-s", "PORT=3999", ".web/.built-3999"], cwd=folder, check=True, timeout=30)
    return (folder / "times").read_text().count("built")


@pytest.mark.parametrize("words", ["", "of the vendor"])
def test_a_new_folder_is_built_once_and_knows_its_words(folder: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    assert [_build(folder, monkeypatch, words) for _time in range(2)] == [1, 1]
    assert (folder / ".web/words").read_text() == words


def test_other_words_are_built_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_build(folder, monkeypatch, words) for words in ("one", "other", "other")] == [1, 2, 2]
