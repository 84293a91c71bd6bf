"""The staff publish alerts: customers see them at once, and what one tab reads is read in the others."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.services.csaf.documents import advisory

Visit = Callable[..., Page]
_SAM = "sam@editeur.fr"


def _by_keyboard(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_what_the_staff_publish_lights_the_icon_and_reading_it_in_one_tab_clears_the_other(visit: Visit, customer: Customer) -> None:
    one, other = visit(customer.claire), visit(customer.claire)
    for page in (one, other):
        expect(page.get_by_test_id("product-row")).to_have_count(1)
        expect(page.get_by_test_id("news-badge")).to_have_count(0)
    desk = visit(_SAM, "/fr/staff/new-alert")
    desk.get_by_role("textbox", name="Titre").fill("Correctif à installer")
    desk.get_by_role("searchbox", name="Chercher un produit").fill(customer.suffix)
    choice = desk.get_by_test_id("product-choice").get_by_role("checkbox", name=f"Vigie {customer.suffix}")
    choice.click()
    expect(choice).to_be_checked()
    desk.get_by_role("textbox", name=f"Corrigé en – Vigie {customer.suffix}").fill("7.2")
    desk.get_by_role("combobox", name="Type").select_option("security")
    desk.get_by_role("combobox", name="Gravité").select_option("high")
    desk.get_by_role("checkbox", name="Importante").check()
    expect(desk.get_by_test_id("alert-preview")).to_contain_text("Corrigé en 7.2")
    desk.get_by_test_id("save-alert").click()
    for page in (one, other):
        expect(page.get_by_test_id("news-badge")).to_be_visible()
        expect(page.get_by_test_id("cell-news_alerts")).to_contain_text("Correctif à installer")
    one.get_by_test_id("cell-news_alerts").get_by_role("button").first.click()
    expect(one.get_by_test_id("details-news_alerts")).to_contain_text("Correctif à installer")
    expect(other.get_by_test_id("news-badge")).to_have_count(0)


def test_an_alert_is_withdrawn_and_published_again_with_the_keyboard_alone(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.alert("cve", "2026-11-20T09:00:00Z", title=f"Faille {customer.suffix}"))
    page, desk = visit(customer.claire, "/fr/alerts"), visit(_SAM, "/fr/staff/alerts")
    expect(page.get_by_test_id("alert-line")).to_have_count(1)
    desk.get_by_role("searchbox", name="Chercher").focus()
    desk.keyboard.type(customer.suffix)
    expect(desk.get_by_test_id("staff-alert-line")).to_have_count(1)
    _by_keyboard(desk, "Tab")
    expect(desk.get_by_role("link", name=f"Faille {customer.suffix}")).to_be_focused()
    _by_keyboard(desk, "Tab", "Enter")
    expect(page.get_by_test_id("alert-line")).to_have_count(0)
    restore = desk.get_by_role("button", name=f"Publier à nouveau : Faille {customer.suffix}")
    expect(restore).to_be_visible()
    restore.focus()
    _by_keyboard(desk, "Enter")
    expect(page.get_by_test_id("alert-line")).to_have_count(1)


def test_an_advisory_that_comes_in_tells_an_open_page_which_version_mends_ones_own(visit: Visit, customer: Customer) -> None:
    name = f"Vigie {customer.suffix}"
    document: Any = json.loads(json.dumps(advisory(document__tracking__id=f"ED-{customer.suffix}")).replace('"Vigie"', f'"{name}"'))
    page = visit(customer.claire, "/fr/alerts")
    expect(page.get_by_text("0 actualité ou alerte")).to_be_visible()
    customer.server.load(customer.download("d", "7.1", "2026-11-01T09:00:00Z"), document)
    line = page.get_by_test_id("alert-line")
    expect(line).to_contain_text("Vous avez 7.1, corrigé en 7.2.1")
    expect(line).to_contain_text("Critique")
    line.get_by_role("link").click()
    expect(page.get_by_test_id("fix-line")).to_contain_text("Versions concernées : ≥ 7.0 < 7.2.1")
    expect(page.get_by_role("heading", name="CVE-2026-12345 – Injection de code")).to_be_visible()
    expect(page.get_by_role("link", name="En savoir plus")).to_have_attribute("href", "https://editeur.example/avis/ed-2026-001")
