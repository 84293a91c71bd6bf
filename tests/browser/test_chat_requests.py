"""What is said in a chat is found in a service request, on both sides; and the launcher stands in nobody's way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.test_chat import Engineer, _open, _write

Visit = Callable[..., Page]
_FREE = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const box = document.querySelector("[data-testid=chat-launcher]").getBoundingClientRect();
  const ways = Array.from(document.querySelectorAll("main a, main button, main summary, main select, main input, footer a"));
  const seen = ways.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
  return Math.max(...seen.map((one) => one.bottom)) < box.top;
}"""
"""Whether, scrolled to the end, nothing of the page that one can press reaches under the launcher."""


@pytest.fixture
def engineer(visit: Visit, customer: Customer) -> Engineer:
    """An engineer whose name no other test uses."""
    return Engineer(visit, customer)


def _begin(visit: Visit, customer: Customer, engineer: Engineer, path: str = "/fr/faq") -> Page:
    claire = visit(customer.claire, path)
    _open(claire)
    _write(claire, f"La sonde est muette {customer.suffix}")
    engineer.open(f"La sonde est muette {customer.suffix}")
    return claire


def test_a_chat_becomes_a_request_by_keyboard_and_both_see_what_was_said(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    claire, desk = _begin(visit, customer, engineer), engineer.page
    desk.get_by_test_id("open-chat-create-request").press("Enter")
    dialog = desk.get_by_role("dialog", name="Créer une demande")
    expect(dialog.get_by_role("combobox", name="Produit")).to_have_value(customer.product)
    dialog.get_by_role("textbox", name="Titre").fill("Sonde muette")
    dialog.get_by_role("textbox", name="Titre").press("Enter")
    expect(dialog).not_to_be_visible()
    expect(desk.get_by_test_id("desk-request")).to_contain_text("SR-")
    expect(desk.get_by_test_id("open-chat-create-request")).to_have_count(0)
    _write(desk, f"Je regarde {customer.suffix}")
    claire.get_by_test_id("chat-request").get_by_role("link").click()
    expect(claire.get_by_role("heading", name="Sonde muette")).to_be_visible()
    for words in (f"La sonde est muette {customer.suffix}", f"Je regarde {customer.suffix}"):
        expect(claire.get_by_test_id("request-entry").filter(has_text=words)).to_have_count(1)
    _write(desk, f"Trouvé {customer.suffix}")
    expect(claire.get_by_test_id("request-entry").filter(has_text=f"Trouvé {customer.suffix}")).to_have_count(1)


def test_a_chat_joins_a_request_that_is_there_and_a_refusal_says_why(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    number = f"SR-{customer.suffix}-C"
    customer.server.load(customer.request("C", "in_progress", title="Déjà connue"))
    _begin(visit, customer, engineer)
    desk = engineer.page
    desk.get_by_test_id("open-chat-join-request").click()
    dialog = desk.get_by_role("dialog", name="Joindre à une demande")
    expect(dialog.get_by_role("combobox", name="Demande")).to_contain_text("Déjà connue")
    customer.server.load(customer.request("C", "closed", title="Déjà connue"))
    dialog.get_by_role("button", name="Joindre", exact=True).click()
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    customer.server.load(customer.request("C", "in_progress", title="Déjà connue"))
    dialog.get_by_role("button", name="Joindre", exact=True).click()
    expect(dialog).not_to_be_visible()
    expect(desk.get_by_test_id("desk-request")).to_contain_text(number)


def test_a_chat_begun_on_the_page_of_a_request_is_kept_there(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    number = f"SR-{customer.suffix}-D"
    customer.server.load(customer.request("D", "in_progress"))
    claire = visit(customer.claire, f"/fr/service-requests/{number}")
    panel = _open(claire)
    expect(panel.get_by_test_id("chat-request")).to_contain_text(f"Votre message rejoindra la demande {number}")
    _write(claire, f"Du nouveau ? {customer.suffix}")
    expect(panel.get_by_test_id("chat-request").get_by_role("link", name=number)).to_be_visible()
    expect(claire.get_by_test_id("request-entry").filter(has_text=f"Du nouveau ? {customer.suffix}")).to_have_count(1)
    engineer.page.get_by_test_id("desk-line").filter(has_text=f"Du nouveau ? {customer.suffix}").click()
    expect(engineer.page.get_by_test_id("desk-request")).to_contain_text(number)


@pytest.mark.parametrize("path", ["/fr", "/fr/faq", "/en/groups", "/en/service-requests", "/fr/service-requests/new?product=vigie", "/fr/contact"])
def test_on_a_phone_the_launcher_covers_nothing_that_cannot_be_scrolled_free_of_it(visit: Visit, path: str) -> None:
    page = visit("claire@exemple.fr", path, viewport={"width": 360, "height": 640})
    expect(page.get_by_test_id("chat-launcher")).to_be_visible()
    page.wait_for_function(_FREE)
