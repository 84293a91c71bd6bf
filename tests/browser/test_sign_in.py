"""Signing in and out, as a person does it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


def _sign_in(page: Page, email: str, password: str = "demo") -> None:
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def test_claire_signs_in_and_sees_her_products(visit: Visit) -> None:
    page = visit(None, "/")
    _sign_in(page, "claire@exemple.fr")
    expect(page.get_by_role("heading", name="Mes produits", level=1)).to_be_visible()
    expect(page.get_by_test_id("product-row")).to_have_count(9)


def test_a_wrong_password_is_said(visit: Visit) -> None:
    page = visit(None, "/", extra_http_headers={})
    page.route("**/idp/authorize*", lambda route: route.continue_())
    _sign_in(page, "claire@exemple.fr", "faux")
    expect(page.get_by_role("alert")).to_contain_text("n’est pas juste")


def test_the_form_is_in_the_language_of_the_browser(visit: Visit) -> None:
    page = visit(None, "/", locale="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("for this machine only")).to_be_visible()
    page.get_by_label("E-mail address").fill("claire@exemple.fr")
    page.get_by_label("Password").fill("demo")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_one_comes_back_to_the_page_one_wanted_and_signs_in_in_its_language(visit: Visit) -> None:
    page = visit(None, "/en/faq")
    page.get_by_label("E-mail address").fill("claire@exemple.fr")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url("/en/faq/")


def test_signing_out_empties_every_tab(visit: Visit, customer: Customer) -> None:
    first = visit(customer.claire)
    second = first.context.new_page()
    second.goto("/fr")
    expect(second.get_by_test_id("product-row")).to_have_count(1)
    first.get_by_test_id("sign-out").click()
    expect(first.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    expect(second.get_by_test_id("product-row")).to_have_count(0)
    first.go_back()
    expect(first.get_by_test_id("product-row")).to_have_count(0)


def test_a_login_ended_elsewhere_closes_the_page(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr?show=active")
    expect(page.get_by_test_id("product-row")).to_have_count(1)

    async def end_all() -> None:
        from monproduit.services import logins

        await logins.end_at_provider(f"{customer.server.origin}/idp", customer.claire, None)

    customer.server.run(end_all)
    expect(page.get_by_test_id("product-row")).to_have_count(0)
    expect(page.get_by_role("heading", name="Votre connexion a pris fin")).to_be_visible()
    page.get_by_role("link", name="Se reconnecter").click()
    _sign_in(page, "claire@exemple.fr")
    expect(page).to_have_url(re.compile(r"/fr/?\?show=active$"))


def test_one_sees_where_one_is_signed_in_and_ends_the_rest(visit: Visit, customer: Customer) -> None:
    page, other = visit(customer.claire, "/fr/profile"), visit(customer.claire)
    expect(other.get_by_test_id("product-row")).to_have_count(1)
    page.reload()
    expect(page.get_by_test_id("login-line")).to_have_count(2)
    expect(page.get_by_test_id("end-other-logins")).to_have_count(0)
    expect(page.get_by_test_id("sign-in-again")).to_have_attribute("href", "/auth/login?again=1&next=/fr/profile")
    page.context.add_cookies([{"name": "monproduit", "value": _proven(customer), "url": customer.server.origin, "httpOnly": True}])
    page.reload()
    expect(page.get_by_test_id("login-line")).to_have_count(3)
    page.get_by_test_id("end-other-logins").click()
    expect(page.get_by_test_id("notice")).to_contain_text("2 connexions ont pris fin")
    expect(page.get_by_test_id("login-line")).to_have_count(1)
    expect(other.get_by_role("heading", name="Votre connexion a pris fin")).to_be_visible()


def _proven(customer: Customer) -> str:
    async def start() -> str:
        from monproduit.core import clock
        from monproduit.services import logins

        issuer, moment = f"{customer.server.origin}/idp", int(clock.now().timestamp())
        return await logins.start(issuer, {"sub": customer.claire, "email": customer.claire, "email_verified": True, "auth_time": moment}, "")

    return customer.server.run(start)


def test_what_the_tab_kept_goes_with_the_login(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, f"/fr/service-requests/new?license={customer.number}")
    page.get_by_label("Titre").fill("Sonde muette depuis hier")
    kept = "JSON.stringify([{...sessionStorage}, {...localStorage}])"
    expect(page.get_by_label("Titre")).to_have_value("Sonde muette depuis hier")
    assert "Sonde muette" in page.evaluate(kept)
    assert page.evaluate("document.cookie") == ""
    held, said = list[Route](), page.get_by_role("heading", name="Vous êtes déconnecté")
    page.route("**/forget.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright looks into the function)
    page.get_by_test_id("sign-out").click()
    while not held:
        page.wait_for_timeout(20)
    expect(said).to_be_hidden()
    held[0].continue_()
    expect(said).to_be_visible()
    assert set(page.evaluate("Object.keys(sessionStorage)")) == set()
    assert set(page.evaluate("Object.keys(localStorage)")) <= {"theme"}
