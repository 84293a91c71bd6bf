"""No rule of accessibility is broken: light and dark, both languages, at rest, opened, and in the dialog."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from monproduit.core.sections import Section
from tests.browser.customer import Customer

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
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


def _check(page: Page, what: str) -> None:
    found = Axe().run(page, options=_RULES)
    assert found.violations_count == 0, f"{what}\n{found.generate_report()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_accessible(visit: Callable[..., Page], language: str, scheme: str) -> None:
    page = visit("claire@exemple.fr", f"/{language}", color_scheme=scheme, reduced_motion="reduce")
    for path in _PATHS:
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
        _check(page, f"{language}{path} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_tokens_and_webhooks_are_accessible(visit: Callable[..., Page], language: str, scheme: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/api", color_scheme=scheme, reduced_motion="reduce")
    for path, name in (("/staff/api", "make-token"), ("/staff/webhooks", "add-webhook")):
        page.goto(f"/{language}{path}")
        expect(page.get_by_test_id(f"open-{name}")).to_be_visible()
        _check(page, f"{path} {scheme}")
        _dialog(page, name, scheme)
    page.goto("/api/v1/docs")
    page.locator("summary").first.click()
    _check(page, f"docs {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_staffs_desk_is_accessible(visit: Callable[..., Page], language: str, scheme: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/service-requests", color_scheme=scheme, reduced_motion="reduce")
    expect(page.get_by_test_id("request-line").first).to_be_visible()
    _check(page, f"{language} queue {scheme}")
    page.goto(f"/{language}/staff/service-requests/SR-1001")
    expect(page.get_by_test_id("request-entry").first).to_be_visible()
    _check(page, f"{language} desk {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_chat_and_its_desk_have_no_violations(visit: Callable[..., Page], customer: Customer, scheme: str, language: str) -> None:
    page = visit(customer.claire, f"/{language}/faq", color_scheme=scheme, reduced_motion="reduce")
    page.get_by_test_id("chat-launcher").click()
    expect(page.get_by_role("log")).to_be_visible()
    _check(page, f"{language} panel {scheme}")
    page.get_by_test_id("chat-words").fill(f"Bonjour {customer.suffix}")
    page.get_by_test_id("chat-words").press("Enter")
    expect(page.get_by_test_id("chat-line")).to_have_count(1)
    desk = visit("sam@editeur.fr", f"/{language}/staff/chats", color_scheme=scheme, reduced_motion="reduce")
    desk.get_by_test_id("desk-line").filter(has_text=customer.suffix).click()
    desk.get_by_test_id("chat-join").click()
    expect(page.get_by_test_id("chat-event")).to_have_count(1)
    _check(page, f"{language} conversation {scheme}")
    _check(desk, f"{language} desk {scheme}")
    desk.get_by_test_id("open-chat-create-request").click()
    expect(desk.get_by_role("dialog").get_by_role("combobox").first).not_to_be_empty()
    _check(desk, f"{language} filing {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_staff_are_accessible(visit: Callable[..., Page], language: str, scheme: str) -> None:
    page = visit("sam@editeur.fr", f"/{language}/staff/deliveries", color_scheme=scheme, reduced_motion="reduce")
    expect(page.get_by_test_id("delivery-line").filter(has=page.get_by_role("button"))).to_have_count(1)
    _check(page, f"deliveries {language} {scheme}")
    for path, shown in (("/staff/alerts", "staff-alert-line"), ("/staff/alerts/vigie-cve", "alert-preview"), ("/staff/new-alert", "alert-editor")):
        page.goto(f"/{language}{path}")
        expect(page.get_by_test_id(shown).first).to_be_visible()
        _check(page, f"{path} {language} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_is_accessible(visit: Callable[..., Page], scheme: str) -> None:
    page = visit("claire@exemple.fr", color_scheme=scheme, reduced_motion="reduce")
    row = page.locator("[data-product=archivo]")
    for section in Section:
        row.get_by_test_id(f"cell-{section}").get_by_role("button").first.click()
        expect(row.get_by_test_id(f"details-{section}").get_by_role("row").nth(1)).to_be_visible()
    _check(page, f"opened {scheme}")
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("12")
    page.get_by_test_id("license-number").press("Enter")
    expect(page.get_by_test_id("add-error")).not_to_be_empty()
    _check(page, f"dialog {scheme}")
    page.get_by_role("radio", name="Liste des produits").check()
    expect(page.get_by_test_id("product-option").first).to_be_visible()
    _check(page, f"list {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialogs_of_licenses_and_groups_are_accessible(visit: Callable[..., Page], scheme: str) -> None:
    page = visit("claire@exemple.fr", "/fr/licenses/204-771-350", color_scheme=scheme, reduced_motion="reduce")
    for name in ("reveal-key", "renewal", "assign-user"):
        _dialog(page, name, scheme)
    page.goto("/fr/groups/1")
    for name in ("invite", "group-settings", "leave-group"):
        _dialog(page, name, scheme)
    page.get_by_test_id("member-line").first.get_by_role("button").click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    _check(page, f"member {scheme}")
    page.goto("/fr")
    page.locator(".above summary").click()
    _check(page, f"menu {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["archi", "xyzzy"])
def test_the_search_is_accessible(visit: Callable[..., Page], scheme: str, text: str) -> None:
    page = visit("claire@exemple.fr", "/fr/contact", color_scheme=scheme, reduced_motion="reduce")
    page.get_by_test_id("open-search").click()
    _check(page, f"search at rest {scheme}")
    page.get_by_test_id("search-everywhere").fill(text)
    expect(page.get_by_test_id("search-count")).not_to_be_empty()
    _check(page, f"search {text} {scheme}")
    page.keyboard.press("Escape")
    page.goto("/fr/knowledge/archivage-interrompu")
    page.get_by_test_id("helpful-no").click()
    expect(page.get_by_role("textbox", name="Que manque-t-il")).to_be_visible()
    _check(page, f"helpful {scheme}")


def _dialog(page: Page, name: str, scheme: str) -> None:
    page.get_by_test_id(f"open-{name}").click()
    expect(page.get_by_test_id(name)).to_be_visible()
    _check(page, f"{name} {scheme}")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id(name)).not_to_be_visible()
