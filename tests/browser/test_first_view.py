"""The rows are in the page itself: seen before any script has come, then alive without a move."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, Route, expect

from tests.browser.customer import Customer
from tests.browser.server import Server

Visit = Callable[..., Page]
_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
_HOSTILE = "</script><img src=x onerror=alert(1)> ~name~ \u2028 &amp; \"'"
_WATCH = """
window.seen = {moved: [], rows: 0, fewest: Infinity};
const place = (one) => [one.x, one.y, one.width, one.height].map(Math.round).join(" ");
const moved = (one) => `${one.node?.outerHTML?.slice(0, 200) ?? one.node?.nodeName} from ${place(one.previousRect)} to ${place(one.currentRect)}`;
const parsed = () => performance.getEntriesByType("navigation")[0].domInteractive || Infinity;
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  if (one.startTime > parsed()) seen.moved.push(one.value, ...one.sources.map(moved));
})).observe({type: "layout-shift", buffered: true});
const count = () => document.querySelectorAll("main [data-testid=product-row], main [data-testid=empty-products]").length;
new MutationObserver(() => {
  seen.rows = Math.max(seen.rows, count());
  if (seen.rows && document.readyState !== "loading") seen.fewest = Math.min(seen.fewest, count());
}).observe(document, {childList: true, subtree: true});
"""
_PAINTED = "new Promise((then) => new PerformanceObserver(then).observe({type: 'paint', buffered: true}))"
_DIFFERENCES = """async () => {
  const whole = (parts) => { const box = document.createElement("div"); box.append(...parts); box.normalize(); return box; };
  const text = await (await fetch(location.href)).text();
  const first = new DOMParser().parseFromString(text, "text/html").querySelector(".first-view");
  const sent = whole([...first.cloneNode(true).childNodes].filter((one) => one.nodeType === 1));
  const live = whole([...document.querySelectorAll("main > :not(.head, dialog)")].map((one) => one.cloneNode(true)));
  return sent.isEqualNode(live) ? "" : `sent: ${sent.innerHTML}\\nlive: ${live.innerHTML}`;
}"""

_PATIENCE = 1000
_ONLY_BACKGROUND = """
const sheet = new CSSStyleSheet();
sheet.replaceSync("html { background: navy } body { visibility: hidden }");
document.adoptedStyleSheets = [sheet];
"""
_MOMENTS = """() => {
  const scripts = performance.getEntriesByType("resource").filter((one) => one.name.includes("/assets/") && one.name.endsWith(".js"));
  return [performance.getEntriesByName("first-contentful-paint")[0]?.startTime, Math.min(...scripts.map((one) => one.startTime))];
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
    _sign_in(page, server, email)
    page.add_init_script(_WATCH)
    held: list[Route] = []
    page.route("**/assets/entry.client-*.js", lambda route: held.append(route))  # noqa: PLW0108 (a method of a list cannot be marked, as the library does)
    page.goto(path, wait_until="commit")
    page.evaluate(_PAINTED)
    _let_go(page, held)
    _until_alive(page)
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    assert page.evaluate(_DIFFERENCES) == ""
    assert seen["moved"] == [], str(seen["moved"])
    assert seen["fewest"] >= seen["rows"]


def test_the_page_fetches_its_scripts_when_its_rows_were_seen(visit: Visit) -> None:
    page = visit("claire@exemple.fr")
    _until_alive(page)
    seen, begun = page.evaluate(_MOMENTS)
    assert begun > min(seen, _PATIENCE)
    assert page.locator("[rel=later], [type=later]").count() == 0


def test_a_background_alone_does_not_fetch_the_scripts(visit: Visit, server: Server) -> None:
    page = visit(None, "/health/live")
    _sign_in(page, server, "claire@exemple.fr")
    page.add_init_script(_ONLY_BACKGROUND)
    page.goto("/fr")
    expect(page.locator(".first-view")).to_have_count(0)
    seen, begun = page.evaluate(_MOMENTS)
    assert seen is None
    assert begun > _PATIENCE


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


def test_what_is_pressed_before_the_page_is_alive_counts(visit: Visit, customer: Customer) -> None:
    page = visit(None, "/health/live")
    _sign_in(page, customer.server, customer.claire)
    held: list[Route] = []
    page.route("**/assets/entry.client-*.js", lambda route: held.append(route))  # noqa: PLW0108 (a method of a list cannot be marked, as the library does)
    page.goto("/fr", wait_until="domcontentloaded")  # then the scripts run that are not the page's life
    opener = page.get_by_test_id("cell-license_status").get_by_role("button", expanded=False).first
    opener.click()
    _let_go(page, held)
    expect(page.get_by_test_id("details-license_status")).to_contain_text(customer.number)
    expect(page.get_by_test_id("cell-license_status").get_by_role("button", expanded=True)).to_be_focused()


def test_what_is_typed_and_chosen_before_the_page_is_alive_counts(visit: Visit, customer: Customer) -> None:
    alerts = (
        customer.alert(f"{title}-{kind}".lower(), "2026-11-20T09:00:00Z", title=title, kind=kind)
        for title in ("Sonde", "Port")
        for kind in ("news", "security")
    )
    customer.server.load(*alerts, customer.alert("c", "2026-11-20T09:00:00Z", title="Sonde", important=False, kind="news"))
    page = visit(None, "/health/live")
    _sign_in(page, customer.server, customer.claire)
    held: list[Route] = []
    page.route("**/assets/entry.client-*.js", lambda route: held.append(route))  # noqa: PLW0108 (as above)
    page.goto("/fr/alerts", wait_until="domcontentloaded")
    page.get_by_role("searchbox", name="Chercher").fill("sonde")
    page.get_by_role("checkbox", name="Importantes seulement").check()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Chercher partout").fill(customer.number)
    _let_go(page, held)
    expect(page.get_by_role("option", name=customer.number)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("alert-line")).to_have_count(2)
    expect(page.get_by_role("searchbox", name="Chercher")).to_have_value("sonde")
    expect(page.get_by_role("checkbox", name="Importantes seulement")).to_be_checked()


def test_after_signing_out_the_way_back_shows_nothing(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], customer: Customer
) -> None:
    """The browser may keep whole pages for the way back, as people's do."""
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page(base_url=customer.server.origin)
    _sign_in(page, customer.server, customer.claire)
    page.goto("/fr")
    _until_alive(page)
    page.get_by_test_id("sign-out").click()
    page.wait_for_url("**/auth/bye*")
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_test_id("product-row")).to_have_count(0)
    expect(page).to_have_url(re.compile("/idp/|/auth/login"))
    browser.close()


def _sign_in(page: Page, server: Server, email: str) -> None:
    page.context.add_cookies([{"name": "monproduit", "value": server.cookie_of(email), "url": server.origin, "httpOnly": True}])


def _let_go(page: Page, held: list[Route]) -> None:
    """Let the script come by which a page lives, once it was asked for."""
    begun = time.monotonic()
    while not held:
        assert time.monotonic() - begun < 10
        page.wait_for_timeout(20)
    held[0].continue_()


def _until_alive(page: Page) -> None:
    expect(page.locator(".first-view")).to_have_count(0)
    expect(page.locator("main :is([data-testid=product-row], .empty)").first).to_be_visible()
