"""The page of all alerts: live, filtered, read."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


def _now() -> str:
    return datetime.now(UTC).isoformat()


def test_a_published_alert_shows_at_once_and_reading_all_clears_the_other_tab(visit: Visit, customer: Customer) -> None:
    page, dashboard = visit(customer.claire, "/fr/alerts"), visit(customer.claire)
    expect(page.get_by_text("0 actualité ou alerte")).to_be_visible()
    customer.server.load(customer.alert("cve", _now(), title="Correctif à installer", body="Installez **7.2**."))
    expect(page.get_by_test_id("alert-line")).to_contain_text("Correctif à installer")
    expect(dashboard.get_by_test_id("news-badge")).to_be_visible()
    page.get_by_test_id("mark-all-seen").click()
    expect(page.get_by_test_id("news-badge")).to_have_count(0)
    expect(dashboard.get_by_test_id("news-badge")).to_have_count(0)
    page.get_by_role("link", name="Correctif à installer").click()
    expect(page.get_by_test_id("alert-page").get_by_role("strong")).to_have_text("7.2")


def test_kinds_stand_in_the_address_and_words_find(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.alert("cve", _now(), title="Numéros périmés"), customer.alert("news", _now(), kind="news", title="Webinaire"))
    page = visit(customer.claire, "/fr/alerts?kind=news")
    expect(page.get_by_test_id("alert-line")).to_have_count(1)
    page.get_by_role("link", name="Tout", exact=True).click()
    expect(page.get_by_test_id("alert-line")).to_have_count(2)
    page.get_by_role("searchbox", name="Chercher").fill("numero")
    expect(page.get_by_test_id("alert-line")).to_have_count(1)
    expect(page.get_by_test_id("alert-line")).to_contain_text("Numéros périmés")
    page.get_by_role("searchbox", name="Chercher").fill("")
    page.get_by_role("combobox", name="Produit").select_option(customer.product)
    expect(page.get_by_test_id("alert-line")).to_have_count(2)


def test_one_who_comes_back_sees_by_which_words_the_list_goes(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.alert("cve", _now(), title="Numéros périmés"), customer.alert("news", _now(), title="Webinaire"))
    page = visit(customer.claire, "/fr/alerts")
    page.get_by_role("searchbox", name="Chercher").fill("numero")
    page.get_by_role("checkbox", name="Importantes seulement").check()
    expect(page.get_by_test_id("alert-line")).to_have_count(1)
    page.get_by_role("link", name="Numéros périmés").click()
    expect(page.get_by_role("heading", name="Numéros périmés")).to_be_visible()
    for come_back in (page.go_back, page.reload):
        come_back()
        expect(page.get_by_role("searchbox", name="Chercher")).to_have_value("numero")
        expect(page.get_by_role("checkbox", name="Importantes seulement")).to_be_checked()
        expect(page.get_by_test_id("alert-line")).to_have_count(1)


def test_anothers_alert_is_as_if_it_did_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/alerts/archivo-721")
    expect(page.get_by_test_id("missing")).to_contain_text("does not exist")


def test_a_feed_is_read_without_a_cookie_until_its_address_is_closed(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.alert("cve", _now(), title="Correctif à installer"))
    page = visit(customer.claire, "/fr/alerts")
    page.get_by_test_id("make-feed").click()
    addresses = [page.get_by_test_id("secret-link").nth(place).input_value() for place in (0, 1)]
    stranger = visit(None, "/health/live").request
    for address in addresses:
        assert "Correctif à installer" in stranger.get(address).text()
    page.get_by_role("button", name="Fermer l’adresse").click()
    expect(page.get_by_test_id("feed-line")).to_have_count(0)
    assert [stranger.get(address).status for address in addresses] == [404, 404]
