"""A picture of each example in each language, theme and width, the same each time on a machine with the same browser."""

import base64
import io
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby, product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from monproduit.core.localisation import LOCALES
from monproduit.gallery.build import served
from monproduit.gallery.chromium import chromium
from monproduit.gallery.example import Exhibit
from monproduit.gallery.registry import shelves

THEMES = ("light", "dark")
WIDTHS = ("desktop", "phone")
_MOMENT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
_FLAGS = ("--no-sandbox", "--disable-lcd-text", "--font-render-hinting=none", "--force-color-profile=srgb", "--hide-scrollbars")
_WHOLE = ("--default-tile-width=1280", "--default-tile-height=8192")
"""Drawn in one piece: where one piece meets another, a rounded corner is a shade other, so that it would depend on what comes before it."""
_WIDTH, _HEIGHT, _TALLEST = 1280, 8192, 4000
_LASTS = "const later = setTimeout; window.setTimeout = (what, after = 0, ...more) => (after > 1000 ? 0 : later(what, after, ...more))"
"""What goes by itself after a while, such as that somebody is writing, stays: else a slow machine's picture would lack it."""
_ALONE = "name => { document.getElementById('gallery-alone').textContent = `.gallery-shelf:not(#${name}) { display: none !important; }` }"
_PLACES = """() => {
  const shown = [...document.querySelectorAll('.gallery-exhibit')].filter((one) => one.checkVisibility());
  for (const one of shown) one.style.height = `${Math.ceil(one.getBoundingClientRect().height)}px`;
  return Object.fromEntries(shown.map((one) => {
    const box = one.querySelector('.gallery-stage').getBoundingClientRect();
    return [one.id, [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]];
  }));
}"""
"""Each begins on a whole pixel: else its picture would be another when the one before it grows by a part of one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the picture of an example is, below a folder of pictures."""

    exhibit: Exhibit
    language: str
    theme: str
    width: str

    @property
    def path(self) -> str:
        """Its file."""
        return f"{self.language}/{self.theme}/{self.width}/{self.exhibit.key}.png"


def pictures() -> list[Picture]:
    """Return every picture that there is to take; what is drawn only on demand has none."""
    drawn = [exhibit for exhibits in shelves().values() for exhibit in exhibits if not exhibit.is_heavy]
    return [Picture(exhibit, *look) for *look, exhibit in product(LOCALES, THEMES, WIDTHS, drawn)]


def take(built: Path, folder: Path) -> int:
    """Take all pictures of a built gallery into a folder, which is emptied before, and return how many: on each processor a browser."""
    shutil.rmtree(folder, ignore_errors=True)
    parts = [list(some) for _page, some in groupby(pictures(), key=lambda one: (one.language, one.theme, one.width))]
    with served(built) as origin, ThreadPoolExecutor(os.cpu_count()) as browsers:
        return sum(browsers.map(partial(_take_some, origin, folder), parts))


def manifest() -> str:
    """Return what there are pictures of, for pages that show them."""
    lines = [
        {
            "key": one.exhibit.key,
            "component": one.exhibit.build().component.__name__,
            "module": one.exhibit.module,
            "name": one.exhibit.name,
            "states": list(one.exhibit.states),
            "language": one.language,
            "theme": one.theme,
            "width": one.width,
            "path": one.path,
        }
        for one in pictures()
    ]
    return json.dumps(lines, ensure_ascii=False)


def _take_some(origin: str, folder: Path, some: list[Picture]) -> int:
    """Take the pictures of one language, theme and width."""
    language, theme, width = some[0].language, some[0].theme, some[0].width
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium(), args=[*_FLAGS, *_WHOLE])
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.clock.set_fixed_time(_MOMENT)
        page.add_init_script(_LASTS)
        page.goto(f"{origin}/{language}/gallery?theme={theme}&width={width}&bare=1")
        page.wait_for_selector("html[data-ready]")
        page.evaluate("document.head.append(Object.assign(document.createElement('style'), {id: 'gallery-alone'})); document.fonts.ready")
        for name, taken in _shelf_by_shelf(page, some):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            taken.save(path, compress_level=1)
        browser.close()
    return len(some)


def _shelf_by_shelf(page: Page, some: list[Picture]) -> Iterator[tuple[str, Image.Image]]:
    """Photograph each shelf as a whole, and cut its examples out: one after the other would take many times as long."""
    browser = page.context.new_cdp_session(page)
    for module, wanted in groupby(some, key=lambda one: one.exhibit.module):
        page.evaluate(_ALONE, module)
        places = page.evaluate(_PLACES)
        height = max(bottom for _left, _top, _right, bottom in places.values())
        clip = {"x": 0, "y": 0, "width": _WIDTH, "height": height, "scale": 1}
        shot = browser.send("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": height > _HEIGHT, "optimizeForSpeed": True})
        whole = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
        for one in wanted:
            left, top, right, bottom = (round(edge) for edge in places[one.exhibit.key])
            yield one.path, whole.crop((left, top, right, min(bottom, top + _TALLEST)))
