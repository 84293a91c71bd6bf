"""Filters in the address, hidden rows, files to take away, paper, and several numbers at once."""

import csv
import io
import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.customer import Customer

Visit = Callable[..., Page]


def _second(customer: Customer) -> str:
    slug = f"archivo-{customer.suffix}"
    customer.server.load(
        {"type": "product", "slug": slug, "name": f"Archivo {customer.suffix}", "family": "Sauvegarde"},
        customer.license(f"900-{customer.suffix}".upper(), product=slug, ends=-3),
    )
    return slug


@pytest.mark.parametrize("width", [961, 1024, 1280, 1440])
def test_the_menu_of_a_row_covers_no_word(visit: Visit, customer: Customer, width: int) -> None:
    page = visit(customer.claire, viewport={"width": width, "height": 800})
    name = page.get_by_test_id("product-row").get_by_role("rowheader")
    name.hover()
    button = name.locator("summary")
    expect(button).to_have_css("opacity", "1")
    covered = """(button) => {
        const menu = button.getBoundingClientRect(), walk = document.createTreeWalker(button.closest(".name"), NodeFilter.SHOW_TEXT), covered = [];
        for (let text = walk.nextNode(); text; text = walk.nextNode()) {
            if (text.parentElement.closest(".menu-box, .initials")) continue;
            const range = document.createRange();
            range.selectNode(text);
            for (const box of range.getClientRects())
                if (box.left < menu.right && box.right - 1 > menu.left && box.top < menu.bottom && box.bottom > menu.top) covered.push(text.data);
        }
        return covered;
    }"""
    assert button.evaluate(covered) == []


def test_a_filter_stands_in_the_address_and_survives_a_reload(visit: Visit, customer: Customer) -> None:
    slug = _second(customer)
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(2)
    expect(page.get_by_test_id("filter")).to_have_text(["Tous2", "En règle1", "Expirés1"])
    page.get_by_test_id("filter").filter(has_text="Expirés").click()
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    expect(page.get_by_test_id("product-row")).to_have_attribute("data-product", slug)
    expect(page).to_have_url(re.compile(r"\?show=expired$"))
    page.reload()
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    expect(page.get_by_test_id("filter").filter(has_text="Expirés")).to_have_attribute("aria-current", "page")
    page.goto("/fr?show=forged")
    expect(page.get_by_test_id("product-row")).to_have_count(2)


def test_counts_follow_what_happens(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("filter")).to_have_text(["Tous1", "En règle1"])
    customer.server.load(customer.license(customer.number, ends=3))
    expect(page.get_by_test_id("filter")).to_have_text(["Tous1", "Expirent bientôt1"])


def test_a_row_is_hidden_found_again_and_brought_back(visit: Visit, customer: Customer) -> None:
    _second(customer)
    page, other = visit(customer.claire), visit(customer.claire)
    expect(other.get_by_test_id("product-row")).to_have_count(2)
    row = page.locator(f"[data-product={customer.product}]")
    row.hover()
    row.locator(".name summary").click()
    row.get_by_test_id("hide-product").click()
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    expect(other.get_by_test_id("product-row")).to_have_count(1)
    page.get_by_test_id("filter").filter(has_text="Masqués").click()
    page.get_by_test_id("show-product").click()
    expect(other.get_by_test_id("product-row")).to_have_count(2)


def test_what_is_on_the_screen_is_exported(visit: Visit, customer: Customer) -> None:
    _second(customer)
    page = visit(customer.claire, "/en?show=expired")
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    for name, ending in (("Export as CSV", ".csv"), ("Export as Excel", ".xlsx")):
        page.locator(".above summary").click()
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("my-products-")
        assert download.value.suggested_filename.endswith(ending)
        if ending == ".csv":
            rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
            assert [row[0] for row in rows] == ["Product", f"Archivo {customer.suffix}"]
            assert rows[1][2] == "Expired 3 days ago"


def test_the_list_prints_on_paper_without_its_buttons(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("product-row")).to_be_visible()
    for hidden in (page.get_by_test_id("add-product"), page.get_by_test_id("sign-out"), page.get_by_test_id("filter").first):
        expect(hidden).not_to_be_visible()


def test_paper_is_white_for_who_looks_in_the_dark_too(visit: Visit) -> None:
    inks = []
    for scheme in ("light", "dark"):
        page = visit("claire@exemple.fr", color_scheme=scheme)
        badge = page.get_by_test_id("product-row").first.get_by_text("En vigueur")
        page.emulate_media(media="print")
        inks.append(badge.evaluate("badge => getComputedStyle(badge).color"))
        assert badge.locator(".icon").evaluate("icon => getComputedStyle(icon).printColorAdjust") == "exact"
    assert inks[0] == inks[1]


