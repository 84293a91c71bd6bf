"""No page is wider than its screen, and nothing leaves it, however long a name is that has no place to break."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from monproduit import routes
from monproduit.core.sections import Section
from monproduit.pages.site import PLACES
from tests.browser.customer import Customer
from tests.browser.long_names import LongNames

Visit = Callable[..., Page]
WIDTHS = (320, 360, 768, 970, 1280, 1440)
_TOO_WIDE = """() => {
  const main = document.querySelector("main");
  const edge = main.getBoundingClientRect().right;
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).clipPath === "none";
  const scrolls = (one) => one !== main && (getComputedStyle(one).overflowX !== "visible" || (one.parentElement && scrolls(one.parentElement)));
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className} by ${Math.round(one.getBoundingClientRect().right - edge)}`;
  const out = [...main.querySelectorAll("*")].filter((one) => isSeen(one) && !scrolls(one) && one.getBoundingClientRect().right > edge + 1).map(name);
  const over = document.documentElement.scrollWidth - innerWidth;
  return over > 0 ? [`the page by ${over}`, ...out] : out;
}"""
_BROKEN = """() => [...document.querySelectorAll("main .lines *")].filter((one) => one.offsetWidth > 1 && !one.closest("code, .sr-only"))
  .flatMap((one) => [...one.childNodes]).filter((node) => node.nodeType === Node.TEXT_NODE)
  .flatMap((node) => [...node.data.matchAll(/\\p{L}{2,}/gu)].filter((word) => {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
  }).map((word) => word[0]))"""
_STAFFS = [place.path for place in PLACES if place.path.startswith("/staff/")]
_OTHERS = [place.path for place in PLACES if place.path not in _STAFFS]


@pytest.fixture
def names(customer: Customer) -> LongNames:
    """Long names, in the server's database."""
    return LongNames(customer)


def _addresses(names: LongNames, group: int, paths: list[str]) -> list[str]:
    keys = {
        routes.LICENSE: names.customer.number,
        routes.GROUP: group,
        routes.ALERT: names.alert,
        routes.EDIT_ALERT: names.alert,
        routes.SERVICE_REQUEST: names.request,
        routes.STAFF_REQUEST: names.request,
        routes.PRODUCT: names.product,
        routes.ARTICLE: names.article,
    }
    asked = {routes.NEW_REQUEST: f"?license={names.customer.number}", routes.DOWNLOADS: f"?product={names.product}"}
    return [re.sub(r"\[\w+\]", str(keys.get(path)), path) + asked.get(path, "") for path in paths]


def _look(page: Page, what: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{what} {width}: {one}" for one in page.evaluate(_TOO_WIDE)]
    return found


def _visit_all(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(f"/fr{address}")
        expect(page.locator("main .bones")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        found += _look(page, address)
    return found


def test_long_names_fit_every_screen_on_every_page(visit: Visit, names: LongNames) -> None:
    group = names.load()
    page = visit(names.email)
    assert _visit_all(page, _addresses(names, group, _OTHERS)) == []


def test_long_names_fit_every_screen_in_what_opens(visit: Visit, names: LongNames) -> None:
    group = names.load()
    page = visit(names.email)
    found = []
    for section in Section:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_test_id(f"cell-{section}").first.get_by_role("button").first.click()
        expect(page.get_by_test_id(f"details-{section}").get_by_role("row").nth(1)).to_be_visible()
        found += _look(page, section)
        page.get_by_test_id(f"cell-{section}").first.get_by_role("button").first.click()
    page.goto(f"/fr/groups/{group}")
    page.get_by_test_id("open-journal").click()
    expect(page.get_by_test_id("audit-line").first).to_be_visible()
    assert found + _look(page, "journal") == []


def test_long_names_fit_every_screen_of_the_staff(visit: Visit, names: LongNames) -> None:
    group = names.load()
    page = visit(names.staff)
    assert _visit_all(page, _addresses(names, group, _STAFFS)) == []


@pytest.mark.parametrize("path", ["/groups/1", "/products", "/service-requests", "/downloads"])
def test_usual_words_stay_whole_in_tables(visit: Visit, path: str) -> None:
    page = visit("claire@exemple.fr", f"/fr{path}")
    expect(page.get_by_role("main").get_by_role("row").nth(1)).to_be_visible()
    for width in (961, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_BROKEN) == [], width
