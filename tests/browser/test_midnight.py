"""A new day changes what depends on the date, without anybody doing anything."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.customer import Customer


def test_midnight_changes_the_support_status(visit: Callable[..., Page], customer: Customer) -> None:
    customer.server.load(customer.license(customer.number, ends=5))
    paris = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris"))
    midnight = (paris + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    before = (midnight - paris).total_seconds() - 30
    customer.server.shift_clock(before)
    page = visit(customer.claire)
    cell = page.get_by_test_id("cell-support_status")
    expect(cell).to_contain_text("Expire dans 5 jours")
    customer.server.shift_clock(before + 31)
    expect(cell).to_contain_text("Expire dans 4 jours")


def test_a_scheduled_alert_appears_at_its_hour(visit: Callable[..., Page], customer: Customer) -> None:
    hour = datetime.now(UTC) + timedelta(seconds=600)
    customer.server.load(customer.alert("prevue", hour.isoformat()))
    page = visit(customer.claire)
    expect(page.get_by_test_id("cell-news_alerts")).to_contain_text("Aucune actualité")
    customer.server.shift_clock(601)
    expect(page.get_by_test_id("cell-news_alerts")).to_contain_text("Alerte prevue")
