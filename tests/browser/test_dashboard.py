"""Mes produits: what one sees, opens, and watches change."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from monproduit.core.sections import Section
from tests.browser.customer import Customer

Visit = Callable[..., Page]
_OUT_OF_PANEL = """() => [...document.querySelectorAll(".panel .lines")]
  .filter((lines) => lines.getBoundingClientRect().right > lines.closest(".panel").getBoundingClientRect().right)
  .map((lines) => lines.textContent.slice(0, 40))"""
_BROKEN = """() => [...document.querySelectorAll(".products :is(th, .says, .says *, .badge, .name *, .lines *)")]
  .filter((element) => element.offsetWidth > 1 && element.closest("thead")?.offsetWidth !== 1)
  .flatMap((element) => [...element.childNodes])
  .filter((node) => node.nodeType === Node.TEXT_NODE)
  .flatMap((node) => [...node.data.matchAll(/[^\\s-]+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
  }).map((word) => word[0]))"""

_SEEN = """() => {
  const focused = document.activeElement;
  if (!focused.matches("a, button, summary")) return true;
  const { left, top, right, bottom } = focused.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return left >= 0 && right <= innerWidth && [[x, top + 3], [x, y], [x, bottom - 3], [left + 3, y]].every(([across, down]) => {
    const hit = document.elementFromPoint(across, down);
    return hit && (focused.contains(hit) || hit.contains(focused));
  });
}"""

_WHERE = "() => [document.activeElement.outerHTML, JSON.stringify(document.activeElement.getBoundingClientRect())]"


def _open(page: Page, section: str) -> Locator:
    page.get_by_test_id(f"cell-{section}").first.get_by_role("button").first.click()
    return page.get_by_test_id(f"details-{section}")


def test_a_new_person_is_shown_how_to_begin(visit: Visit) -> None:
    page = visit("vide@exemple.fr")
    expect(page.get_by_test_id("empty-products")).to_be_visible()
    page.get_by_test_id("add-first-product").click()
    expect(page.get_by_test_id("add-dialog")).to_be_visible()


def test_each_cell_opens_in_place_and_loads_only_then(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1"), customer.alert("a", "2026-11-01T09:00:00Z"), customer.download("d", "7.1", "2026-11-01T09:00:00Z"))
    page = visit(customer.claire)
    for section, line, text in (
        ("support_status", "support-line", customer.number),
        ("license_status", "license-line", "Production Lyon"),
        ("news_alerts", "alert-line", "Alerte a"),
        ("open_requests", "request-line", "Sonde muette"),
        ("latest_download", "download-line", "vigie-7.1.zip"),
    ):
        expect(page.get_by_test_id(line)).to_have_count(0)
        details = _open(page, section)
        expect(details.get_by_test_id(line)).to_contain_text(text)
        button = page.get_by_test_id(f"cell-{section}").get_by_role("button").first
        expect(button).to_have_attribute("aria-expanded", "true")
        button.click()
        expect(details).to_have_count(0)
        expect(button).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_is_enough_to_open_and_close(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    button = page.get_by_test_id("cell-license_status").get_by_role("button").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("license-line")).to_have_attribute("data-license", customer.number)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("details-license_status")).to_have_count(0)


def test_many_licenses_come_a_page_at_a_time(visit: Visit, customer: Customer) -> None:
    customer.server.load(*(customer.license(f"900-{customer.suffix}-{place:03}") for place in range(70)))
    page = visit(customer.claire)
    details = _open(page, "license_status")
    expect(details.get_by_test_id("license-line")).to_have_count(50)
    details.get_by_role("button", name="Afficher encore 21").click()
    expect(details.get_by_test_id("license-line")).to_have_count(71)


def test_requests_are_sorted_by_a_click_on_a_column(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1", title="Zèbre"), customer.request("2", title="Abeille"))
    page = visit(customer.claire)
    details = _open(page, "open_requests")
    details.get_by_role("button", name="Titre").click()
    expect(details.get_by_test_id("request-line").first).to_contain_text("Abeille")
    expect(details.get_by_role("columnheader", name="Titre")).to_have_attribute("aria-sort", "ascending")
    details.get_by_role("button", name="Titre").click()
    expect(details.get_by_test_id("request-line").first).to_contain_text("Zèbre")


def test_a_change_by_another_process_shows_by_itself(visit: Visit, customer: Customer) -> None:
    page, english = visit(customer.claire), visit(customer.claire, "/en")
    cell = page.get_by_test_id("cell-open_requests")
    expect(cell).to_contain_text("0 ouverte")
    customer.server.load(customer.request("1"))
    expect(cell).to_contain_text("1 ouverte")
    expect(english.get_by_test_id("cell-open_requests")).to_contain_text("1 open")


def test_open_details_change_by_themselves(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    details = _open(page, "license_status")
    expect(details.get_by_test_id("license-line")).to_have_count(1)
    customer.server.load(customer.license(customer.number, standing="suspended"))
    expect(details.get_by_test_id("license-line")).to_contain_text("Suspendue")
    expect(page.get_by_test_id("cell-license_status")).to_contain_text("Suspendue")
    expect(page.get_by_test_id("cell-license_status").get_by_role("link", name="Contacter le support")).to_have_attribute("href", "/fr/contact")


def test_a_product_appears_by_itself_for_a_download(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    other = f"archivo-{customer.suffix}"
    customer.server.load(
        {"type": "product", "slug": other, "name": "Archivo"}, {**customer.download("x", "1", "2026-11-01T09:00:00Z"), "product": other}
    )
    expect(page.locator(f"[data-product={other}]")).to_contain_text("Aucune licence enregistrée")


def test_news_are_new_until_one_looks_in_any_tab(visit: Visit, customer: Customer) -> None:
    first, second = visit(customer.claire), visit(customer.claire)
    bruno = visit(customer.bruno)
    expect(first.get_by_test_id("product-row")).to_have_count(1)
    expect(bruno.get_by_test_id("product-row")).to_have_count(1)
    expect(second.get_by_test_id("product-row")).to_have_count(1)
    from datetime import UTC, datetime

    customer.server.load(customer.alert("neuve", datetime.now(UTC).isoformat()))
    for page in (first, second, bruno):
        expect(page.get_by_test_id("news-badge")).to_contain_text("1 nouvelle alerte")
    expect(_open(first, "news_alerts").get_by_test_id("alert-line")).to_contain_text("Nouveau")
    expect(first.get_by_test_id("news-badge")).to_have_count(0)
    expect(second.get_by_test_id("news-badge")).to_have_count(0)
    expect(bruno.get_by_test_id("news-badge")).to_have_count(1)


def test_nobody_elses_change_reaches_a_page(visit: Visit, customer: Customer) -> None:
    page = visit(customer.bruno)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    frames = list[str]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    page.reload()
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    before = len(frames)
    customer.server.load(customer.request("1", title="Secret de Claire"))
    customer.server.load(customer.license(customer.number, standing="suspended"))
    expect(page.get_by_test_id("cell-license_status")).to_contain_text("Suspendue")
    assert len(frames) > before
    assert not any("Secret" in frame for frame in frames)


@pytest.mark.parametrize("path", ["/fr", "/fr/faq", "/fr/help/getting-started", "/fr/help/license-number", "/fr/support-plans", "/fr/contact"])
def test_nothing_is_wider_than_a_small_phone(visit: Visit, path: str) -> None:
    page = visit("claire@exemple.fr", path, viewport={"width": 320, "height": 700})
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if path == "/fr":
        expect(page.get_by_test_id("product-row").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [320, 360])
def test_the_head_of_a_phone_takes_two_lines(visit: Visit, language: str, width: int) -> None:
    page = visit("claire@exemple.fr", f"/{language}", viewport={"width": width, "height": 640})
    boxes = [page.locator(".top").locator(part).bounding_box() for part in (".brand", ".tools", ".account-ways")]
    brand, tools, ways = (box for box in boxes if box)
    assert tools["y"] < brand["y"] + brand["height"] <= ways["y"]
    assert tools["x"] >= brand["x"] + brand["width"]


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_what_has_the_keyboard_is_seen_whole(visit: Visit, width: int) -> None:
    page = visit("claire@exemple.fr", viewport={"width": width, "height": 640})
    expect(page.get_by_test_id("product-row")).to_have_count(9)
    expect(page.get_by_test_id("filter").first).to_be_visible()
    reached = 0
    for way, first in (
        ("Tab", page.get_by_test_id("filter").first),
        ("Shift+Tab", page.get_by_test_id("product-row").last.get_by_role("button").last),
    ):
        first.focus()
        while page.evaluate("document.querySelector('main').contains(document.activeElement)") and reached < 200:
            assert page.evaluate(_SEEN), page.evaluate(_WHERE)
            page.keyboard.press(way)
            reached += 1
    assert 60 < reached < 200


def test_a_phone_sorts_requests_too(visit: Visit, customer: Customer) -> None:
    customer.server.load(*(customer.request(str(place), title=title) for place, title in enumerate(("Bruit", "Alarme"))))
    page = visit(customer.claire, "/fr/service-requests", viewport={"width": 390, "height": 844})
    expect(page.get_by_test_id("request-line")).to_have_count(2)
    button = page.get_by_role("button", name="Titre")
    button.focus()
    assert page.evaluate(_SEEN)
    for first in ("Alarme", "Bruit"):
        button.press("Enter")
        expect(page.get_by_test_id("request-line").first).to_contain_text(first)


def test_the_values_of_lines_stand_under_each_other_on_a_tablet(visit: Visit) -> None:
    page = visit("claire@exemple.fr", viewport={"width": 768, "height": 1024})
    lines = _open(page, "license_status").get_by_test_id("license-line")
    expect(lines).to_have_count(2)
    lefts = [[round(cell.bounding_box()["x"]) for cell in line.get_by_role("cell").all()] for line in lines.all()]  # type: ignore[index]
    assert lefts[0] == lefts[1]
    assert len(set(lefts[0])) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [768, 961, 970, 1023, 1024, 1280, 1366])
def test_no_word_breaks_and_no_way_is_out_of_sight_on_a_small_desktop(visit: Visit, width: int, language: str) -> None:
    page = visit("claire@exemple.fr", f"/{language}", viewport={"width": width, "height": 800})
    expect(page.get_by_test_id("cell-latest_download").last).to_be_visible()
    for section in Section:
        expect(_open(page, section).get_by_role("row").last).to_be_visible()
    assert page.evaluate(_BROKEN) == []
    assert page.evaluate(_OUT_OF_PANEL) == []
    assert page.locator(".account-ways ul").evaluate("ways => ways.scrollWidth <= ways.clientWidth")


def test_a_duplicated_tab_is_a_tab_of_its_own(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    with page.context.expect_page() as opened:
        page.evaluate("() => { window.open(location.href); }")
    copy = opened.value
    _open(copy, "license_status")
    expect(copy.get_by_test_id("license-line")).to_have_count(1)
    expect(page.get_by_test_id("license-line")).to_have_count(0)
    customer.server.load(customer.request("1"))
    for tab in (page, copy):
        expect(tab.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte")


def test_a_second_opening_shows_what_it_had_at_once(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    details = _open(page, "license_status")
    expect(details.get_by_test_id("license-line")).to_have_count(1)
    _open(page, "license_status")
    expect(details).to_have_count(0)
    page.evaluate(
        "() => { window.bones = 0; new MutationObserver(() => { window.bones += document.querySelectorAll('.details .bone').length; })"
        ".observe(document.body, {childList: true, subtree: true}); }"
    )
    _open(page, "license_status")
    expect(details.get_by_test_id("license-line")).to_have_count(1)
    assert page.evaluate("window.bones") == 0


def test_a_page_loaded_again_never_shows_a_row_without_its_product(visit: Callable[..., Page], customer: Customer) -> None:
    page = visit(customer.claire)
    expect(page.get_by_test_id("product-row")).to_have_count(1)
    page.add_init_script(_WATCH)
    for _again in range(5):
        page.reload()
        expect(page.get_by_test_id("product-row")).to_contain_text(f"Vigie {customer.suffix}")
        assert page.evaluate("window.blankRows") == 0


_WATCH = """
window.blankRows = 0;
new MutationObserver(() => {
  const blank = [...document.querySelectorAll("[data-testid=product-row] strong")].some((name) => !name.textContent);
  window.blankRows += blank;
}).observe(document, { childList: true, subtree: true });
"""
