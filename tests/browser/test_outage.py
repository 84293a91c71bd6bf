"""The server goes away and comes back: the page says so, keeps what was typed, and is right again by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer


def test_a_killed_server_loses_nothing(visit: Callable[..., Page], customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    customer.server.kill()
    expect(page.get_by_text("La connexion est interrompue.")).to_be_visible()
    customer.server.load(customer.request("1"))
    customer.server.restart()
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte", timeout=30_000)
    expect(page.get_by_text("La connexion est interrompue.")).not_to_be_visible()
    expect(page.get_by_test_id("license-number")).to_have_value("999-999")
    page.get_by_test_id("license-number").press("Enter")
    expect(page.get_by_test_id("add-error")).to_contain_text("pas connu")
