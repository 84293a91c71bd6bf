"""A page that was left alone longer than the server keeps its state is right again with the first change."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.server import Server, start

Visit = Callable[..., Page]
_KEPT = 1


@pytest.fixture(scope="module")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal that keeps the state of a page for a second, not for an hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFLEX_REDIS_TOKEN_EXPIRATION", str(_KEPT))
        server = start(tmp_path_factory.mktemp("portal"))
    yield server
    server.stop()


def test_a_page_with_an_open_cell_shows_a_change_and_all_its_rows(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("cell-open_requests").get_by_role("button").first.click()
    expect(page.get_by_test_id("details-open_requests")).to_be_visible()
    page.wait_for_timeout(2000 * _KEPT)
    customer.server.load(customer.request("1"))
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte")
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    expect(page.get_by_test_id("request-line")).to_have_count(1)
    page.get_by_test_id("cell-license_status").get_by_role("button").first.click()
    expect(page.get_by_test_id("details-license_status")).to_contain_text(customer.number)


def test_a_page_other_than_the_table_shows_a_change(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/service-requests")
    expect(page.get_by_role("main")).to_contain_text("demande")
    page.wait_for_timeout(2000 * _KEPT)
    customer.server.load(customer.request("1"))
    expect(page.get_by_test_id("request-line").or_(page.get_by_role("link", name=customer.request("1")["title"]))).to_have_count(1)
