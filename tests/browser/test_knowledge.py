"""Articles, documents, videos, forums and the vendor's page, as people use them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request, expect

from tests.browser.customer import Customer
from tests.world import Line

Visit = Callable[..., Page]


def _article(customer: Customer, key: str, title: str, body: str, **fields: Any) -> Line:
    return {"type": "article", "key": f"{key}-{customer.suffix}", "title": title, "body": body, "products": [customer.product], **fields}


def _video(customer: Customer, key: str, url: str) -> Line:
    return {"type": "video", "key": f"{key}-{customer.suffix}", "title": f"Film {key}", "products": [customer.product], "url": url}


def test_an_article_is_found_by_another_number_of_the_word_and_appears_by_itself(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/knowledge")
    lines = page.get_by_test_id("article-line")
    expect(lines.first).to_be_visible()
    page.get_by_role("searchbox", name="Chercher un article").fill(f"sonde {customer.suffix}")
    expect(page.get_by_test_id("nothing-there")).to_be_visible()
    customer.server.load(_article(customer, "muette", f"Les sondes {customer.suffix} sont muettes", "Le port est fermé."))
    expect(lines).to_have_count(1)
    lines.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Les sondes {customer.suffix} sont muettes")


def test_words_stand_in_the_address_and_all_products_are_one_press_away(visit: Visit, customer: Customer) -> None:
    other = {"type": "product", "slug": f"other-{customer.suffix}", "name": "Autre", "family": "X"}
    customer.server.load(other, _article(customer, "loin", f"Loin {customer.suffix}", "x") | {"products": [other["slug"]]})
    page = visit(customer.claire, f"/fr/knowledge?q={customer.suffix}")
    expect(page.get_by_test_id("nothing-there")).to_contain_text("1 article sur d’autres produits")
    page.get_by_role("button", name="Chercher dans tous les produits").click()
    expect(page.get_by_test_id("article-line")).to_have_count(1)
    expect(page.get_by_role("button", name="Tous les produits")).to_have_attribute("aria-pressed", "true")


def test_a_title_has_an_address_of_its_own(visit: Visit, customer: Customer) -> None:
    body = "\n\n".join(f"## Partie {place}\n\n" + "Texte.\n\n" * 30 for place in range(1, 6))
    customer.server.load(_article(customer, "long", "Un long article", body))
    page = visit(customer.claire, f"/fr/knowledge/long-{customer.suffix}#t-partie-5")
    expect(page.get_by_role("heading", name="Partie 5")).to_be_in_viewport()
    page.get_by_role("navigation", name="Sur cette page").get_by_role("link", name="Partie 2").click()
    expect(page.get_by_role("heading", name="Partie 2")).to_be_in_viewport()


def test_an_answer_is_kept_and_shown_in_the_other_tab(visit: Visit, customer: Customer) -> None:
    customer.server.load(_article(customer, "aide", "Un article", "Texte."))
    address = f"/fr/knowledge/aide-{customer.suffix}"
    page, other = visit(customer.claire, address), visit(customer.claire, address)
    page.get_by_test_id("helpful-no").click()
    expect(page.get_by_test_id("helpful-no")).to_have_attribute("aria-pressed", "true")
    expect(other.get_by_test_id("helpful-no")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("textbox", name="Que manque-t-il").fill("Une capture d’écran")
    page.get_by_role("button", name="Envoyer").click()
    expect(other.get_by_role("textbox", name="Que manque-t-il")).to_have_value("Une capture d’écran")


def test_an_unknown_article_is_said_to_be_unknown(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/knowledge/nothing-such")
    expect(page.get_by_test_id("missing")).to_contain_text("does not exist")


def test_nothing_is_asked_of_a_host_of_videos_before_play(visit: Visit, customer: Customer) -> None:
    customer.server.load(_video(customer, "a", "https://videos.editeur.example/embed/a"), _video(customer, "b", "https://autre.example/b"))
    page, asked = visit(customer.claire, "/fr/videos"), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith((customer.server.origin, "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    page.route("https://videos.editeur.example/**", lambda route: route.fulfill(body="film", content_type="text/html"))
    page.reload()
    cards = page.get_by_test_id("video-card")
    expect(cards).to_have_count(2)
    assert asked == []
    expect(cards.filter(has_text="Film b").get_by_role("link")).to_have_attribute("href", "https://autre.example/b")
    cards.filter(has_text="Film a").get_by_test_id("play").click()
    expect(page.frame_locator("iframe").get_by_text("film")).to_be_visible()
    assert asked == ["https://videos.editeur.example/embed/a"]


def test_documents_and_forums_lead_out_of_the_portal_and_say_so(visit: Visit, customer: Customer) -> None:
    document = {"type": "document", "key": f"guide-{customer.suffix}", "product": customer.product, "title": "Guide", "version": "7.2"}
    customer.server.load({**document, "url": "https://docs.editeur.example/g.pdf"})
    page = visit(customer.claire, "/fr/documentation")
    link = page.get_by_test_id("document-line").get_by_role("link", name="site externe")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    page.get_by_role("navigation", name="Outils libre-service").get_by_role("link", name="Forums utilisateurs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forums utilisateurs")
    expect(page.get_by_role("navigation", name="Outils libre-service").locator("[aria-current=page]")).to_have_text("Forums utilisateurs")
    expect(page.get_by_role("link", name="forum.editeur.example").first).to_be_visible()


def test_contact_and_plans_say_what_the_vendors_file_says(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/en/contact")
    expect(page.get_by_test_id("telephone-line").filter(has_text="France").get_by_role("link")).to_have_attribute("href", "tel:+33199001234")
    expect(page.get_by_role("link", name="support@editeur.example")).to_be_visible()
    page.goto("/en/support-plans")
    expect(page.get_by_test_id("severity-line")).to_have_count(4)
    expect(page.get_by_test_id("severity-line").first.get_by_role("cell")).to_have_text(["1\u00a0h", "1\u00a0h", "30\u00a0min"])
