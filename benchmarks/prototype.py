"""How soon `make prototype` shows the gallery, and how soon an edit is on the screen.

Run alone: `.venv/bin/python -m benchmarks.prototype`. It edits files of this tree, and puts them back.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from monproduit.gallery.chromium import chromium
from monproduit.gallery.place import ROOT

_PORT = 3190
_EDITS = 5
_TEXT = "text => document.querySelector('.gallery-main').textContent.includes(text)"
_LINE = "width => getComputedStyle(document.querySelector('.badge')).outlineWidth === width"
_OPEN = "window.isTheSame === true && Boolean(document.querySelector('#support_status details[open]'))"
_CASES = (
    ("an example", "gallery/examples/support_status.py", '"Aucun contrat"', '"Aucun contrat {n}"', _TEXT, "Aucun contrat {n}"),
    ("a component", "components/sections/support_status.py", "badge(status.label,", 'badge("~{n} " + status.label,', _TEXT, "~{n} En vigueur"),
    ("a part of all", "components/small.py", ', label, class_name=["badge"', ', "~{n} ", label, class_name=["badge"', _TEXT, "~{n} En vigueur"),
    ("a stylesheet", "../assets/app.css", ".soft {", ".badge {{ outline: {n}px solid }}\n.soft {{", _LINE, "{n}px"),
)
"""What is edited, in which file, what stands there, what then does, and how one sees it."""


def run() -> None:
    """Start a prototype, look at one file of examples among all, and edit what it is made of."""
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        begun = time.perf_counter()
        with _prototype():
            _look(page)
            shown = time.perf_counter() - begun
            page.wait_for_selector("html[data-ready]", timeout=120_000)
            print(f"prototype: shown after {shown:.1f} s, with every other file after {time.perf_counter() - begun:.1f} s")
            page.wait_for_timeout(5000)  # what was edited since the last time is drawn
            page.locator("#support_status summary").nth(1).click()
            page.evaluate("window.isTheSame = true")
            for case in _CASES:
                _edit(page, case)
        browser.close()


def _look(page: Page) -> None:
    while True:
        try:
            page.goto(f"http://localhost:{_PORT}/fr/gallery#support_status", timeout=60_000)
        except Exception:  # noqa: BLE001 (not yet there)
            time.sleep(0.1)
        else:
            page.wait_for_selector("#support_status .badge", timeout=60_000)
            return


def _edit(page: Page, case: tuple[str, ...]) -> None:
    what, path, old, new, seen, text = case
    file = ROOT / "monproduit" / path
    original, times = file.read_text(), list[float]()
    assert old in original, path
    try:
        for number in range(2, _EDITS + 2):
            begun = time.perf_counter()
            file.write_text(original.replace(old, new.format(n=number)))
            page.wait_for_function(seen, arg=text.format(n=number), timeout=60_000, polling=20)
            times.append(time.perf_counter() - begun)
            page.wait_for_timeout(1500)
    finally:
        file.write_text(original)
        page.wait_for_timeout(3000)
    ordered = sorted(times)
    kept = "what was open stays open" if page.evaluate(_OPEN) else "what was open is closed"
    print(f"prototype: an edit of {what} is seen after {median(ordered):.2f} s (the slowest: {ordered[-1]:.2f} s), {kept}")


@contextmanager
def _prototype() -> Iterator[Path]:
    environment = {**os.environ, "PORT": str(_PORT)}
    command = ["make", "-o", ".venv/.ready", "prototype", f"PORT={_PORT}"]
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603
        try:
            yield ROOT
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


if __name__ == "__main__":
    run()
