"""One page, loaded by a browser that has nothing of it yet, and the moments at which it is seen."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

_WATCH = """
window.at = {};
const row = () => document.querySelector("[data-testid=product-row] [data-testid=cell-license_status]");
const isAlive = () => {
  const opener = document.querySelector("main .opener");
  if (!opener || opener.closest(".first-view")) return false;
  return "ready" in document.documentElement.dataset || Object.keys(opener).some((name) => name.startsWith("__reactProps"));
};
const see = () => requestAnimationFrame(() => {
  if (!row()?.getBoundingClientRect().height) return see();
  const after = new MessageChannel();
  after.port1.onmessage = () => { at.visible = performance.now(); };
  after.port2.postMessage(0);
});
const watch = new MutationObserver(() => {
  if (!row()) return;
  watch.disconnect();
  at.row = performance.now();
  see();
});
watch.observe(document, {childList: true, subtree: true});
const ask = setInterval(() => {
  if (!isAlive()) return;
  clearInterval(ask);
  at.clickable = performance.now();
}, 4);
"""
_FOUND = """() => {
  if (!at.visible || !at.clickable) return null;
  const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return {paint: paint?.startTime ?? at.visible, ...at, kilobytes: loads.reduce((sum, one) => sum + one.transferSize, 0) / 1000};
}"""
MOMENTS = ("paint", "row", "visible", "clickable", "kilobytes")
"""First paint, row in the document, row on the screen, row that can be opened, in milliseconds; and what was fetched until then."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser without windows."""
    found = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(args=["--no-sandbox"], **({"executable_path": found} if found else {}))
        yield started
        started.close()


def load(started: Browser, origin: str, cookie: str) -> dict[str, float]:
    """Load the page of whoever has a cookie, with an empty cache; return the moments by name."""
    context = started.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "monproduit", "value": cookie, "url": origin, "httpOnly": True}])
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(f"{origin}/fr")
    found: Any = None
    end = time.monotonic() + 20
    while not found and time.monotonic() < end:
        time.sleep(0.05)
        found = page.evaluate(_FOUND)
    context.close()
    return {name: found[name] for name in MOMENTS}
