"""Service requests by two people at once: the customer's page and the staff's desk."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.lines import Lines

Visit = Callable[..., Page]
SAM = "sam@editeur.fr"


def _form(visit: Visit, customer: Customer, path: str = "", **context: object) -> Page:
    page = visit(customer.claire, f"/fr/service-requests/new?license={customer.number}{path}", **context)
    expect(page.get_by_test_id("request-support")).to_contain_text("Premier")
    return page


def _write(page: Page, title: str, description: str = "Plus rien depuis 8 h.") -> None:
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Description").fill(description)


def _queue(visit: Visit, customer: Customer) -> Page:
    """Return the desk with nothing but this customer's requests."""
    desk = visit(SAM, "/fr/staff/service-requests")
    desk.get_by_role("searchbox", name="Chercher").fill(customer.claire)
    expect(desk.get_by_text("0 demande", exact=True)).to_be_visible()
    return desk


def _answer(page: Page, text: str, label: str = "Votre réponse") -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_test_id("send-answer").click()
    expect(page.get_by_label(label, exact=True)).to_have_value("")


def test_a_request_goes_from_the_license_to_the_desk_and_back_while_both_look(visit: Visit, customer: Customer) -> None:
    desk, dashboard = _queue(visit, customer), visit(customer.claire)
    expect(dashboard.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    page = visit(customer.claire, f"/fr/licenses/{customer.number}")
    page.get_by_role("main").get_by_role("link", name="Créer une demande de service").click()
    expect(page.get_by_label("Version")).to_have_value("")
    expect(page.get_by_test_id("severities")).to_contain_text("première réponse sous 2 h")
    _write(page, "Sonde muette")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("heading", name="Sonde muette")).to_be_visible()
    expect(page.get_by_text("Première réponse sous 2 h")).to_be_visible()
    expect(dashboard.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte")

    expect(desk.get_by_test_id("request-line")).to_have_count(0)
    desk.get_by_test_id("fresh-requests").click()
    desk.get_by_test_id("request-line").get_by_role("link").click()
    desk.get_by_test_id("take").click()
    expect(desk.get_by_test_id("assignee")).to_have_value(SAM)
    desk.get_by_role("radio", name="Note interne").check()
    _answer(desk, "Comme chez le client de Brest.", "Texte")
    desk.get_by_role("radio", name="Réponse au client").check()
    _answer(desk, "Quelle version du routeur ?", "Texte")

    expect(page.get_by_test_id("request-entry").last).to_contain_text("Quelle version du routeur ?")
    expect(page.get_by_test_id("new-mark")).to_have_count(1)
    expect(page.get_by_test_id("new-messages")).to_contain_text("1 nouveau message")
    expect(page.get_by_test_id("request-status")).to_contain_text("En attente de votre réponse")
    expect(page.get_by_text("client de Brest")).to_have_count(0)
    _answer(page, "La 4.1.")
    expect(desk.get_by_test_id("request-entry").last).to_contain_text("La 4.1.")
    expect(desk.get_by_test_id("request-status")).to_contain_text("En cours")


def test_lines_stay_where_they_are_while_others_come_and_change(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1", title="La première"), customer.request("2", title="La deuxième", updated_at="2026-11-20T10:00:00Z"))
    page = visit(customer.claire, "/fr/service-requests")
    lines = page.get_by_test_id("request-line")
    expect(lines).to_have_count(2)
    customer.server.load(
        customer.request("2", "resolved", title="La deuxième", updated_at="2026-11-24T10:00:00Z"), customer.request("3", title="La troisième")
    )
    expect(lines.nth(1)).to_contain_text("Résolue")
    expect(lines.nth(0)).to_contain_text("La première")
    page.get_by_test_id("fresh-requests").click()
    expect(lines).to_have_count(2)
    expect(lines.filter(has_text="La troisième")).to_have_count(1)


def test_an_impatient_finger_opens_one_request_and_a_new_product_comes_onto_the_account(visit: Visit, customer: Customer) -> None:
    other = f"archivo-{customer.suffix}"
    customer.server.load({"type": "product", "slug": other, "name": f"Archivo {customer.suffix}", "family": "Sauvegarde"})
    page = visit(customer.claire, f"/fr/service-requests/new?product={other}")
    _write(page, "Première installation")
    page.get_by_test_id("send-request").dblclick()
    expect(page.get_by_test_id("request-page")).to_be_visible()
    page.goto("/fr/service-requests")
    expect(page.get_by_test_id("request-line")).to_have_count(1)
    page.goto("/fr")
    expect(page.locator(f"[data-product={other}]")).to_contain_text("1 ouverte")


def test_severity_one_shows_the_telephone_alone(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    page.get_by_role("radio", name=re.compile("^1 –")).check()
    expect(page.get_by_test_id("by-telephone").get_by_role("link").first).to_have_attribute("href", re.compile(r"^tel:\+"))
    expect(page.get_by_test_id("send-request")).not_to_be_visible()
    page.get_by_role("radio", name=re.compile("^2 –")).check()
    expect(page.get_by_test_id("send-request")).to_be_visible()


def test_what_is_wrong_loses_nothing_and_a_reload_loses_nothing(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    page.get_by_label("Description").fill("Une longue description.")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("alert").filter(has_text="Donnez un titre")).to_be_visible()
    expect(page.get_by_label("Description")).to_have_value("Une longue description.")
    page.get_by_role("radio", name=re.compile("^2 –")).check()
    page.reload()
    expect(page.get_by_label("Description")).to_have_value("Une longue description.")
    expect(page.get_by_role("radio", name=re.compile("^2 –"))).to_be_checked()
    page.get_by_label("Titre").fill("Enfin un titre")
    page.get_by_label("Titre").press("Enter")
    expect(page.get_by_role("heading", name="Enfin un titre")).to_be_visible()
    page.goto(f"/fr/service-requests/new?license={customer.number}")
    expect(page.get_by_label("Description")).to_have_value("")


def test_a_form_keeps_still_from_when_it_is_sent_until_its_page_comes(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    title, send = page.get_by_label("Titre"), page.get_by_test_id("send-request")
    _write(page, "")
    send.click()
    expect(page.get_by_role("alert").filter(has_text="Donnez un titre")).to_be_visible()
    title.press_sequentially("Sonde muette")
    page.context.set_offline(True)
    send.click()
    expect(page.get_by_role("status").filter(has_text="Envoi…")).to_be_visible()
    title.press_sequentially(" à Brest")
    title.press("Enter")
    expect(page.get_by_role("radio", name=re.compile("^1 –"))).to_be_disabled()
    expect(page.get_by_label("Description")).not_to_be_editable()
    expect(title).to_have_value("Sonde muette")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Sonde muette")).to_be_visible()
    page.goto("/fr/service-requests")
    expect(page.get_by_test_id("request-line")).to_have_count(1)


def test_a_form_whose_line_breaks_on_the_way_can_be_sent_again(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    lines = Lines(page)
    page.reload()
    expect(page.get_by_test_id("request-support")).to_contain_text("Premier")
    _write(page, "Sonde muette")
    lines.are_silent = True
    page.get_by_test_id("send-request").click()
    expect(page.get_by_label("Titre")).not_to_be_editable()
    lines.cut()
    expect(page.get_by_label("Titre")).to_be_editable()
    expect(page.get_by_label("Titre")).to_have_value("Sonde muette")
    page.get_by_label("Titre").fill("Sonde muette à Brest")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("heading", name="Sonde muette à Brest")).to_be_visible()


def test_what_was_begun_goes_on_in_another_language(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    page.get_by_label("Titre").fill("Sonde muette")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Create a service request")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Sonde muette")
    expect(page.get_by_test_id("request-license")).to_have_value(customer.number)


def test_a_license_that_expires_between_page_and_click_is_said_and_the_text_stays(visit: Visit, customer: Customer) -> None:
    page = _form(visit, customer)
    _write(page, "Sonde muette")
    customer.server.load(customer.license(customer.number, ends=-1))
    expect(page.get_by_test_id("request-support")).to_contain_text("Expiré")
    expect(page.get_by_test_id("severities")).to_contain_text("délai non garanti")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("heading", name="Sonde muette")).to_be_visible()


def test_one_license_of_many_is_found_and_chosen_with_the_keyboard_and_what_is_typed_stays(visit: Visit, customer: Customer) -> None:
    many = [customer.license(f"77-{customer.suffix}-{place:03}".upper(), edition=f"Édition {place}", support_plan="standard") for place in range(60)]
    customer.server.load(*many)
    page = _form(visit, customer)
    chosen, choice = page.get_by_test_id("chosen-license"), page.get_by_test_id("license-choice")
    expect(chosen).to_contain_text(customer.number)
    expect(page.get_by_test_id("request-license")).to_have_count(0)
    _write(page, "Sonde muette")
    choice.get_by_text("Une autre licence").press("Enter")
    expect(choice.get_by_role("listitem")).to_have_count(20)
    expect(choice.get_by_text("Les 20 premières de 61 licences")).to_be_visible()
    page.get_by_role("searchbox", name="Chercher par numéro ou par édition").fill(f"77 {customer.suffix} 059")
    expect(choice.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chosen).to_contain_text("Édition 59")
    expect(page.get_by_test_id("request-support")).to_contain_text("Standard")
    expect(page.get_by_label("Titre")).to_have_value("Sonde muette")
    page.get_by_test_id("send-request").click()
    expect(page.get_by_role("heading", name="Sonde muette")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=f"77-{customer.suffix}-059".upper())).to_be_visible()


def test_what_was_asked_before_is_suggested_while_one_types(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1", title="Sonde muette à Brest"))
    page = _form(visit, customer)
    page.get_by_label("Titre").fill("La sonde est muette")
    expect(page.get_by_test_id("suggestions").get_by_role("link")).to_have_text("Sonde muette à Brest")
    page.get_by_label("Titre").fill("Facture")
    expect(page.get_by_test_id("suggestions")).to_have_count(0)


def test_files_go_ahead_of_the_form_and_come_back_as_downloads(visit: Visit, customer: Customer, tmp_path: Path) -> None:
    journal, huge = tmp_path / "journal.txt", tmp_path / "image.zip"
    journal.write_text("une ligne")
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    page = _form(visit, customer)
    _write(page, "Sonde muette")
    page.get_by_test_id("upload").set_input_files([journal])
    expect(page.get_by_test_id("waiting-file")).to_contain_text("journal.txt")
    page.get_by_test_id("upload").set_input_files([huge])
    expect(page.get_by_role("alert").filter(has_text="image.zip est trop grand")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("waiting-file")).to_contain_text("9 octets")
    page.get_by_test_id("send-request").click()
    with page.expect_download() as download:
        page.get_by_test_id("attachment").get_by_role("link", name="journal.txt").click()
    assert download.value.suggested_filename == "journal.txt"
    assert Path(download.value.path()).read_text() == "une ligne"
    desk = visit(SAM, f"/fr/staff{page.url.partition('/fr')[2]}")
    expect(desk.get_by_test_id("attachment")).to_contain_text("journal.txt")


def test_what_is_written_while_an_answer_is_on_its_way_stays_until_it_is_sent(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1"))
    page = visit(customer.claire, f"/fr/service-requests/SR-{customer.suffix}-1")
    field, entries = page.get_by_label("Votre réponse", exact=True), page.get_by_test_id("request-entry")
    expect(field).to_be_visible()
    page.context.set_offline(True)
    field.fill("La 4.1.")
    page.get_by_test_id("send-answer").click()
    field.fill("La 4.1, et la 4.2 aussi.")
    page.context.set_offline(False)
    expect(entries.last).to_contain_text("La 4.1.")
    expect(field).to_have_value("La 4.1, et la 4.2 aussi.")
    page.reload()
    expect(field).to_have_value("La 4.1, et la 4.2 aussi.")
    page.get_by_test_id("send-answer").click()
    expect(entries.last).to_contain_text("et la 4.2 aussi.")
    expect(field).to_have_value("")
    expect(entries).to_have_count(2)


def test_a_request_is_closed_and_opened_again(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1"))
    page = visit(customer.claire, f"/fr/service-requests/SR-{customer.suffix}-1")
    page.get_by_test_id("close-request").click()
    expect(page.get_by_test_id("request-status")).to_contain_text("Fermée")
    expect(page.get_by_test_id("send-answer")).to_have_count(0)
    expect(page.get_by_text("Peut être rouverte jusqu’au")).to_be_visible()
    page.get_by_test_id("reopen-request").click()
    expect(page.get_by_test_id("request-status")).to_contain_text("En cours")
    page.get_by_text("Historique des états").click()
    expect(page.get_by_test_id("history").get_by_role("listitem")).to_have_count(2)


def test_colleagues_see_it_when_the_group_says_so(visit: Visit, customer: Customer) -> None:
    customer.server.load(customer.request("1", license=customer.number))
    path = f"/fr/service-requests/SR-{customer.suffix}-1"
    bruno, hidden = visit(customer.bruno, "/fr/service-requests"), visit(customer.bruno, path)
    expect(hidden.get_by_test_id("missing")).to_be_visible()
    claire = visit(customer.claire, "/fr/groups")
    claire.get_by_role("link", name="Production Lyon").first.click()
    claire.get_by_test_id("open-group-settings").click()
    claire.get_by_role("radio", name="Tous les membres du groupe").check()
    claire.get_by_role("button", name="Enregistrer").click()
    bruno.get_by_test_id("fresh-requests").click()
    expect(bruno.get_by_test_id("request-line")).to_contain_text("Claire Laurent")
    expect(hidden.get_by_test_id("request-page")).to_be_visible()


def test_anothers_request_and_the_desk_are_as_if_they_did_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/service-requests/SR-1008")
    expect(page.get_by_test_id("missing")).to_contain_text("does not exist")
    for path in ("/en/staff/service-requests", "/en/staff/service-requests/SR-1008"):
        page.goto(path)
        expect(page.get_by_test_id("missing")).to_contain_text("does not exist")
    expect(page.get_by_role("link", name="Customers’ requests")).to_have_count(0)


def test_everything_fits_a_small_phone(visit: Visit) -> None:
    page = visit("claire@exemple.fr", viewport={"width": 360, "height": 740})
    for path, there in (("", "request-line"), ("/SR-1001", "request-page"), ("/new?product=vigie", "new-request-page")):
        page.goto(f"/fr/service-requests{path}")
        expect(page.get_by_test_id(there).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
