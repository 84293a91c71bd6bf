"""What Nora sends to those who review: a site of pictures, and a report of what is other, both opened as files without a server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from monproduit.gallery.__main__ import write_report, write_site
from monproduit.gallery.pictures import pictures


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a file; an error in the console, or a request for anything but files, fails the test."""
    wrong, contexts = list[str](), []

    def open_file(file: Path, after: str = "") -> Page:
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}))
        page = contexts[-1].new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith("file://") else wrong.append(request.url))
        page.goto(file.as_uri() + after)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert wrong == []


def _grey(path: Path, grey: int = 200, dark: int = 0) -> None:
    """Write a picture of one shade, the first so many rows of it black."""
    picture = Image.new("RGB", (100, 50), (grey, grey, grey))
    picture.paste((0, 0, 0), (0, 0, 100, dark))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The exported site of one file of examples."""
    monkeypatch.setenv("MONPRODUIT_GALLERY_ONLY", "small")
    for one in pictures():
        _grey(tmp_path / "pictures" / one.path)
    return write_site(tmp_path)


def test_the_site_is_searched_and_filtered_without_a_server(opened: Callable[..., Page], site: Path) -> None:
    page, shown = opened(site), {one.exhibit.key: one.exhibit for one in pictures()}
    images = page.get_by_role("img")
    expect(images).to_have_count(len(shown))
    assert images.first.evaluate("one => one.decode().then(() => one.naturalWidth)") == 100
    for name, value in (("Language", "en"), ("Theme", "dark"), ("Width", "phone")):
        page.get_by_label(name).select_option(value)
    assert {image.get_attribute("src").rpartition("/")[0] for image in images.all()} == {"pictures/en/dark/phone"}
    page.get_by_label("State").select_option("expired")
    expect(images).to_have_count(sum("expired" in one.states for one in shown.values()))
    page.keyboard.press("/")
    page.keyboard.type("nothing is called so")
    expect(images).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("0 pictures")
    again = opened(site, "#q=Badge&language=en&theme=dark&width=phone")
    expect(again.get_by_label("Search")).to_have_value("Badge")
    expect(again.get_by_role("img", name="badge: A badge", exact=True)).to_be_visible()


def test_the_report_lays_a_changed_picture_beside_or_over_the_accepted_one(opened: Callable[..., Page], tmp_path: Path) -> None:
    for name, dark in (("small.badge.png", 25), ("small.icons.png", 1), ("small.copy.png", 0)):
        _grey(tmp_path / "before" / name)
        _grey(tmp_path / "after" / name, dark=dark)
    page = opened(write_report(tmp_path / "before", tmp_path / "after", tmp_path / "report")[0])
    expect(page.get_by_role("heading")).to_have_text(["small.badge.png 50.00 % is other", "small.icons.png 2.00 % is other"])
    expect(page.locator("figcaption")).to_have_text(["accepted", "now", "what is other"] * 2)
    page.get_by_label("Threshold").fill("5")
    expect(page.get_by_role("heading")).to_have_text(["small.badge.png 50.00 % is other"])
    expect(page.get_by_role("status").first).to_have_text("1 of 2 differences")
    page.get_by_label("View").select_option("overlay")
    page.get_by_label("Old new").fill("1")
    expect(page.locator(".over img").last).to_have_css("opacity", "1")
    boxes = [one.bounding_box() for one in page.locator(".over img").all()]
    assert boxes[0] == boxes[1], "the new picture does not lie on the old one"
