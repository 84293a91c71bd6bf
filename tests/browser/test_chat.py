"""A customer and an engineer in two browsers: what one writes, the other reads, whatever the sockets do."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.customer import Customer

Visit = Callable[..., Page]


class Engineer:
    """An engineer of one test, at the desk."""

    def __init__(self, visit: Visit, customer: Customer) -> None:
        """Sign in."""
        self.email = f"sam-{customer.suffix}@editeur.fr"
        customer.server.load({"type": "user", "email": self.email, "name": f"Sam {customer.suffix}", "staff": True})
        self.name, self._customer = f"Sam {customer.suffix}", customer
        self.page = visit(self.email, "/fr/staff/chats")
        expect(self.page.get_by_role("heading", name="Conversations", level=1)).to_be_visible()

    def open(self, words: str) -> None:
        """Open the chat whose last words are these, and join it."""
        self.page.get_by_test_id("desk-line").filter(has_text=words).click()
        self.page.get_by_test_id("chat-join").click()
        expect(self.page.get_by_test_id("chat-words")).to_be_visible()


@pytest.fixture
def engineer(visit: Visit, customer: Customer) -> Engineer:
    """An engineer whose name no other test uses."""
    return Engineer(visit, customer)


def _open(page: Page) -> Locator:
    page.get_by_test_id("chat-launcher").click()
    panel = page.get_by_test_id("chat-panel")
    expect(panel.get_by_role("log")).to_be_visible()
    return panel


def _write(page: Page, words: str) -> None:
    page.get_by_test_id("chat-words").fill(words)
    page.get_by_test_id("chat-words").press("Enter")


def _lines(page: Page) -> Locator:
    return page.get_by_test_id("chat-line")


def test_words_go_both_ways_with_names_typing_and_marks(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    claire = visit(customer.claire, "/fr/faq")
    panel = _open(claire)
    expect(panel.get_by_test_id("chat-presence")).to_contain_text("Le support est là")
    _write(claire, f"Bonjour {customer.suffix}")
    expect(_lines(claire)).to_have_count(1)
    engineer.open(f"Bonjour {customer.suffix}")
    expect(panel.get_by_test_id("chat-who")).to_have_text(engineer.name)
    engineer.page.get_by_test_id("chat-words").press_sequentially("Je regarde")
    expect(panel.get_by_test_id("chat-writer")).to_have_text(f"{engineer.name} écrit…")
    engineer.page.get_by_test_id("chat-words").press("Enter")
    expect(_lines(claire).last).to_contain_text("Je regarde")
    claire.get_by_test_id("chat-words").press_sequentially("Merci")
    expect(engineer.page.get_by_test_id("chat-writer")).to_contain_text("Claire Laurent écrit…")
    claire.keyboard.press("Escape")
    expect(panel).not_to_be_visible()
    expect(claire.get_by_test_id("chat-launcher")).to_be_focused()
    place = claire.get_by_test_id("chat-launcher").bounding_box()
    _write(engineer.page, "C’est réparé")
    expect(claire.get_by_test_id("chat-mark")).to_contain_text("1 nouveau message")
    assert claire.get_by_test_id("chat-launcher").bounding_box() == place
    claire.keyboard.press("Enter")
    expect(claire.get_by_test_id("chat-words")).to_be_focused()
    expect(claire.get_by_test_id("chat-words")).to_have_value("Merci")
    expect(_lines(claire).last).to_contain_text("C’est réparé")
    expect(claire.get_by_test_id("chat-mark")).to_have_count(0)


def test_two_tabs_show_the_same_and_reading_in_one_clears_both(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    first = visit(customer.claire)
    second = first.context.new_page()
    second.goto("/en/faq")
    _open(first)
    _write(first, f"Un {customer.suffix}")
    engineer.open(f"Un {customer.suffix}")
    _write(engineer.page, "Deux")
    expect(_lines(first)).to_have_count(2)
    expect(second.get_by_test_id("chat-mark")).to_have_count(0)
    second.get_by_test_id("chat-launcher").click()
    expect(_lines(second)).to_have_count(2)
    _write(second, "Three")
    for page in (first, second, engineer.page):
        expect(_lines(page)).to_have_count(3)
        expect(_lines(page).last).to_contain_text("Three")


def test_the_panel_and_the_draft_survive_another_page(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    claire = visit(customer.claire)
    _open(claire)
    _write(claire, f"Bonjour {customer.suffix}")
    expect(_lines(claire)).to_have_count(1)
    claire.get_by_test_id("chat-words").fill("à suivre")
    claire.goto("/fr/groups")
    expect(claire.get_by_test_id("chat-panel")).to_be_visible()
    expect(_lines(claire)).to_have_count(1)
    expect(claire.get_by_test_id("chat-words")).to_have_value("à suivre")
    engineer.open(f"Bonjour {customer.suffix}")
    _write(engineer.page, "Oui ?")
    expect(_lines(claire).last).to_contain_text("Oui ?")


class Line:
    """The socket of a page in the hands of the test: cut, or deaf to what the server says."""

    def __init__(self, page: Page) -> None:
        """Stand between the page and the server, from the next connection on."""
        self.is_deaf = False
        self._routes: list[WebSocketRoute] = []
        page.route_web_socket(re.compile("_event"), self._connect)

    def cut(self) -> None:
        """Close the socket, on both sides, without a word."""
        before, self._routes = self._routes, []
        for route in before:
            route.close(code=1012)

    def _connect(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(server.send)
        server.on_message(lambda message: None if self.is_deaf else route.send(message))
        self._routes.append(route)


@pytest.fixture
def claire(visit: Visit, customer: Customer) -> Iterator[tuple[Page, Line]]:
    """Claire's page, and the line by which it is connected."""
    page = visit(customer.claire)
    line = Line(page)
    page.goto("/fr/faq")
    return page, line


