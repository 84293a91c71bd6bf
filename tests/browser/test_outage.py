"""The server or the network goes away and comes back: the page says so, keeps what was typed, and is right again by itself."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.lines import Lines

Visit = Callable[..., Page]
GONE = "La connexion est interrompue."


def test_a_killed_server_loses_nothing(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    customer.server.kill()
    expect(page.get_by_text(GONE)).to_be_visible()
    customer.server.load(customer.request("1"))
    customer.server.restart()
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte", timeout=30_000)
    expect(page.get_by_text(GONE)).not_to_be_visible()
    expect(page.get_by_test_id("license-number")).to_have_value("999-999")
    page.get_by_test_id("license-number").press("Enter")
    expect(page.get_by_test_id("add-error")).to_contain_text("pas connu")


def test_a_page_without_a_network_says_so_at_once_and_no_longer_than_it_lasts(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    page.context.set_offline(True)
    expect(page.get_by_text(GONE)).to_be_visible()  # without the browser's word, after 45 s
    page.context.set_offline(False)
    expect(page.get_by_text(GONE)).not_to_be_visible()
    page.get_by_test_id("cell-open_requests").click()
    expect(page.get_by_test_id("details-open_requests")).to_be_visible()


def test_a_page_opens_a_line_as_soon_as_there_is_a_network_again(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    lines = Lines(page)
    page.reload()
    expect(page.locator(".first-view")).to_have_count(0)
    lines.are_gone = True
    page.context.set_offline(True)
    lines.cut()
    while len(lines.moments) < 7:
        page.wait_for_timeout(50)
    lines.are_gone = False
    begun = time.monotonic()
    page.context.set_offline(False)
    expect(page.get_by_text(GONE)).not_to_be_visible()
    assert lines.moments[7] - begun < 2  # the next turn would be 2.5 s off, or more


def test_a_click_into_a_silent_line_says_that_it_waits(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    lines = Lines(page)
    page.reload()
    expect(page.locator(".first-view")).to_have_count(0)
    cell = page.get_by_test_id("cell-open_requests")
    lines.are_silent = True
    cell.click()
    expect(page.get_by_text(GONE)).to_be_visible()
    lines.are_silent = False
    customer.server.load(customer.request("1"))
    expect(page.get_by_text(GONE)).not_to_be_visible()
