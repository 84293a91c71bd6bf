"""Alerts by e-mail, reminders, the profile, and the staff's page of deliveries."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import writing
from monproduit.models import OutboxMessage
from monproduit.services import outbox, suspensions
from monproduit.services.outbox import Message
from tests.browser.customer import Customer
from tests.office import posted

Visit = Callable[..., Page]
BROKEN = """(cells) => cells.flatMap((cell) => {
  const found = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/[^/._@\\s-]+/g)) {
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (range.getClientRects().length > 1) found.push(word);
    }
  }
  return found;
})"""
"""Finds the words that stand on two lines."""


def _news(page: Page, customer: Customer) -> Page:
    """Open the news of the customer's product."""
    row = page.locator(f'[data-product="{customer.product}"]')
    row.get_by_test_id("cell-news_alerts").get_by_role("button").click()
    expect(page.get_by_test_id("details-news_alerts")).to_be_visible()
    return page


def _link(folder: Path, to: str) -> str:
    (mail,) = [one for one in posted(folder) if one["To"] == to]
    return str(mail["List-Unsubscribe"]).strip(" <>")


def test_the_box_is_saved_at_once_the_mail_comes_and_its_link_unticks_the_open_page(visit: Visit, customer: Customer) -> None:
    page, other = _news(visit(customer.claire), customer), _news(visit(customer.claire), customer)
    box, same = (one.get_by_test_id("email-alerts") for one in (page, other))
    expect(box).not_to_be_checked()
    page.get_by_label("Les recevoir par e-mail").press("Space")
    expect(same).to_be_checked()
    page.reload()
    expect(box).to_be_checked()
    customer.server.load(customer.alert("cve", clock.now().isoformat(), title="Correctif à installer"))
    expect(page.get_by_text("Correctif à installer").first).to_be_visible()
    staff = visit("sam@editeur.fr", "/fr/staff/deliveries")
    staff.get_by_role("searchbox", name="Chercher un destinataire").fill(customer.claire)
    expect(staff.get_by_test_id("delivery-line")).to_have_count(1)
    expect(staff.get_by_test_id("delivery-line")).to_contain_text("Remis")
    stranger = visit(None, "/health/live").request
    answer = stranger.post(_link(customer.server.folder, customer.claire), form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    expect(box).not_to_be_checked()
    expect(same).not_to_be_checked()


def test_the_link_opened_by_hand_asks_first(visit: Visit, customer: Customer) -> None:
    page = _news(visit(customer.claire), customer)
    page.get_by_test_id("email-alerts").click()
    customer.server.load(customer.alert("cve", clock.now().isoformat()))
    expect(page.get_by_test_id("details-news_alerts").get_by_role("link", name="Alerte cve")).to_be_visible()
    hand = visit(None, _arrived(page, customer))
    expect(page.get_by_test_id("email-alerts")).to_be_checked()
    hand.get_by_role("button", name="Ne plus les recevoir").click()
    expect(hand.get_by_text("C’est fait")).to_be_visible()
    expect(page.get_by_test_id("email-alerts")).not_to_be_checked()


def _arrived(page: Page, customer: Customer) -> str:
    """Return the link of the customer's mail, once it is there."""
    for _attempt in range(200):
        if any(one["To"] == customer.claire for one in posted(customer.server.folder)):
            return _link(customer.server.folder, customer.claire)
        page.evaluate("() => new Promise(done => setTimeout(done, 50))")
    raise TimeoutError


def test_the_profile_is_kept_and_the_portal_goes_on_in_the_language_chosen(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire)
    page.get_by_test_id("profile-link").click()
    expect(page.get_by_test_id("profile")).to_contain_text(customer.claire)
    page.get_by_label("Fuseau horaire").fill("Europe/Lyon")
    page.get_by_label("Chaque lundi à 8\u00a0h, réunies en un e-mail").check()
    expect(page.get_by_label("Aussitôt, un e-mail par réponse")).to_be_checked()
    page.get_by_label("Aucun e-mail").check()
    page.get_by_label("Langue").select_option("en")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert").filter(has_text="Choisissez un fuseau horaire")).to_be_visible()
    expect(page.get_by_label("Fuseau horaire")).to_have_value("Europe/Lyon")
    expect(page.get_by_label("Chaque lundi à 8\u00a0h, réunies en un e-mail")).to_be_checked()
    page.get_by_label("Fuseau horaire").fill("America/Montreal")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(re.compile("/en/profile"))
    expect(page.get_by_role("status").filter(has_text="Your settings are saved.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Time zone")).to_have_value("America/Montreal")
    expect(page.get_by_label("Every Monday at 8 a.m., together in one e-mail")).to_be_checked()
    expect(page.get_by_label("No e-mail")).to_be_checked()


def test_what_one_tab_chose_the_other_does_not_put_back(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/profile")
    other = page.context.new_page()
    other.goto("/fr/profile")
    expect(other.get_by_label("Fuseau horaire")).to_have_value("Europe/Paris")
    page.get_by_label("Fuseau horaire").fill("Asia/Tokyo")
    page.get_by_role("button", name="Enregistrer").click()
    expect(other.get_by_label("Fuseau horaire")).to_have_value("Asia/Tokyo")
    other.get_by_label("Aucun e-mail").check()
    other.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Aucun e-mail")).to_be_checked()
    expect(page.get_by_label("Fuseau horaire")).to_have_value("Asia/Tokyo")


def test_mail_that_comes_back_shows_on_the_open_profile_until_it_is_tried_again(visit: Visit, customer: Customer) -> None:
    page = visit(customer.bruno, "/fr/profile")
    expect(page.get_by_test_id("profile")).to_contain_text(customer.bruno)

    async def come_back() -> None:
        async with writing() as session:
            await suspensions.suspend(session, customer.bruno, "5.2.2", "552 full")

    customer.server.run(come_back)
    shown = page.get_by_test_id("mail-returned")
    expect(shown).to_contain_text("Cette boîte est pleine. Code du serveur : 5.2.2")
    shown.get_by_role("button", name="Réessayer").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Nous vous écrivons de nouveau.")).to_be_visible()
    expect(shown).to_have_count(0)


def test_administrators_choose_reminders_together_and_others_see_none(visit: Visit, customer: Customer) -> None:
    address = f"/fr/licenses/{customer.number}"
    first, second = visit(customer.claire, address), visit(customer.claire, address)
    for page in (first, second):
        expect(page.get_by_label("90 jours")).to_be_checked()
    first.get_by_label("90 jours").uncheck()
    first.get_by_label("14 jours").check()
    first.get_by_role("button", name="Enregistrer les rappels").press("Enter")
    expect(first.get_by_role("status").filter(has_text="Les rappels sont enregistrés.")).to_be_visible()
    expect(second.get_by_label("14 jours")).to_be_checked()
    expect(second.get_by_label("90 jours")).not_to_be_checked()
    other = visit(customer.bruno, address)
    expect(other.get_by_role("heading", name=customer.number)).to_be_visible()
    expect(other.get_by_test_id("reminders")).to_have_count(0)


def test_staff_sees_a_failure_as_it_happens_and_tries_again(visit: Visit, customer: Customer) -> None:
    page = visit("sam@editeur.fr", "/fr/staff/deliveries?show=failed")
    page.get_by_role("searchbox", name="Chercher un destinataire").fill(customer.bruno)
    expect(page.get_by_test_id("delivery-line")).to_have_count(0)

    async def fail() -> None:
        key, payload = f"x-{customer.suffix}", {"letter": "alert", "person": 0, "alerts": []}
        async with writing() as session:
            await outbox.put(session, Message("mail", key, payload, "alert", customer.bruno, due_at=clock.now() + timedelta(hours=1)))
            await session.execute(update(OutboxMessage).where(col(OutboxMessage.key) == key).values(failed_at=clock.now(), last_error="550 non"))
            await outbox.note_staff(session)

    customer.server.run(fail)
    line = page.get_by_test_id("delivery-line")
    expect(line).to_contain_text("550 non")
    line.get_by_role("button", name="Réessayer").click()
    expect(page.get_by_role("status").filter(has_text="L’envoi est tenté à nouveau.")).to_be_visible()
    expect(line).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1440])
def test_the_address_of_a_webhook_breaks_between_its_parts(visit: Visit, customer: Customer, width: int) -> None:
    address = f"https://crm.editeur.example/hooks/monproduit/licences/renouvellements/{customer.suffix}"

    async def put() -> None:
        async with writing() as session:
            await outbox.put(session, Message("webhook", customer.suffix, {}, "service_request.created", address))
            await session.execute(update(OutboxMessage).where(col(OutboxMessage.key) == customer.suffix).values(done_at=clock.now()))

    customer.server.run(put)
    page = visit("sam@editeur.fr", "/fr/staff/deliveries", viewport={"width": width, "height": 800})
    line = page.get_by_test_id("delivery-line").filter(has_text=address)
    expect(line).to_contain_text("webhook service_request.created")
    assert line.locator("td:nth-child(-n + 2)").evaluate_all(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_for_a_customer_deliveries_do_not_exist(visit: Visit, customer: Customer) -> None:
    page = visit(customer.claire, "/fr/staff/deliveries")
    expect(page.get_by_test_id("missing")).to_contain_text("Cette page n’existe pas.")
    expect(page.get_by_role("link", name="Envois")).to_have_count(0)