def test_nine_products_fit_on_two_sheets_of_a4(visit: Visit) -> None:
    page = visit("claire@exemple.fr")
    expect(page.get_by_test_id("product-row")).to_have_count(9)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 2
    assert [round(float(side) / 72 * 25.4) for side in sheets[0].mediabox[2:]] == [297, 210]


def _numbers(customer: Customer, count: int) -> list[str]:
    slug = f"libre-{customer.suffix}"
    numbers = [f"482-{customer.suffix}-{place:03}".upper() for place in range(count)]
    customer.server.load(
        {"type": "product", "slug": slug, "name": f"Libre {customer.suffix}", "family": "Sauvegarde"},
        *(customer.license(number, product=slug, group=None) for number in numbers),
    )
    return numbers


def test_a_dropped_purchase_message_fills_in_its_numbers_and_registers_them(visit: Visit, customer: Customer) -> None:
    numbers = _numbers(customer, 2)
    mail = EmailMessage()
    mail.set_content(f"Merci de votre achat.\nNuméros de licence :\n{numbers[0]}\n{numbers[1]}\n\nFacture 2026-0042\n")
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_role("radio", name="E-mail d’achat").check()
    page.locator("[data-drop-file]").set_input_files({"name": "achat.eml", "mimeType": "message/rfc822", "buffer": mail.as_bytes()})
    expect(page.get_by_test_id("number-verdict")).to_have_count(2)
    expect(page.get_by_test_id("license-numbers")).to_have_value("\n".join(numbers))
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("notice")).to_contain_text("2 licences ajoutées")
    expect(page.locator(f"[data-product=libre-{customer.suffix}]")).to_contain_text("2 licences")


_CARRY = """([type, text]) => {
    const carried = new DataTransfer()
    if (type === "drop") carried.items.add(new File([text], "achat.txt", {type: "text/plain"}))
    else carried.setData("text", text)
    const field = document.getElementById("license-number")
    const said = {bubbles: true, cancelable: true, dataTransfer: carried, clipboardData: carried}
    return !field.dispatchEvent(type === "drop" ? new DragEvent(type, said) : new ClipboardEvent(type, said))
}"""


def test_a_message_dropped_anywhere_on_the_dialog_is_read(visit: Visit, customer: Customer) -> None:
    numbers = _numbers(customer, 2)
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    assert page.evaluate(_CARRY, ["drop", f"Numéros de licence :\n{numbers[0]}\n{numbers[1]}\n"])
    expect(page.get_by_role("radio", name="E-mail d’achat")).to_be_checked()
    expect(page.get_by_test_id("number-verdict")).to_have_count(2)


@pytest.mark.parametrize("between", ["\n", "\r\n", ";", ", ", "\t"])
def test_several_numbers_pasted_where_one_is_asked_are_each_looked_up(visit: Visit, customer: Customer, between: str) -> None:
    numbers = _numbers(customer, 2)
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    assert page.evaluate(_CARRY, ["paste", between.join(numbers)])
    expect(page.get_by_test_id("number-verdict")).to_have_count(2)
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("notice")).to_contain_text("2 licences ajoutées")


def test_one_number_and_the_end_of_its_line_stay_one(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    assert not page.evaluate(_CARRY, ["paste", f"{customer.number}\r\n"])
    expect(page.get_by_role("radio", name="Numéro de licence")).to_be_checked()


def test_a_message_without_numbers_says_so(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_role("radio", name="E-mail d’achat").check()
    page.locator("[data-drop-file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"Facture 2026-0042"})
    expect(page.get_by_text("Aucun numéro de licence dans ce message")).to_be_visible()


def test_a_column_of_numbers_has_a_verdict_for_each(visit: Visit, customer: Customer) -> None:
    (number,) = _numbers(customer, 1)
    page = visit(customer.claire)
    page.get_by_test_id("add-product").click()
    page.get_by_role("radio", name="E-mail d’achat").check()
    page.get_by_test_id("license-numbers").fill(f"{number}\n{customer.number}\n999-999-999\nx")
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("number-verdict")).to_have_count(4)
    expect(page.get_by_text("1 licence sur 4 peut être ajoutée.")).to_be_visible()
    page.get_by_test_id("license-numbers").fill(customer.number)
    page.get_by_test_id("add-submit").click()
    expect(page.get_by_test_id("number-verdict")).to_have_count(1)
