"""Groups: invited, let in, given another role and removed, each seen by the other at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


@pytest.fixture
def nora(customer: Customer) -> str:
    """The e-mail address of somebody elsewhere."""
    email = f"nora-{customer.suffix}@ailleurs.fr"
    customer.server.load({"type": "user", "email": email, "name": "Nora Weiss"})
    return email


def _group(visit: Visit, customer: Customer) -> Page:
    page = visit(customer.claire, "/fr/groups")
    page.get_by_role("link", name="Production Lyon").click()
    expect(page.get_by_test_id("member-line")).to_have_count(2)
    return page


def test_an_invited_person_accepts_and_appears_while_the_product_appears_to_them(visit: Visit, customer: Customer, nora: str) -> None:
    page, theirs = _group(visit, customer), visit(nora)
    expect(theirs.get_by_test_id("empty-products")).to_be_visible()
    page.get_by_test_id("open-invite").click()
    page.get_by_test_id("invite").get_by_label("Nom").fill("Nora Weiss")
    page.get_by_role("textbox", name="E-mail").fill(nora)
    page.get_by_label("Téléphone").fill("+33 1 99 00 12 34")
    page.get_by_role("button", name="Inviter", exact=True).last.click()
    link = page.get_by_test_id("secret-link").input_value()
    page.get_by_role("button", name="Fermer").last.click()
    expect(page.get_by_test_id("invitation-line")).to_contain_text(nora)
    accepting = theirs.context.new_page()
    accepting.goto(link)
    expect(accepting.get_by_text("Production Lyon")).to_be_visible()
    accepting.get_by_role("button", name="Accepter l’invitation").click()
    expect(accepting.get_by_test_id("product-row")).to_have_count(1)
    expect(theirs.get_by_test_id("product-row")).to_have_count(1)
    expect(page.get_by_test_id("member-line")).to_have_count(3)
    expect(page.get_by_test_id("invitation-line")).to_have_count(0)
    accepting.goto(link)
    expect(accepting.get_by_text("a déjà servi")).to_be_visible()


def test_an_invitation_for_somebody_else_says_so(visit: Visit, customer: Customer, nora: str) -> None:
    page = _group(visit, customer)
    page.get_by_test_id("open-invite").click()
    page.get_by_role("textbox", name="E-mail").fill("paul@exemple.fr")
    page.get_by_role("button", name="Inviter", exact=True).last.click()
    theirs = visit(nora, "/fr")
    theirs.goto(page.get_by_test_id("secret-link").input_value())
    expect(theirs.get_by_text("adressée à quelqu’un d’autre")).to_be_visible()


def test_whoever_asks_is_let_in_and_both_see_it_at_once(visit: Visit, customer: Customer, nora: str) -> None:
    dashboard, theirs = visit(customer.claire), visit(nora)
    theirs.get_by_test_id("add-product").click()
    theirs.get_by_test_id("license-number").fill(customer.number)
    theirs.get_by_test_id("add-submit").click()
    expect(theirs.get_by_test_id("license-preview")).to_contain_text("administrateurs")
    theirs.get_by_test_id("add-submit").click()
    expect(theirs.get_by_test_id("matter-line")).to_contain_text("attend la réponse")
    dashboard.get_by_test_id("matter-line").filter(has_text="Nora Weiss").get_by_role("link", name="Répondre").click()
    dashboard.get_by_role("button", name="Accepter").click()
    expect(theirs.get_by_test_id("product-row")).to_have_count(1)
    expect(theirs.get_by_test_id("matter-line")).to_have_count(0)
    expect(dashboard.get_by_test_id("access-line")).to_have_count(0)
    expect(dashboard.get_by_test_id("member-line")).to_have_count(3)


def test_a_role_that_is_changed_counts_on_the_others_open_page(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.license(customer.number, key="CLE-1"))
    page, theirs = _group(visit, customer), visit(customer.bruno, f"/fr/licenses/{customer.number}")
    expect(theirs.get_by_test_id("license-page")).to_be_visible()
    expect(theirs.get_by_test_id("open-reveal-key")).to_have_count(0)
    page.locator(f"[data-member='{customer.bruno}']").get_by_role("button", name="Modifier").click()
    page.get_by_role("checkbox", name="Utilisateur de licence").check()
    page.get_by_test_id("member").get_by_role("button", name="Enregistrer").click()
    expect(theirs.get_by_test_id("open-reveal-key")).to_be_visible()
    page.locator(f"[data-member='{customer.bruno}']").get_by_role("button", name="Modifier").click()
    page.get_by_test_id("remove-member").click()
    expect(theirs.get_by_test_id("missing")).to_be_visible()
    expect(page.get_by_test_id("member-line")).to_have_count(1)


def test_the_last_administrator_stays(visit: Visit, customer: Customer) -> None:
    page = _group(visit, customer)
    page.get_by_test_id("open-leave-group").click()
    expect(page.get_by_test_id("leave-group")).to_contain_text("dernier administrateur")
    page.get_by_role("button", name="Quitter", exact=True).click()
    expect(page.get_by_test_id("leave-group").get_by_role("alert")).to_contain_text("au moins un administrateur")


def test_the_group_is_renamed_and_the_journal_says_so(visit: Visit, customer: Customer) -> None:
    page, theirs = _group(visit, customer), visit(customer.bruno, "/fr/groups")
    page.get_by_test_id("open-group-settings").click()
    page.get_by_label("Nom du groupe").fill("Production Rhône")
    page.get_by_role("radio", name="Personne n’entre sans invitation").check()
    page.get_by_test_id("group-settings").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Production Rhône")
    expect(theirs.get_by_test_id("group-line")).to_contain_text("Production Rhône")
    page.get_by_test_id("open-journal").click()
    expect(page.get_by_test_id("audit-line")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "Groupe renommé" in download.value.path().read_text()


def test_two_administrators_at_once_keep_what_the_other_chose(visit: Visit, customer: Customer) -> None:
    membership = {"type": "membership", "group": f"lyon-{customer.suffix}"}
    customer.server.load({**membership, "user": customer.bruno, "role": "administrator"})
    page, theirs = _group(visit, customer), visit(customer.bruno, "/fr/groups")
    theirs.get_by_role("link", name="Production Lyon").click()
    for one in (page, theirs):
        one.get_by_test_id("open-group-settings").click()
    theirs.get_by_label("Nom du groupe").fill("Production Rhône")
    theirs.get_by_test_id("group-settings").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Nom du groupe")).to_have_value("Production Rhône")
    page.get_by_role("radio", name="Personne n’entre sans invitation").check()
    page.get_by_test_id("group-settings").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Production Rhône")

    page.locator(f"[data-member='{customer.bruno}']").get_by_role("button", name="Modifier").click()
    customer.server.load({**membership, "user": customer.bruno, "role": "license_user"})
    expect(page.get_by_role("checkbox", name="Utilisateur de licence")).to_be_checked()


def test_a_support_user_sees_the_directory_and_no_more(visit: Visit, customer: Customer) -> None:
    page = visit(customer.bruno, "/en/groups")
    page.get_by_role("link", name="Production Lyon").click()
    expect(page.get_by_test_id("member-line")).to_have_count(2)
    expect(page.get_by_role("button", name="Change")).to_have_count(0)
    expect(page.get_by_test_id("open-journal")).to_have_count(0)
    expect(page.get_by_test_id("open-invite")).to_have_count(0)


def test_anothers_group_is_as_if_it_did_not_exist(visit: Visit, customer: Customer) -> None:
    for id_ in ("1", "999999999999", "x"):
        page = visit(customer.claire, f"/fr/groups/{id_}")
        expect(page.get_by_test_id("missing")).to_be_visible()


def test_a_calendar_is_read_without_a_cookie_until_its_address_is_closed(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/groups")
    page.get_by_test_id("make-calendar").click()
    address = page.get_by_test_id("secret-link").input_value()
    stranger = visit(None, "/health/live").request
    answer = stranger.get(address)
    assert "BEGIN:VEVENT" in answer.text()
    assert stranger.get(address, headers={"if-none-match": answer.headers["etag"]}).status == 304
    page.get_by_role("button", name="Fermer l’adresse").click()
    expect(page.get_by_test_id("calendar-line")).to_have_count(0)
    assert stranger.get(address).status == 404
