"""Other systems are told what happens, once, in the transaction in which it happens."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.models import OutboxMessage
from monproduit.services import renewals, webhook_endpoints
from monproduit.services.access import Actor
from monproduit.services.data.formats import ServiceRequestLine
from monproduit.services.license_registration import register
from monproduit.services.request_opening import Draft, open_request
from monproduit.services.webhook_news import tell_expiring, tell_published
from monproduit.services.webhooks import announce
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)
EVENTS = ["license.expiring", "renewal.requested", "alert.published", "service_request.created", "group.joined"]
URL = "https://crm.example/hooks"


async def sent(event: str = "") -> list[dict[str, Any]]:
    """Return what is in the outbox for other systems, the first first."""
    query = select(OutboxMessage).where(col(OutboxMessage.topic) == "webhook").order_by(col(OutboxMessage.id))
    async with reading() as session:
        return [one.payload["body"] for one in await session.scalars(query) if not event or one.kind == event]


def alert(key: str, at: Any) -> dict[str, Any]:
    """Return an alert about Vigie."""
    return {"type": "alert", "key": key, "products": ["vigie"], "kind": "news", "title": key, "published_at": at.isoformat()}


def request(number: str) -> dict[str, Any]:
    """Return a service request of Claire's."""
    moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
    known = {"product": "vigie", "created_by": "claire@exemple.fr", "title": "Panne", "severity": 3, "status": "new"}
    return {"type": "service_request", "number": number, **known, **moments}


async def test_a_service_request_opened_here_is_told_in_the_words_of_the_format() -> None:
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    await load(*PEOPLE, license_("777-1", maintenance_from="2026-01-01", renewal_date="2027-12-31", support_plan="premier"))
    words = {"title": "Sonde muette", "description": "Plus rien depuis 8 h."}
    form = Draft(product="vigie", license="777-1", severity=3, form_key="formulaire-1", **words)
    for _twice in range(2):
        await open_request(await actor("claire@exemple.fr"), form)
    (told,) = await sent("service_request.created")
    assert ServiceRequestLine(type="service_request", **told["data"]).number == "SR-1001"
    assert told["data"]["license"] == "777-1"
    assert told["data"]["created_by"] == "claire@exemple.fr"


async def test_nothing_is_written_when_nobody_wants_to_know() -> None:
    await load(*PEOPLE, request("SR-1"))
    await webhook_endpoints.add(SAM, "crm", URL, ["alert.published"])
    await load(request("SR-2"))
    assert await sent() == []


async def test_each_event_is_told_where_it_happens() -> None:
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    ends = clock.today("UTC") + timedelta(days=10)
    await load(*PEOPLE, license_("777-1", renewal_date=ends.isoformat(), maintenance_from="2020-01-01"), request("SR-1"))
    await load(alert("now", clock.now()))
    await renewals.ask(await actor("claire@exemple.fr"), "777-1", "5", "", "merci")
    await register(await actor("bruno@exemple.fr"), "777-1")
    await tell_expiring()
    assert [(one["group"], one["user"], one["roles"]) for one in (told["data"] for told in await sent("group.joined"))] == [
        ("lyon", "claire@exemple.fr", ["administrator"]),
        ("lyon", "lea@exemple.fr", ["license_user"]),
        ("ailleurs", "nora@ailleurs.fr", ["administrator"]),
        ("lyon", "bruno@exemple.fr", ["support_user"]),
    ]
    (asked,), (told,), (expiring,), (created,) = [await sent(event) for event in EVENTS[1:3] + EVENTS[:1] + EVENTS[3:4]]
    assert (asked["data"]["license"], asked["data"]["requested_by"], asked["data"]["quantity"]) == ("777-1", "claire@exemple.fr", 5)
    assert (told["type"], told["data"]["key"], told["data"]["products"]) == ("alert.published", "now", ["vigie"])
    assert (expiring["data"]["license"], expiring["data"]["renewal_date"]) == ("777-1", ends.isoformat())
    assert (created["data"]["number"], created["data"]["created_by"]) == ("SR-1", "claire@exemple.fr")


async def test_what_is_told_is_told_once() -> None:
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    ends = (clock.today("UTC") + timedelta(days=10)).isoformat()
    for _ in range(2):
        await load(*PEOPLE, license_("777-1", renewal_date=ends), request("SR-1"), alert("now", clock.now()))
        await tell_expiring()
        await tell_published()
    assert [len(await sent(event)) for event in EVENTS] == [1, 0, 1, 1, 3]
    later = (clock.today("UTC") + timedelta(days=20)).isoformat()
    await load(license_("777-1", renewal_date=later))
    await tell_expiring()
    assert len(await sent("license.expiring")) == 2


async def test_a_scheduled_alert_is_told_when_its_hour_comes() -> None:
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    await load(*PEOPLE, alert("later", clock.now() + timedelta(hours=1)))
    await tell_published()
    assert await sent("alert.published") == []
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        await tell_published()
    assert [told["data"]["key"] for told in await sent("alert.published")] == ["later"]


async def test_what_was_published_before_somebody_wanted_it_is_not_told() -> None:
    await load(*PEOPLE, alert("old", clock.now() - timedelta(days=1)))
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)
    await tell_published()
    assert await sent("alert.published") == []


async def test_what_is_rolled_back_is_not_told() -> None:
    await webhook_endpoints.add(SAM, "crm", URL, EVENTS)

    async def fail() -> None:
        async with writing() as session:
            await announce(session, "group.joined", {}, key="k")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await sent() == []
