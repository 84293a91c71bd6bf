"""The rows are in the page itself: seen before any script has come, then alive without a move."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.server import Server

Visit = Callable[..., Page]
_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
_HOSTILE = "</script><img src=x onerror=alert(1)> ~name~ \u2028 &amp; \"'"
_WATCH = """
window.seen = {shift: 0, rows: 0, fewest: Infinity};
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.shift += one.value; })).observe({type: "layout-shift", buffered: true});
const count = () => document.querySelectorAll("main [data-testid=product-row], main [data-testid=empty-products]").length;
new MutationObserver(() => {
  seen.rows = Math.max(seen.rows, count());
  if (seen.rows && document.readyState !== "loading") seen.fewest = Math.min(seen.fewest, count());
}).observe(document, {childList: true, subtree: true});
"""
_DIFFERENCES = """async () => {
  const whole = (parts) => { const box = document.createElement("div"); box.append(...parts); box.normalize(); return box; };
  const text = await (await fetch(location.href)).text();
  const first = new DOMParser().parseFromString(text, "text/html").querySelector(".first-view");
  const sent = whole([...first.cloneNode(true).childNodes].filter((one) => one.nodeType === 1));
  const live = whole([...document.querySelectorAll("main > :not(.head, dialog)")].map((one) => one.cloneNode(true)));
  return sent.isEqualNode(live) ? "" : `sent: ${sent.innerHTML}\\nlive: ${live.innerHTML}`;
}"""


@pytest.mark.parametrize(
    ("email", "path", "around"),
    [
        ("claire@exemple.fr", "/fr", {}),
        ("claire@exemple.fr", "/en?show=expired", {"locale": "en-GB"}),
        ("claire@exemple.fr", "/fr?show=without", _PHONE),
        ("vide@exemple.fr", "/fr", {}),
        ("sam@editeur.fr", "/en", {}),
        ("bruno@exemple.fr", "/fr?show=hidden", {}),
    ],
)
def test_the_live_table_replaces_its_equal_and_nothing_moves(visit: Visit, server: Server, email: str, path: str, around: Any) -> None:
    page = visit(None, "/health/live", **around)
    page.context.add_cookies([{"name": "monproduit", "value": server.cookie_of(email), "url": server.origin, "httpOnly": True}])
    page.add_init_script(_WATCH)
    page.goto(path)
    _until_alive(page)
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    assert page.evaluate(_DIFFERENCES) == ""
    assert seen["shift"] == 0
    assert seen["fewest"] >= seen["rows"]


def test_the_rows_show_in_each_theme_where_no_script_runs(visit: Visit) -> None:
    page = visit("claire@exemple.fr", java_script_enabled=False, color_scheme="dark")
    expect(page.get_by_test_id("product-row").first).to_be_visible()
    expect(page.get_by_test_id("cell-license_status").first).to_be_visible()


def test_a_hostile_name_is_only_a_name(visit: Visit, customer: Customer) -> None:
    customer.server.load({"type": "product", "slug": customer.product, "name": _HOSTILE, "family": _HOSTILE})
    page = visit(customer.claire)
    _until_alive(page)
    assert page.evaluate(_DIFFERENCES) == ""
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator(".product-name")).to_have_text(_HOSTILE.replace("\u2028", " "))


def test_after_signing_out_the_way_back_shows_nothing(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    _until_alive(page)
    page.get_by_test_id("sign-out").click()
    page.wait_for_url("**/auth/bye*")
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_test_id("product-row")).to_have_count(0)
    assert "/auth/login" in page.url or "/idp/" in page.url


def _until_alive(page: Page) -> None:
    expect(page.locator(".first-view")).to_have_count(0)
    expect(page.locator("main :is([data-testid=product-row], .empty)").first).to_be_visible()
