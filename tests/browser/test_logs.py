"""What people are called, what they type and what opens their doors is not in the server's log, whatever they do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Page, expect

from monproduit.services import api_tokens
from tests.browser.customer import Customer

Visit = Callable[..., Page]
NAME, PASSWORD, KEY, TYPED = "Zoé Canarival", "mot-canari-9", "CLE-CANARI-77", "Sonde canarinée"


def _lines(log: Path, begin: int) -> list[dict[str, Any]]:
    """Return what the server said since, of which each line is one event."""
    written = log.read_bytes()[begin:].decode()
    return [json.loads(line) for line in written.splitlines()]


def _types(page: Page, customer: Customer) -> None:
    """Sign in with a wrong password, retrieve a key, type a wrong number, write to the support."""
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("777-CANARI-777")
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("add-error")).to_be_visible()
    page.goto(f"/fr/licenses/{customer.number}")
    page.get_by_test_id("open-reveal-key").click()
    page.get_by_role("button", name="Afficher", exact=True).click()
    expect(page.get_by_test_id("license-key")).to_have_text(KEY)
    page.goto(f"/fr/service-requests/new?license={customer.number}")
    page.get_by_label("Titre").fill(TYPED)
    page.get_by_label("Description").fill(f"{TYPED} {NAME}")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("heading", name=TYPED)).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Chercher partout")).to_be_focused()
    page.keyboard.type(TYPED)
    expect(page.get_by_role("option").first).to_be_visible()


def _calls(customer: Customer, token: str, email: str) -> None:
    """Write and read through the API, rightly and wrongly."""
    with httpx2.Client(base_url=f"{customer.server.origin}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        assert client.put(f"/users/{email}", json={"name": NAME}).status_code == 200
        assert client.put(f"/users/{email}", json={"name": NAME, "canari": NAME}).status_code == 422
        assert client.get(f"/users/{email}?note={NAME}").status_code == 200
        assert client.get(f"/nobody/{email}").status_code == 404
        assert client.post("/import", content=f'{{"type": "user", "email": "{email}", "nom": "{NAME}"}}').status_code in {415, 422}
        assert client.get("/products", headers={"authorization": f"Bearer {token}x"}).status_code == 401


def test_no_canary_is_in_the_log(visit: Visit, customer: Customer, server_log: Path) -> None:
    email = f"zoe.canari-{customer.suffix}@exemple.fr"
    server, begin = customer.server, server_log.stat().st_size
    member = {"type": "membership", "group": f"lyon-{customer.suffix}", "user": email, "role": "administrator"}
    server.load({"type": "user", "email": email, "name": NAME}, member, customer.license(customer.number, key=KEY))
    token = server.run(lambda: api_tokens.create(customer.suffix))
    stranger = visit(None, "/")
    stranger.get_by_label("Adresse e-mail").fill(email)
    stranger.get_by_label("Mot de passe").fill(PASSWORD)
    stranger.get_by_role("button", name="Se connecter").click()
    expect(stranger.get_by_role("alert")).to_be_visible()
    page = visit(email)
    cookie = next(one["value"] for one in page.context.cookies() if one["name"] == "monproduit")
    _types(page, customer)
    _calls(customer, token, email)
    page.keyboard.press("Escape")
    page.get_by_test_id("sign-out").click()
    expect(page.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    lines = _lines(server_log, begin)
    written = json.dumps(lines, ensure_ascii=False).casefold()
    canaries = (NAME, "canarival", PASSWORD, KEY, TYPED, "777-canari", email, token, token[3:], cookie, customer.number)
    assert [one for one in canaries if one.casefold() in written] == []
    seen = {(line.get("method"), line.get("path")) for line in lines}
    assert {("PUT", "/api/v1/users/*"), ("POST", "/idp/*"), ("GET", "/fr/licenses/*")} <= seen
    assert any(line.get("handler", "").startswith("new_request_state.") and line["event"] == "event" and line["id"] for line in lines)
