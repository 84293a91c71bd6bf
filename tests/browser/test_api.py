"""What other systems write shows in open pages; and the vendor's staff looks after them."""

from collections.abc import Callable, Iterator

import httpx2
import pytest
from playwright.sync_api import Page, expect

from monproduit.services import api_tokens
from tests.browser.customer import Customer
from tests.browser.test_drops_and_crowds import KEEP_SOCKETS

Visit = Callable[..., Page]


@pytest.fixture
def system(customer: Customer) -> Iterator[httpx2.Client]:
    """Another system, with a token of its own."""
    token = customer.server.run(lambda: api_tokens.create(customer.suffix))
    with httpx2.Client(base_url=f"{customer.server.origin}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        yield client


def test_a_put_changes_a_cell_in_an_open_page(visit: Visit, customer: Customer, system: httpx2.Client) -> None:
    page = visit(customer.claire)
    cell = page.get_by_test_id("cell-open_requests")
    expect(cell).to_contain_text("0 ouverte")
    body = {name: value for name, value in customer.request("1").items() if name not in {"type", "number"}}
    assert system.put(f"/service_requests/SR-{customer.suffix}-1", json=body).status_code == 201
    expect(cell).to_contain_text("1 ouverte")
    assert system.put(f"/service_requests/SR-{customer.suffix}-1", json={**body, "status": "closed"}).status_code == 200
    expect(cell).to_contain_text("0 ouverte")


def test_a_version_with_a_slash_passes_through_the_server(customer: Customer, system: httpx2.Client) -> None:
    address = f"/releases/{customer.product}/11.0%2F2%20CU4"
    assert system.put(address, json={"released_on": "2026-01-02"}).status_code == 201
    assert system.get(address).json()["version"] == "11.0/2 CU4"


def test_the_cookie_of_a_browser_opens_nothing(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    answer = page.request.get("/api/v1/products")
    assert (answer.status, answer.headers["content-type"]) == (401, "application/problem+json")


def test_staff_makes_a_token_and_revokes_it(visit: Visit, customer: Customer) -> None:
    page = visit("sam@editeur.fr", "/fr/staff/api")
    name = f"crm {customer.suffix}"
    page.get_by_test_id("open-make-token").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nom").fill(name)
    dialog.get_by_role("button", name="Créer", exact=True).click()
    token = dialog.get_by_test_id("secret-link").input_value()
    headers = {"authorization": f"Bearer {token}"}
    assert httpx2.get(f"{customer.server.origin}/api/v1/products", headers=headers, timeout=60).status_code == 200
    dialog.get_by_role("button", name="Fermer").last.click()
    page.get_by_role("button", name=f"Révoquer {name}").click()
    expect(page.get_by_role("row", name=name)).to_have_count(0)
    assert httpx2.get(f"{customer.server.origin}/api/v1/products", headers=headers, timeout=60).status_code == 401


def test_a_token_that_is_shown_once_survives_a_drop_but_not_a_reload(visit: Visit, customer: Customer) -> None:
    page = visit("sam@editeur.fr", "/fr/staff/api")
    page.add_init_script(KEEP_SOCKETS)
    page.reload()
    page.get_by_test_id("open-make-token").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nom").fill(f"drop {customer.suffix}")
    dialog.get_by_role("button", name="Créer", exact=True).click()
    token = dialog.get_by_test_id("secret-link").input_value()
    customer.server.run(lambda: api_tokens.create(f"sign {customer.suffix}"))  # which shows when the page loads again
    page.evaluate("window.lines.at(-1).close()")
    expect(page.locator(f"[data-token='sign {customer.suffix}']")).to_have_count(1)
    expect(dialog.get_by_test_id("secret-link")).to_have_value(token)
    page.reload()
    page.get_by_test_id("open-make-token").click()
    expect(page.get_by_role("dialog").get_by_label("Nom")).to_have_value("")
    expect(page.get_by_test_id("secret-link")).to_have_count(0)


def test_staff_adds_an_address_and_sees_what_becomes_of_a_test(visit: Visit, customer: Customer) -> None:
    page = visit("sam@editeur.fr", "/en/staff/webhooks")
    name = f"crm {customer.suffix}"
    page.get_by_test_id("open-add-webhook").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Address", exact=False).last.fill("https://127.0.0.1:9/")
    dialog.get_by_role("button", name="Add", exact=True).click()
    assert dialog.get_by_test_id("secret-link").input_value().startswith("whsec_")
    dialog.get_by_role("button", name="Close").last.click()
    line = page.locator(f"[data-webhook='{name}']")
    line.locator("summary").click()
    line.get_by_test_id("ping").click()
    expect(page.get_by_test_id("delivery-line").filter(has_text=name)).to_contain_text("Given up")
    line.locator("summary").click()
    line.get_by_test_id("remove-webhook").click()
    expect(line).to_have_count(0)


def test_for_a_customer_the_pages_do_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/staff/webhooks")
    expect(page.get_by_test_id("missing")).to_contain_text("does not exist")
    expect(page.get_by_role("link", name="Webhooks")).to_have_count(0)


def test_the_documentation_is_a_page_that_loads_nothing_from_elsewhere(visit: Visit, customer: Customer) -> None:
    page = visit(None, "/health/live")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs")
    page.get_by_role("link", name="licenses").click()
    section = page.locator("#licenses")
    section.get_by_text("Make or change a license").click()
    expect(section.get_by_text("curl -X PUT").first).to_be_visible()
    assert [url for url in asked if not url.startswith(customer.server.origin)] == []