def test_words_whose_acknowledgement_was_lost_are_there_once(claire: tuple[Page, Line], customer: Customer, engineer: Engineer) -> None:
    page, line = claire
    _open(page)
    _write(page, f"Premier {customer.suffix}")
    expect(_lines(page)).to_have_count(1)
    engineer.open(f"Premier {customer.suffix}")
    line.is_deaf = True
    _write(page, "Deuxième")
    expect(_lines(engineer.page)).to_have_count(2)
    expect(page.get_by_text("Envoi…")).to_be_visible()
    _write(engineer.page, "Pendant la coupure")
    expect(_lines(engineer.page)).to_have_count(3)
    line.is_deaf = False
    line.cut()
    expect(_lines(page)).to_have_count(3)
    expect(page.get_by_text("Envoi…")).to_have_count(0)
    _write(page, "Troisième")
    expect(_lines(engineer.page)).to_have_count(4)
    assert [text.split("\n")[-1] for text in _lines(engineer.page).all_inner_texts()] == [
        f"Premier {customer.suffix}",
        "Deuxième",
        "Pendant la coupure",
        "Troisième",
    ]


def test_words_are_acknowledged_by_a_line_that_is_drawn_late(claire: tuple[Page, Line], customer: Customer) -> None:
    page, _line = claire
    _open(page)
    _write(page, f"Premier {customer.suffix}")
    expect(_lines(page)).to_have_count(1)
    expect(page.get_by_text("Envoi…")).to_have_count(0)
    page.evaluate("""() => {
        const box = document.querySelector("[data-chat-box]"), line = box.querySelector("li[data-key]");
        const store = Object.keys(sessionStorage).find((name) => name.startsWith("monproduit-chat-")), kept = JSON.parse(sessionStorage[store]);
        const item = { key: line.dataset.key, text: "Premier", chat: box.dataset.chat, name: `${box.dataset.chatBox}-0`, refused: false };
        sessionStorage[store] = JSON.stringify({ ...kept, outbox: [item] });
        delete line.dataset.key;
        window.chatBox(box);
        window.late = () => { line.dataset.key = item.key; };
    }""")
    expect(page.get_by_text("Envoi…")).to_be_visible()
    page.evaluate("late()")
    expect(page.get_by_text("Envoi…")).to_have_count(0)


