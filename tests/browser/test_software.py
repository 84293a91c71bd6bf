"""Downloads and the support of products, in a browser."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]
CONTENT = bytes(range(256)) * 12_000
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def name(customer: Customer) -> str:
    """Publish a file of 3 MB with notes, and return its name."""
    name = f"{customer.product}-7.2.zip"
    folder = customer.server.folder / "files"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(CONTENT)
    release = {"product": customer.product, "version": "7.2", "released_on": "2026-01-01", "notes": "Les sondes **parlent**."}
    life = {"full_support_until": "2099-01-01", "limited_support_until": "2100-01-01", "end_of_support_on": "2100-01-02"}
    file = {"product": customer.product, "version": "7.2", "name": name, "size": len(CONTENT), "sha256": HASH, "source": name}
    customer.server.load({"type": "release", **release, **life}, {"type": "release_file", **file})
    return name


def test_a_file_is_downloaded_whole_and_the_dashboard_tells_at_once(visit: Visit, customer: Customer, name: str) -> None:
    dashboard, page = visit(customer.bruno), visit(customer.bruno, "/fr/downloads")
    expect(dashboard.get_by_test_id("cell-latest_download")).to_contain_text("Aucun téléchargement")
    with page.expect_download() as began:
        page.get_by_role("link", name=f"Télécharger {name}").click()
    assert began.value.suggested_filename == name
    assert hashlib.sha256(Path(began.value.path()).read_bytes()).hexdigest() == HASH
    expect(dashboard.get_by_test_id("cell-latest_download")).to_contain_text("7.2")
    expect(page.get_by_test_id("software-version")).to_contain_text("Votre dernier téléchargement")
    dashboard.get_by_test_id("cell-latest_download").get_by_role("button").first.click()
    expect(dashboard.get_by_test_id("download-line")).to_contain_text(name)
    dashboard.get_by_test_id("latest-version").click()
    expect(dashboard.get_by_role("heading", name="Téléchargements de logiciels")).to_be_visible()


def test_a_dropped_file_is_told_from_one_that_was_changed(visit: Visit, customer: Customer, name: str, tmp_path: Path) -> None:
    page = visit(customer.claire, "/fr/downloads")
    file = tmp_path / name
    for content, says in ((CONTENT[:-1], "est endommagé ou modifié"), (CONTENT, "est authentique"), (b"", "est endommagé ou modifié")):
        file.write_bytes(content)
        page.get_by_test_id("check-file").set_input_files(file)
        expect(page.get_by_test_id("file-verdict")).to_contain_text(says)
    file.rename(tmp_path / "autre.zip")
    page.get_by_test_id("check-file").set_input_files(tmp_path / "autre.zip")
    expect(page.get_by_test_id("file-verdict")).to_contain_text("ne nous est pas connu")


_DROP = """(area, [name, size, isChanged]) => {
    const bytes = Uint8Array.from({length: size}, (_, place) => place % 256)
    if (isChanged) bytes[size - 1] ^= 1
    const carried = new DataTransfer()
    carried.items.add(new File([bytes], name, {type: "application/zip"}))
    const said = type => new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true})
    area.dispatchEvent(said("dragenter"))
    const isOpen = !area.dispatchEvent(said("dragover"))
    const isTaken = !area.dispatchEvent(said("drop"))
    return [isOpen, isTaken]
}"""


def test_a_file_that_is_really_dropped_is_taken_by_the_page_and_told_right_or_wrong(visit: Visit, customer: Customer, name: str) -> None:
    page = visit(customer.claire, "/fr/downloads")
    area = page.get_by_text("Déposez un fichier ici, ou choisissez-le").locator("xpath=ancestor::label")
    expect(page.get_by_test_id("software-version")).to_contain_text(name)
    for is_changed, says in ((False, "est authentique"), (True, "est endommagé ou modifié"), (False, "est authentique")):
        assert area.evaluate(_DROP, [name, len(CONTENT), is_changed]) == [True, True]
        expect(page.get_by_test_id("file-verdict")).to_contain_text(says)


def test_notes_open_by_keyboard_and_words_find_versions(visit: Visit, customer: Customer, name: str) -> None:
    page = visit(customer.claire, "/fr/downloads")
    expect(page.get_by_test_id("software-version")).to_contain_text(name)
    notes = page.get_by_role("button", name="Notes de version")
    notes.focus()
    page.keyboard.press("Enter")
    expect(notes).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_test_id("release-notes").get_by_role("strong")).to_have_text("parlent")
    page.get_by_role("searchbox", name="Chercher").fill("rien de tel")
    expect(page.get_by_test_id("empty-software")).to_be_visible()


def test_a_license_that_ends_takes_the_button_away_and_says_why(visit: Visit, customer: Customer, name: str) -> None:
    page = visit(customer.claire, "/en/downloads")
    expect(page.get_by_role("link", name=f"Download {name}")).to_be_visible()
    customer.server.load(customer.license(customer.number, renewal_date="2025-12-31"))
    expect(page.get_by_test_id("fetch-file")).to_have_count(0)
    expect(page.get_by_test_id("software-version")).to_contain_text("31 Dec 2025")


@pytest.mark.usefixtures("name")
def test_the_picture_says_where_one_is_and_so_does_the_table(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.download("d", "7.2", "2026-11-20T09:00:00Z"))
    page = visit(customer.claire, "/fr/products")
    expect(page.get_by_role("img", name="Frise du support")).to_contain_text("Vous êtes ici")
    expect(page.get_by_test_id("supported-product")).to_contain_text("Support complet")
    page.get_by_test_id("supported-product").get_by_role("link").click()
    expect(page.get_by_test_id("life-line").first).to_contain_text("Vous êtes ici")
    expect(page.get_by_test_id("life-line").first).to_contain_text("2 janv. 2100")
    page.get_by_role("link", name="Télécharger").click()
    expect(page.get_by_test_id("software-product")).to_have_count(1)


def test_anothers_product_is_as_if_it_did_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/products/archivo")
    expect(page.get_by_test_id("missing")).to_contain_text("does not exist")
