"""Search everywhere, by the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


def _search(page: Page, text: str) -> None:
    """Open the search by its keys once the page is alive, and type."""
    expect(page.get_by_test_id("open-search")).to_be_visible()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Chercher partout")
    expect(field).to_be_focused()
    field.press_sequentially(text)


def test_a_number_leads_to_its_license_without_the_mouse(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_be_visible()
    _search(page, customer.number.lower().replace("-", " "))
    option = page.get_by_role("option", name=customer.number)
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{customer.server.origin}/fr/licenses/{customer.number}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("combobox", name="Chercher partout")).not_to_be_visible()


def test_enter_waits_for_what_was_typed_last(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/contact")
    _search(page, customer.number)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{customer.server.origin}/fr/licenses/{customer.number}")


def test_arrows_choose_while_the_focus_stays_in_the_field(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1"), customer.request("2"))
    page = visit(customer.claire, "/fr/faq")
    _search(page, f"SR-{customer.suffix}")
    field, options = (
        page.get_by_role("combobox", name="Chercher partout"),
        page.get_by_role("group", name="Demandes de service").get_by_role("option"),
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options).to_have_count(2)
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()


def test_a_product_is_brought_into_view_among_mes_produits(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/contact")
    _search(page, f"vigie {customer.suffix}")
    page.get_by_role("group", name="Produits").get_by_role("option").click()
    row = page.locator(f"#product-{customer.product}")
    expect(row).to_be_in_viewport()
    expect(row).to_be_focused()


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, {"width": 1440, "height": 900}])
def test_the_button_opens_it_and_gets_the_focus_back(visit: Visit, customer: Customer, viewport: dict[str, int]) -> None:
    page = visit(customer.claire, "/fr/contact", viewport=viewport)
    button = page.get_by_role("button", name="Chercher partout")
    button.click()
    field = page.get_by_role("combobox", name="Chercher partout")
    expect(field).to_be_focused()
    field.press_sequentially("xyzzy")
    expect(page.get_by_test_id("search-count")).to_have_text("Rien n’a été trouvé. Essayez un autre mot, ou un numéro.")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_nobody_finds_anothers_license(visit: Visit, customer: Customer) -> None:
    page = visit("nora@ailleurs.fr", "/fr/contact")
    _search(page, customer.number)
    expect(page.get_by_test_id("search-count")).to_contain_text("Rien n’a été trouvé")
