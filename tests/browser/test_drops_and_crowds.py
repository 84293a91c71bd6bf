"""A line that breaks again and again, and the same click in many tabs: nothing typed is lost, and nothing is done twice."""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]
DROPS = int(os.environ.get("MONPRODUIT_DROPS") or 3)
"""How often the line breaks; 20 for the long form."""
CROWD = int(os.environ.get("MONPRODUIT_CROWD") or 4)
"""How many tabs, and how many clicks in one of them; 8 for the long form."""
KEEP_SOCKETS = """
window.lines = [];
window.WebSocket = class extends window.WebSocket { constructor(...given) { super(...given); window.lines.push(this); } };
"""
DROP = """() => new Promise((gone) => {
  const line = window.lines.at(-1);
  line.addEventListener("close", () => gone());
  line.close();
})"""
"""Drops the line; what is sent until it is gone would be lost on any line."""
SUBMIT = """([moment, times]) => setTimeout(() => {
  const form = document.querySelector('[data-testid=license-number]').form;
  for (let time = 0; time < times; time++) form.requestSubmit();
}, moment - Date.now())"""


def _look_up(page: Page, number: str) -> None:
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill(number)
    page.get_by_test_id("license-number").press("Enter")
    expect(page.get_by_test_id("license-preview")).to_be_visible()


def _outcomes(customer: Customer, number: str) -> tuple[int, int]:
    """Return how many rows hold the product of a license, and how often its registration was noted."""
    database = sqlite3.connect(customer.server.folder / "monproduit.db")
    rows = "SELECT count(*) FROM registered_product JOIN license USING (product_id) JOIN person ON person.id = user_id WHERE number = ? AND email = ?"
    noted = "SELECT count(*) FROM audit_event WHERE action = 'license_registered' AND license = ?"
    found = database.execute(rows, (number, customer.claire)).fetchone()[0], database.execute(noted, (number,)).fetchone()[0]
    database.close()
    return found


def test_drops_on_one_page_lose_neither_news_nor_what_is_typed(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.add_init_script(KEEP_SOCKETS)
    page.reload()
    cell = page.get_by_test_id("cell-open_requests")
    expect(cell).to_contain_text("0 ouverte")
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    waits = []
    for drop in range(1, DROPS + 1):
        page.evaluate("window.lines.at(-1).close()")
        customer.server.load(customer.request(str(drop)))
        begun = time.monotonic()
        expect(cell).to_contain_text(f"{drop} ouverte", timeout=10_000)
        waits.append(time.monotonic() - begun)
        expect(page.get_by_test_id("license-number")).to_have_value("999-999")
    lines = page.evaluate("window.lines.length")
    print(f"{DROPS} drops, {lines} lines, right again after {max(waits):.1f} s at most, 0 texts lost")  # noqa: T201
    assert lines > DROPS
    expect(page.get_by_test_id("request-line")).to_have_count(0)


@pytest.mark.parametrize("path", ["/fr/service-requests", "/fr/alerts", "/fr/knowledge", "/fr/downloads"])
def test_a_drop_leaves_the_words_in_the_field_of_a_list(visit: Visit, customer: Customer, path: str) -> None:
    page = visit(customer.claire)
    page.add_init_script(KEEP_SOCKETS)
    page.goto(path)
    field = page.locator("main").get_by_role("searchbox")
    field.press_sequentially("son")
    page.evaluate("window.lines.at(-1).close()")
    field.press_sequentially("de muette")
    customer.server.load(customer.alert("cve", datetime.now(UTC).isoformat()))
    expect(page.get_by_role("navigation", name="Outils libre-service")).to_contain_text("1 nouvelle")
    expect(field).to_have_value("sonde muette")
    expect(field).to_be_focused()


def test_a_drop_leaves_what_is_typed_of_an_alert(visit: Visit, customer: Customer) -> None:
    page = visit("sam@editeur.fr")
    page.add_init_script(KEEP_SOCKETS)
    page.goto("/fr/staff/new-alert")
    title, preview = page.get_by_role("textbox", name="Titre"), page.get_by_test_id("alert-preview")
    for words in (f"Correctif {customer.suffix}", f"Correctif {customer.suffix} à installer"):
        expect(title).to_be_visible()
        page.evaluate(DROP)
        title.fill(words)
        page.get_by_role("textbox", name="Texte").fill("Sans délai.")
        expect(preview).to_contain_text(words)
        expect(preview).to_contain_text("Sans délai.")
        expect(title).to_have_value(words)


def test_a_line_that_closes_before_its_first_word_is_replaced_at_once(visit: Visit, customer: Customer) -> None:
    lines = list[WebSocketRoute]()

    def take(line: WebSocketRoute) -> None:
        lines.append(line)
        if len(lines) % 2:
            line.close()
        else:
            line.connect_to_server()

    page = visit(customer.claire)
    page.add_init_script(KEEP_SOCKETS)
    page.route_web_socket("**/_event/**", take)
    page.reload()
    cell = page.get_by_test_id("cell-open_requests")
    expect(page.locator(".first-view")).to_have_count(0)
    expect(cell).to_contain_text("0 ouverte")
    page.evaluate("window.lines.at(-1).close()")
    customer.server.load(customer.request("1"))
    begun = time.monotonic()
    expect(cell).to_contain_text("1 ouverte")
    print(f"right again after {time.monotonic() - begun:.1f} s, though the line closed before its first word")  # noqa: T201
    assert len(lines) == 4


def test_a_line_that_fell_silent_is_given_up_within_45_seconds(visit: Visit, customer: Customer) -> None:
    page, said = visit(customer.claire), list[str]()
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: said.append(str(frame))))
    page.reload()
    expect(page.locator(".first-view")).to_have_count(0)
    greeting = json.loads(next(frame for frame in said if frame.startswith("0{"))[1:])
    assert greeting["pingInterval"] + greeting["pingTimeout"] <= 45_000


def test_the_same_click_in_many_tabs_and_many_clicks_in_one_register_once(visit: Visit, customer: Customer, server_log: Path) -> None:
    first, second = customer.free("001"), customer.free("002")
    begin = server_log.stat().st_size
    tabs = [visit(customer.claire)]
    for _tab in range(CROWD - 1):
        tabs.append(tabs[0].context.new_page())
        tabs[-1].goto("/fr")
    for tab in tabs:
        _look_up(tab, first)
    moment = time.time() * 1000 + 500
    for tab in tabs:
        tab.evaluate(SUBMIT, [moment, 1])
    for tab in tabs:
        expect(tab.get_by_test_id("product-row")).to_have_count(2)
    for tab in tabs:
        expect(tab.get_by_test_id("license-preview")).not_to_be_visible()
    refused = {tab: "".join(tab.get_by_test_id("add-error").all_inner_texts()) for tab in tabs}
    said = [text for text in refused.values() if text]
    assert len(said) == CROWD - 1
    assert all("déjà" in text for text in said)
    (winner,) = [tab for tab, text in refused.items() if not text]
    expect(winner.get_by_test_id("license-number")).not_to_be_visible()
    _look_up(winner, second)
    winner.evaluate(SUBMIT, [0, CROWD])
    expect(winner.get_by_test_id("product-row")).to_have_count(3)
    found = [_outcomes(customer, number) for number in (first, second)]
    print(f"{CROWD} tabs at once: 1 registered, {len(said)} told so; {CROWD} clicks in one tab; rows and notes {found}")  # noqa: T201
    assert found == [(1, 1), (1, 1)]
    assert "an event failed" not in server_log.read_bytes()[begin:].decode()
