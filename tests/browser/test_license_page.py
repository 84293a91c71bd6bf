"""The page of a license: its key, its renewal, its users, and its menu."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.world import Line

Visit = Callable[..., Page]


def _keyed(customer: Customer, **fields: object) -> Line:
    return customer.license(customer.number, key="CLE-1234-5678", **fields)


def _open(visit: Visit, customer: Customer, email: str, language: str = "fr", **context: object) -> Page:
    page = visit(email, f"/{language}/licenses/{customer.number}", **context)
    expect(page.get_by_test_id("license-page")).to_be_visible()
    return page


def test_the_menu_of_a_line_leads_to_the_page_and_closes_with_escape(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer))
    page = visit(customer.claire)
    page.get_by_test_id("cell-license_status").get_by_role("button").first.click()
    opener = page.get_by_test_id("license-line").locator("summary")
    opener.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Voir les détails")).not_to_be_visible()
    expect(opener).to_be_focused()
    opener.press("Enter")
    page.get_by_role("link", name="Voir les détails").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(customer.number)
    expect(page.get_by_test_id("term-line")).to_have_count(1)
    expect(page).to_have_title(f"{customer.number} · Vigie {customer.suffix} – monproduit")
    page.get_by_test_id("license-page").get_by_role("link", name="Mes produits", exact=True).click()
    expect(page).to_have_title("Mes produits – monproduit")


@pytest.mark.parametrize("path", ["alerts/vigie-cve", "knowledge/archivage-interrompu", "products/archivo", "groups/1", "service-requests/SR-1001"])
def test_the_tab_bears_the_name_of_what_a_page_shows(visit: Visit, path: str) -> None:
    page = visit("claire@exemple.fr", f"/fr/{path}")
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    expect(heading).not_to_be_empty()
    expect(page).to_have_title(re.compile(f"{re.escape(heading.inner_text())} – monproduit$"))


def test_a_key_is_shown_after_a_question_and_hides_again(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer))
    page = _open(visit, customer, customer.claire)
    assert "CLE-1234" not in page.content()
    page.clock.install()
    page.get_by_test_id("open-reveal-key").click()
    page.get_by_role("button", name="Afficher", exact=True).click()
    expect(page.get_by_test_id("license-key")).to_have_text("CLE-1234-5678")
    page.clock.run_for(31_000)
    expect(page.get_by_test_id("license-key")).to_have_count(0)
    assert "CLE-1234" not in page.content()


def test_a_key_is_copied_without_being_shown(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer))
    page = _open(visit, customer, customer.claire, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_test_id("copy-key").click()
    expect(page.get_by_test_id("notice")).to_contain_text("presse-papiers")
    assert page.evaluate("navigator.clipboard.readText()") == "CLE-1234-5678"
    assert "CLE-1234" not in page.content()


def test_a_license_file_is_downloaded(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer))
    page = _open(visit, customer, customer.claire)
    with page.expect_download() as download:
        page.get_by_test_id("license-file").click()
    assert "key = CLE-1234-5678" in download.value.path().read_text()
    assert download.value.suggested_filename.endswith(".lic")


def test_a_renewal_that_is_asked_for_shows_to_the_other_administrator_at_once(visit: Visit, customer: Customer) -> None:
    second = {"type": "membership", "group": f"lyon-{customer.suffix}", "user": customer.bruno, "role": "administrator"}
    customer.server.load(_keyed(customer, ends=-5), second)
    bruno, bruno_page = visit(customer.bruno), _open(visit, customer, customer.bruno)
    page = visit(customer.claire)
    page.get_by_test_id("cell-license_status").get_by_role("link", name="Demander le renouvellement").click()
    page.get_by_test_id("open-renewal").click()
    expect(page.get_by_label("Quantité")).to_have_value("25")
    page.get_by_label("Quantité").fill("30")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_test_id("renewal-asked")).to_contain_text("Claire Laurent")
    expect(bruno_page.get_by_test_id("renewal-asked")).to_contain_text("Claire Laurent")
    expect(bruno_page.get_by_test_id("open-renewal")).to_have_count(0)
    expect(bruno.get_by_test_id("cell-license_status")).to_contain_text("Renouvellement demandé")


def test_users_are_added_up_to_the_limit(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer, user_limit=1))
    page = _open(visit, customer, customer.claire)
    expect(page.get_by_role("region", name="Utilisateurs de la licence")).to_contain_text("0 sur 1")
    for email in (customer.bruno, "paul@exemple.fr"):
        page.get_by_test_id("open-assign-user").click()
        page.get_by_label("E-mail").fill(email)
        page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="déjà tous ses utilisateurs")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("license-user")).to_contain_text("Bruno Petit")
    page.get_by_test_id("license-user").get_by_role("button", name="Retirer").click()
    expect(page.get_by_test_id("license-user")).to_have_count(0)


def test_a_support_user_sees_the_license_without_its_deeds(visit: Visit, customer: Customer) -> None:
    customer.server.load(_keyed(customer))
    page = _open(visit, customer, customer.bruno, "en")
    expect(page.get_by_test_id("license-page")).to_contain_text("In force")
    for hook in ("open-reveal-key", "copy-key", "license-file", "open-renewal", "open-assign-user"):
        expect(page.get_by_test_id(hook)).to_have_count(0)


def test_anothers_license_is_as_if_it_did_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/licenses/411-222-333")
    expect(page.get_by_test_id("missing")).to_contain_text("n’existe pas")
    page.goto("/fr/licenses/000-000-000")
    expect(page.get_by_test_id("missing")).to_contain_text("n’existe pas")


def test_on_a_phone_no_name_of_a_fact_reaches_into_the_fact(visit: Visit, customer: Customer) -> None:
    for language in ("fr", "en"):
        page = _open(visit, customer, customer.claire, language, viewport={"width": 360, "height": 780})
        assert (
            page.locator(".facts dt").evaluate_all("names => names.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)") == []
        )
