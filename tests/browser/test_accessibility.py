"""No rule of accessibility is broken: light and dark, both languages, at rest, opened, and in the dialog."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from monproduit.core.sections import Section
from tests.browser.customer import Customer
from tests.browser.server import Server

_RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
_OF_COLOUR = ["color-contrast", "link-in-text-block"]
_COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": _OF_COLOUR}}
_OTHERS = {**_RULES, "rules": {name: {"enabled": False} for name in _OF_COLOUR}}
_PATHS = (
    "",
    "/groups",
    "/groups/1",
    "/licenses/204-771-350",
    "/help/roles",
    "?show=hidden",
    "/faq",
    "/help/getting-started",
    "/help/license-number",
    "/support-plans",
    "/contact",
    "/alerts",
    "/alerts/vigie-cve",
    "/downloads?product=archivo",
    "/products",
    "/products/archivo",
    "/service-requests",
    "/service-requests/SR-1001",
    "/service-requests/new?product=vigie",
    "/knowledge",
    "/knowledge?q=archiv",
    "/knowledge?q=xyzzy",
    "/knowledge/archivage-interrompu",
    "/documentation",
    "/videos",
    "/forums",
    "/profile",
)

_SHOWN = {
    "/alerts": "alert-line",
    "/alerts/vigie-cve": "fix-line",
    "/knowledge": "article-line",
    "/knowledge?q=archiv": "article-line",
    "/knowledge?q=xyzzy": "nothing-there",
    "/knowledge/archivage-interrompu": "article-page",
    "/documentation": "document-line",
    "/videos": "video-card",
    "/forums": "forum-line",
    "/contact": "telephone-line",
    "/support-plans": "severity-line",
}
"""What must be there before a page is checked."""


def _check(page: Page, what: str, within: str | None = None) -> None:
    """Try all rules in the light, and in the dark those that a colour can break: these in French alone, since no colour knows a language.

    Of a page that was tried before, only what opened since is tried, `within` a selector.
    """
    for scheme, rules in (("light", _OTHERS),) if "/en" in page.url else (("light", _RULES), ("dark", _COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(
            "scheme => getComputedStyle(document.documentElement).colorScheme.includes('dark') === (scheme === 'dark')", arg=scheme
        )
        found = (Axe() if page.evaluate("!window.axe") else Axe("null")).run(page, within, rules)
        assert found.violations_count == 0, f"{what} {scheme}\n{found.generate_report()}"
    page.emulate_media(color_scheme="light")


@pytest.fixture(scope="module")
def tab(browser: Browser, portal_server: Server) -> Iterator[Page]:
    """A browser that keeps what it saw, and so opens the next page sooner."""
    context = browser.new_context(base_url=portal_server.origin, locale="fr-FR", viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(tab: Page, server: Server) -> Page:
    """Claire's tab."""
    if not tab.context.cookies():
        cookie = server.cookie_of("claire@exemple.fr")
        tab.context.add_cookies([{"name": "monproduit", "value": cookie, "url": server.origin, "httpOnly": True}])
    return tab


