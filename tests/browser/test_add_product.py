"""The dialog *Ajouter un produit*, by number and from the list, with the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


def test_four_actions_by_keyboard_register_a_number(visit: Visit, customer: Customer) -> None:
    number = customer.free()
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    page.get_by_test_id("add-product").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("license-number")).to_be_focused()
    page.keyboard.insert_text(number.lower().replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("license-preview")).to_contain_text(f"Libre {customer.suffix}")
    expect(page.get_by_test_id("license-preview")).to_contain_text("25")
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-product=libre-006-{customer.suffix}]")).to_be_visible()
    expect(page.get_by_test_id("add-dialog")).not_to_be_visible()
    expect(page.get_by_test_id("add-product")).to_be_focused()
    expect(page.get_by_test_id("notice")).to_contain_text("est dans vos produits")


def test_the_new_product_shows_in_the_other_tab(visit: Visit, customer: Customer) -> None:
    number = customer.free()
    page, other = visit(customer.claire), visit(customer.claire, "/en")
    expect(other.get_by_test_id("product-row")).to_have_count(1)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill(number)
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("license-preview")).to_be_visible()
    page.get_by_test_id("add-submit").click()
    expect(other.locator(f"[data-product=libre-006-{customer.suffix}]")).to_contain_text("In force")


def test_a_product_of_the_list_is_added_without_a_license(visit: Visit, customer: Customer) -> None:
    customer.free()
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_role("radio", name="Liste des produits").check()
    page.get_by_test_id("product-search").fill(customer.suffix)
    registered = page.get_by_test_id("product-option").filter(has_text="déjà dans vos produits")
    expect(registered.get_by_role("radio")).to_be_disabled()
    page.get_by_test_id("product-option").filter(has_text=f"Libre {customer.suffix}").get_by_role("radio").check()
    page.get_by_test_id("add-submit").click()
    row = page.locator(f"[data-product=libre-006-{customer.suffix}]")
    expect(row.get_by_test_id("cell-license_status")).to_contain_text("Aucune licence enregistrée")
    row.get_by_role("button", name="Saisir le numéro").click()
    expect(page.get_by_test_id("add-dialog")).to_be_visible()


def test_a_wrong_number_is_said_beside_the_field_and_keeps_what_was_typed(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    field, error = page.get_by_test_id("license-number"), page.get_by_test_id("add-error")
    for typed, said in (("", "Saisissez un numéro"), ("12", "se compose de"), ("999-999-999", "pas connu"), (customer.number, "déjà enregistrée")):
        field.fill(typed)
        field.press("Enter")
        expect(error).to_contain_text(said)
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")


def test_escape_closes_the_dialog_and_focus_returns(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    expect(page.get_by_test_id("license-number")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("add-dialog")).not_to_be_visible()
    expect(page.get_by_test_id("add-product")).to_be_focused()


def test_tab_goes_around_in_the_dialog_both_ways(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    dialog = page.get_by_test_id("add-dialog")
    close, submit = dialog.get_by_role("button", name="Fermer"), dialog.get_by_test_id("add-submit")
    submit.focus()
    page.keyboard.press("Tab")
    expect(close).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(submit).to_be_focused()


def test_what_was_said_of_a_number_does_not_follow_to_the_list(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("12")
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("add-error")).to_contain_text("se compose de")
    page.get_by_role("radio", name="Liste des produits").check()
    expect(page.get_by_test_id("add-error")).to_be_empty()
