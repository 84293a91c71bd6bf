"""The browser that pictures are taken with, and tests run in."""

import shutil

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser")
"""Best the one without windows, which needs a third less time."""


def chromium() -> str | None:
    """Return the browser of this machine, or none for the one that Playwright brings."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