@pytest.mark.parametrize("path", _PATHS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_accessible(reader: Page, language: str, path: str) -> None:
    page = reader
    page.goto(f"/{language}{path}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    if not path:
        expect(page.get_by_test_id("product-row")).to_have_count(9)
    if path in _SHOWN:
        expect(page.get_by_test_id(_SHOWN[path]).first).to_be_visible()
    if path.startswith(("/groups/", "/licenses", "/downloads", "/products")):
        expect(page.get_by_role("table").first).to_be_visible()
    if path.startswith("/service-requests"):
        expect(page.get_by_test_id(re.compile("request-line|request-page|new-request-page")).first).to_be_visible()
    _check(page, f"{language}{path}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_tokens_and_webhooks_are_accessible(visit: Callable[..., Page], language: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/api", reduced_motion="reduce")
    for path, name in (("/staff/api", "make-token"), ("/staff/webhooks", "add-webhook")):
        page.goto(f"/{language}{path}")
        expect(page.get_by_test_id(f"open-{name}")).to_be_visible()
        _check(page, f"{path}")
        _dialog(page, name)


def test_the_documentation_of_the_api_is_accessible(visit: Callable[..., Page]) -> None:
    page = visit("sam@editeur.fr", "/api/v1/docs", reduced_motion="reduce")
    page.locator("summary").first.click()
    _check(page, "docs")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_staffs_desk_is_accessible(visit: Callable[..., Page], language: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/service-requests", reduced_motion="reduce")
    expect(page.get_by_test_id("request-line").first).to_be_visible()
    _check(page, f"{language} queue")
    page.goto(f"/{language}/staff/service-requests/SR-1001")
    expect(page.get_by_test_id("request-entry").first).to_be_visible()
    _check(page, f"{language} desk")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_chat_and_its_desk_have_no_violations(visit: Callable[..., Page], customer: Customer, language: str) -> None:
    page = visit(customer.claire, f"/{language}/faq", reduced_motion="reduce")
    page.get_by_test_id("chat-launcher").click()
    expect(page.get_by_role("log")).to_be_visible()
    _check(page, f"{language} panel")
    page.get_by_test_id("chat-words").fill(f"Bonjour {customer.suffix}")
    page.get_by_test_id("chat-words").press("Enter")
    expect(page.get_by_test_id("chat-line")).to_have_count(1)
    desk = visit("sam@editeur.fr", f"/{language}/staff/chats", reduced_motion="reduce")
    desk.get_by_test_id("desk-line").filter(has_text=customer.suffix).click()
    desk.get_by_test_id("chat-join").click()
    expect(page.get_by_test_id("chat-event")).to_have_count(1)
    _check(page, f"{language} conversation")
    _check(desk, f"{language} desk")
    desk.get_by_test_id("open-chat-create-request").click()
    expect(desk.get_by_role("dialog").get_by_role("combobox").first).not_to_be_empty()
    _check(desk, f"{language} filing", "dialog[open]")


@pytest.mark.parametrize("path", ["service-requests", "deliveries", "api", "webhooks"])
def test_the_tables_of_the_staff_fit_every_screen_and_name_what_they_show(visit: Callable[..., Page], path: str) -> None:
    page = visit("sam@editeur.fr", f"/fr/staff/{path}")
    table = page.get_by_role("table").first
    expect(table.get_by_role("cell").first).to_be_visible()
    for width in (1200, 1000, 961, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert table.evaluate("table => table.parentElement.scrollWidth - table.parentElement.clientWidth") <= 0, width
    names = table.locator("td:not(.last)").evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    assert names
    assert not {"none", "normal", '""'} & set(names)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_staff_are_accessible(visit: Callable[..., Page], language: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/deliveries", reduced_motion="reduce")
    expect(page.get_by_test_id("delivery-line").filter(has=page.get_by_role("button")).first).to_be_visible()
    _check(page, f"deliveries {language}")
    for path, shown in (("/staff/alerts", "staff-alert-line"), ("/staff/alerts/vigie-cve", "alert-preview"), ("/staff/new-alert", "alert-editor")):
        page.goto(f"/{language}{path}")
        expect(page.get_by_test_id(shown).first).to_be_visible()
        _check(page, f"{path} {language}")


def test_what_opens_is_accessible(visit: Callable[..., Page]) -> None:
    page = visit("claire@exemple.fr", reduced_motion="reduce")
    row = page.locator("[data-product=archivo]")
    for section in Section:
        row.get_by_test_id(f"cell-{section}").get_by_role("button").first.click()
        expect(row.get_by_test_id(f"details-{section}").get_by_role("row").nth(1)).to_be_visible()
    _check(page, "opened")
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("12")
    page.get_by_test_id("license-number").press("Enter")
    expect(page.get_by_test_id("add-error")).not_to_be_empty()
    _check(page, "dialog", "[data-testid=add-dialog]")
    page.get_by_role("radio", name="Liste des produits").check()
    expect(page.get_by_test_id("product-option").first).to_be_visible()
    _check(page, "list", "[data-testid=add-dialog]")


def test_the_dialogs_of_licenses_and_groups_are_accessible(visit: Callable[..., Page]) -> None:
    page = visit("claire@exemple.fr", "/fr/licenses/204-771-350", reduced_motion="reduce")
    for name in ("reveal-key", "renewal", "assign-user"):
        _dialog(page, name)
    page.goto("/fr/groups/1")
    for name in ("invite", "group-settings", "leave-group"):
        _dialog(page, name)
    page.get_by_test_id("member-line").first.get_by_role("button").click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    _check(page, "member", "[data-testid=member]")
    page.goto("/fr")
    page.locator(".above summary").click()
    _check(page, "menu")


@pytest.mark.parametrize("text", ["archi", "xyzzy"])
def test_the_search_is_accessible(visit: Callable[..., Page], text: str) -> None:
    page = visit("claire@exemple.fr", "/fr/contact", reduced_motion="reduce")
    page.get_by_test_id("open-search").click()
    _check(page, "search at rest", "#search-dialog")
    page.get_by_test_id("search-everywhere").fill(text)
    expect(page.get_by_test_id("search-count")).not_to_be_empty()
    _check(page, f"search {text}", "#search-dialog")
    page.keyboard.press("Escape")
    page.goto("/fr/knowledge/archivage-interrompu")
    page.get_by_test_id("helpful-no").click()
    expect(page.get_by_role("textbox", name="Que manque-t-il")).to_be_visible()
    _check(page, "helpful")


def _dialog(page: Page, name: str) -> None:
    page.get_by_test_id(f"open-{name}").click()
    expect(page.get_by_test_id(name)).to_be_visible()
    _check(page, f"{name}", f"[data-testid={name}]")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id(name)).not_to_be_visible()