def test_a_flood_says_when_to_go_on_and_loses_nothing(visit: Visit, customer: Customer) -> None:
    claire = visit(customer.claire, "/en")
    claire.get_by_test_id("chat-launcher").click()
    expect(claire.get_by_text("Ask your question:")).to_be_visible()
    for place in range(22):
        _write(claire, f"Message {place}")
    expect(_lines(claire)).to_have_count(20)
    expect(claire.get_by_role("alert").filter(has_text="You write faster than we read")).to_be_visible()
    expect(claire.get_by_text("Not sent")).to_have_count(2)
    customer.server.shift_clock(31)
    for left in (1, 0):
        claire.get_by_role("button", name="Try again").first.click()
        expect(claire.get_by_text("Not sent")).to_have_count(left)
    expect(_lines(claire)).to_have_count(22)
    expect(claire.get_by_role("alert").filter(has_text="You write faster")).to_have_count(0)


def test_nobody_there_says_so_and_offers_the_telephone(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    claire = visit(customer.claire)
    panel = _open(claire)
    expect(panel.get_by_test_id("chat-presence")).to_contain_text("Le support est là")
    engineer.page.get_by_role("checkbox", name="Je suis disponible").uncheck()
    customer.server.shift_clock(3600)
    expect(panel.get_by_test_id("chat-presence")).to_contain_text("Personne n’est disponible", timeout=40_000)
    panel.get_by_role("link", name="Téléphone et e-mail").click()
    expect(claire).to_have_url(re.compile("/fr/contact"))


def test_an_engineer_has_several_chats_and_ends_one(visit: Visit, customer: Customer, engineer: Engineer) -> None:
    claire, bruno = visit(customer.claire), visit(customer.bruno)
    for page, words in ((claire, "De Claire"), (bruno, "De Bruno")):
        _open(page)
        _write(page, f"{words} {customer.suffix}")
        engineer.open(f"{words} {customer.suffix}")
        expect(engineer.page.get_by_test_id("desk-products")).to_contain_text("Ses produits")
    engineer.page.get_by_test_id("chat-words").fill("Pour Bruno seul")
    _write(claire, f"Encore Claire {customer.suffix}")
    line = engineer.page.get_by_test_id("desk-line").filter(has_text=f"Encore Claire {customer.suffix}")
    expect(line.get_by_test_id("desk-mark")).to_contain_text("1 nouveau message")
    line.click()
    expect(engineer.page.get_by_test_id("desk-customer")).to_have_text("Claire Laurent")
    expect(engineer.page.get_by_test_id("chat-words")).to_have_value("")
    expect(line.get_by_test_id("desk-mark")).to_have_count(0)
    engineer.page.get_by_test_id("chat-end").click()
    expect(claire.get_by_test_id("chat-presence")).to_contain_text("Cette conversation est terminée")
    engineer.page.get_by_test_id("desk-line").filter(has_text=f"De Bruno {customer.suffix}").click()
    expect(engineer.page.get_by_test_id("chat-words")).to_have_value("Pour Bruno seul")
    _write(claire, f"Une autre {customer.suffix}")
    expect(_lines(claire)).to_have_count(1)
    expect(engineer.page.get_by_test_id("desk-line").filter(has_text=f"Une autre {customer.suffix}")).to_be_visible()


def test_the_desk_does_not_exist_for_customers(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/staff/chats?chat=1")
    expect(page.get_by_test_id("missing")).to_contain_text("n’existe pas")
    expect(page.get_by_test_id("desk-line")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Éditeur")).to_have_count(0)


def test_after_signing_out_nothing_of_the_chat_is_kept(visit: Visit, customer: Customer) -> None:
    claire = visit(customer.claire)
    _open(claire)
    claire.get_by_test_id("chat-words").fill("un secret")
    expect(claire.get_by_test_id("chat-words")).to_have_value("un secret")
    assert "un secret" in str(claire.evaluate("JSON.stringify(sessionStorage)"))
    claire.keyboard.press("Escape")
    claire.get_by_test_id("sign-out").click()
    expect(claire.get_by_role("heading", name="Vous êtes déconnecté")).to_be_visible()
    assert "un secret" not in str(claire.evaluate("JSON.stringify(sessionStorage)"))
