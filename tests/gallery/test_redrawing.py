"""Nora edits a file: what is wrong with it is said where she looks, and what goes on is ended with the rest."""

import os
import signal
import subprocess
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from monproduit.gallery import failure, redrawing
from monproduit.gallery.failure import explain, show_failure
from monproduit.gallery.place import ROOT


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(failure, "get_web_dir", lambda: tmp_path)
    (tmp_path / "gallery").mkdir()
    return tmp_path / "gallery" / "failure.jsx"


def _wrong(text: str) -> BaseException:
    try:
        exec(compile(text, str(ROOT / "monproduit" / "components" / "small.py"), "exec"), {})  # noqa: S102
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError


def test_what_is_wrong_names_the_file_and_the_line() -> None:
    assert explain(_wrong("\nbadge = icon\n")) == "monproduit/components/small.py, line 2\nNameError: name 'icon' is not defined"
    said = explain(_wrong("\ndef (:\n"))
    assert said.startswith('  File "monproduit/components/small.py", line 2\n')
    assert said.endswith("SyntaxError: invalid syntax")


def test_an_edit_that_fails_is_said_on_the_page_until_one_works(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = [False, True]
    monkeypatch.setattr(redrawing, "copy_assets", lambda: None)
    monkeypatch.setattr(redrawing, "draw", lambda: works.pop(0) or 1 / 0)
    for name in ("setpgrp", "gc.disable", "signal.signal"):
        monkeypatch.setattr(f"monproduit.gallery.redrawing.{name if '.' in name else f'os.{name}'}", lambda *_what: None)
    redrawing._draw_or_say_why_not()
    assert "ZeroDivisionError" in module.read_text()
    redrawing._draw_or_say_why_not()
    assert 'const text = "";' in module.read_text()


def test_the_page_is_not_sent_again_what_it_says_already(module: Path) -> None:
    show_failure("SyntaxError")
    os.utime(module, (1, 1))
    show_failure("SyntaxError")
    assert module.stat().st_mtime == 1


def test_a_newer_edit_ends_an_older_drawing_and_all_that_it_began(tmp_path: Path) -> None:
    began = tmp_path / "began"
    drawing = get_context("fork").Process(target=_draw_long, args=(began,))
    drawing.start()
    while not began.exists() or not began.read_text().endswith("\n"):
        time.sleep(0.01)
    redrawing._end(drawing)
    assert drawing.exitcode == -signal.SIGTERM
    until = time.monotonic() + 5
    while _runs(int(began.read_text())):
        assert time.monotonic() < until


def _draw_long(began: Path) -> None:
    os.setpgrp()
    child = os.fork()
    if child:
        began.write_text(f"{child}\n")
    time.sleep(60)


def _runs(process: int) -> bool:
    """Tell whether a process is still there and not merely waiting for somebody to take note of its end."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout  # noqa: S607
    return bool(told.strip()) and not told.startswith("Z")
