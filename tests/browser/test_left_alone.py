"""Pages that were left alone for longer than Reflex keeps a state go on where they were, whatever one was doing in them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.plugs import redis
from tests.browser.server import Server, start

Visit = Callable[..., Page]
_KEPT = 4
"""Seconds that Reflex keeps a state here; the portal keeps it longer for as long as its page is open."""


@pytest.fixture(scope="module", params=["memory", "redis"])
def portal_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal that keeps states in memory, or in Redis, for seconds, not for an hour."""
    folder = tmp_path_factory.mktemp("portal")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFLEX_REDIS_TOKEN_EXPIRATION", str(_KEPT))
        patch.setenv("REFLEX_OPLOCK_HOLD_TIME_MS", "500")  # so long a state stays in the worker before it goes to Redis
        if request.param == "memory":
            server = start(folder)
            yield server
            server.stop()
        elif not shutil.which("redis-server"):
            pytest.skip("redis-server (7 or newer) is not here")
        else:
            with redis(tmp_path_factory.mktemp("redis")) as plug:
                server = start(folder, REDIS_URL=plug.address)
                yield server
                server.stop()


def test_what_was_begun_before_is_done_after(visit: Visit, customer: Customer, tmp_path: Path) -> None:
    file = tmp_path / "trace.txt"
    file.write_text("rien")
    customer.server.load(customer.request("1"))
    table, dialog, request, answer, chat = (
        visit(customer.claire),
        _dialog(visit, customer),
        _request(visit, customer, file),
        _answer(visit, customer),
        _chat(visit, customer),
    )
    cell = table.get_by_test_id("cell-license_status").get_by_role("button").first
    cell.click()
    expect(table.get_by_test_id("details-license_status")).to_contain_text(customer.number)

    table.wait_for_timeout(1000 * (_KEPT + 1))
    cell.click()
    expect(cell).to_have_attribute("aria-expanded", "false")
    dialog.get_by_test_id("add-submit").click()
    expect(dialog.locator(f"[data-product=libre-006-{customer.suffix}]")).to_be_visible()
    request.get_by_test_id("send-request").click()
    expect(request.get_by_role("heading", name="Longue à écrire")).to_be_visible()
    expect(request.get_by_text(file.name)).to_be_visible()
    answer.get_by_test_id("send-answer").click()
    expect(answer.get_by_test_id("request-entry").last).to_contain_text("La 4.1.")
    chat.get_by_test_id("chat-words").press("Enter")
    expect(chat.get_by_test_id("chat-line")).to_contain_text("Bonjour")
    expect(table.locator(f"[data-product={customer.product}]").get_by_test_id("cell-open_requests")).to_contain_text("2 ouvertes")


def _dialog(visit: Visit, customer: Customer) -> Page:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill(customer.free())
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("license-preview")).to_be_visible()
    return page


def _request(visit: Visit, customer: Customer, file: Path) -> Page:
    page = visit(customer.claire, f"/fr/service-requests/new?license={customer.number}")
    page.get_by_label("Titre").fill("Longue à écrire")
    page.get_by_label("Description").fill("Plus rien depuis 8 h.")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name)).to_be_visible()
    return page


def _answer(visit: Visit, customer: Customer) -> Page:
    page = visit(customer.claire, f"/fr/service-requests/SR-{customer.suffix}-1")
    page.get_by_label("Votre réponse", exact=True).fill("La 4.1.")
    return page


def _chat(visit: Visit, customer: Customer) -> Page:
    page = visit(customer.claire, "/fr/faq")
    page.get_by_test_id("chat-launcher").click()
    expect(page.get_by_test_id("chat-panel").get_by_role("log")).to_be_visible()
    page.get_by_test_id("chat-words").fill("Bonjour")
    return page
