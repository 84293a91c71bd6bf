"""The gallery as Nora, a designer, works with it: built from some of its files, in a folder of its own."""

import fcntl
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from monproduit.gallery import pictures
from monproduit.gallery.assets import ASSETS, BROWSER
from monproduit.gallery.build import build, served
from monproduit.gallery.comparison import compare
from monproduit.gallery.pictures import take
from monproduit.gallery.place import FOLDER, ROOT
from monproduit.gallery.registry import shelves
from monproduit.gallery.sources import digest

pytestmark = pytest.mark.timeout(400)  # the first test builds
_TO_THE_END = """name => {
  document.getElementById(name).scrollIntoView({block: "end"});
  return document.querySelector('[data-product="archivo-5000"]');
}"""
"""Rows get their height as they are drawn, so that the end moves while one goes there."""
_ONLY = "small,support_status,product_table"
_CHANGE = '.badge { letter-spacing: 0.1em } [id="small.one_badge"] { padding-bottom: 0.4px }'
"""Its second part moves all that comes after by a part of a pixel: that makes no other picture of it."""


@pytest.fixture(scope="session")
def built() -> Path:
    """Build once for all workers, and not again while nothing that it is made of changes."""
    FOLDER.mkdir(exist_ok=True)
    stamp, client = FOLDER / "tested", FOLDER / "web-test" / "build" / "client"
    others = [*ASSETS.glob("*.*"), *BROWSER.glob("*.*"), ROOT / "rxconfig.py", ROOT / "requirements.txt"]
    examples = (f"monproduit.gallery.examples.{name}" for name in _ONLY.split(","))
    made_of = digest("monproduit.gallery.app", *examples, more="".join(path.read_text(errors="replace") for path in sorted(others)))
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not client.exists() or not stamp.exists() or stamp.read_text() != made_of:
            build(_ONLY, FOLDER / "web-test")
            stamp.write_text(made_of)
    return client


@pytest.fixture
def look(browser: Browser, built: Path) -> Iterator[Callable[..., Page]]:
    """Open the gallery at an address; any error in its console fails the test."""
    errors: list[str] = []
    with served(built) as origin:
        context = browser.new_context(base_url=origin, viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"])

        def at(address: str = "") -> Page:
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"/fr/gallery{address}")
            expect(page.locator("html[data-ready]")).to_be_attached()
            return page

        yield at
        context.close()
    assert errors == []


def _stage(page: Page, key: str) -> object:
    return page.locator(f'[id="{key}"]').get_by_test_id("stage")


def test_every_example_is_there_with_its_source_and_what_feeds_it(look: Callable[..., Page]) -> None:
    page = look()
    expect(page.get_by_role("article")).to_have_count(sum(len(shelves()[module]) for module in _ONLY.split(",")))
    example = page.locator('[id="support_status.expired"]')
    expect(example).to_contain_text("Expiré depuis 55 jours")
    example.get_by_text("Python", exact=True).click()
    expect(example.get_by_role("code")).to_contain_text('SupportStatus("expired", "Expiré depuis 55 jours", "Standard", "depuis le 30 sept. 2026")')
    example.get_by_role("button", name="Copy").click()
    page.wait_for_function("text => navigator.clipboard.readText().then((copied) => copied === text)", arg=example.get_by_role("code").text_content())
    expect(page.get_by_role("button", name="monproduit/components/sections/support_status.py").first).to_be_visible()


def test_a_search_stands_in_the_address_and_a_link_brings_it_back(look: Callable[..., Page]) -> None:
    page = look()
    page.get_by_label("Search").fill("nothing is called so")
    expect(page.locator(".gallery-nothing")).to_be_visible()
    page.get_by_label("Search").fill("expired")
    expect(page.get_by_role("article").filter(visible=True)).to_have_count(3)
    page.get_by_label("State").select_option("expired")
    expect(page).to_have_url(re.compile("q=expired&state=expired"))
    again = look("?" + page.url.partition("?")[2])
    expect(again.get_by_role("article").filter(visible=True)).to_have_count(3)
    expect(again.get_by_label("Search")).to_have_value("expired")
    again.keyboard.press("Escape")
    expect(again.get_by_role("article").filter(visible=True)).not_to_have_count(3)


def test_each_control_is_a_key_and_stands_in_the_address(look: Callable[..., Page]) -> None:
    page = look()
    for key, name, part in (("d", "dark", "theme=dark"), ("p", "phone", "width=phone"), ("c", "compact", "density=compact")):
        page.keyboard.press(key)
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        expect(page).to_have_url(re.compile(part))
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile(r"/en/gallery\?theme=dark&width=phone&density=compact"))
    expect(page.locator("html[data-ready]")).to_be_attached()
    expect(_stage(page, "support_status.loading").get_by_label("Loading")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()


def test_on_the_width_of_a_phone_components_look_as_on_a_phone(look: Callable[..., Page]) -> None:
    names = {width: _stage(look(f"?width={width}"), "support_status.in_force").locator(".cell-name") for width in ("desktop", "phone")}
    expect(names["desktop"]).to_be_hidden()
    expect(names["phone"]).to_be_visible()


def test_a_link_in_a_component_leads_nowhere(look: Callable[..., Page]) -> None:
    page = look()
    address = page.url
    _stage(page, "product_table.usual").get_by_role("link", name="Archivo").click()
    assert page.url == address


def test_thousands_of_rows_do_not_freeze_the_browser(look: Callable[..., Page]) -> None:
    page = look("#product_table.thousands")
    expect(page.locator('[data-product="archivo-1"]')).to_have_count(0)
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    page.get_by_role("button", name="Draw “5,000 products”").click()
    expect(page.locator('[data-product="archivo-1"]')).to_be_visible()
    page.wait_for_function(_TO_THE_END, arg="product_table.thousands")
    expect(page.locator('[data-product="archivo-5000"]')).to_be_visible()
    assert page.get_by_test_id("product-row").count() < 1000


def test_pictures_are_the_same_each_time_and_a_changed_component_is_found(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"THEMES": "dark", "LOCALES": "en", "WIDTHS": "phone"}.items():
        monkeypatch.setattr(pictures, name, (value,))
    monkeypatch.setenv("MONPRODUIT_GALLERY_ONLY", "small")
    changed = shutil.copytree(built, tmp_path / "changed")
    sheets = [path for path in changed.rglob("*.css") if ".badge" in path.read_text()]
    for sheet in sheets:
        sheet.write_text(sheet.read_text() + _CHANGE)
    shots = {name: tmp_path / name for name in ("first", "second", "third")}
    with ThreadPoolExecutor(1) as apart:  # pytest's own browser keeps this thread
        counts = [apart.submit(take, source, shots[name]).result() for name, source in (("first", built), ("second", built), ("third", changed))]
    assert counts == [len(shelves()["small"])] * 3
    assert compare(shots["first"], shots["second"], tmp_path / "overlays") == []
    found = compare(shots["first"], shots["third"], tmp_path / "overlays")
    assert {one.path for one in found} == {f"en/dark/phone/small.{name}.png" for name in ("one_badge", "badges", "long_badge", "right_to_left_badge")}
