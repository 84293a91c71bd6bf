"""The vendor's staff makes tokens and looks after webhooks; for others these pages do not exist."""

from collections.abc import AsyncIterator

import pytest

from monproduit.services import api_tokens
from tests.state.harness import Portal, handler_name, portal_events
from tests.world import PEOPLE, begin_with

pytestmark = pytest.mark.usefixtures("portal")
SAM = {"type": "user", "email": "sam@editeur.fr", "name": "Sam", "staff": True}
FORM = {"name": "crm", "read": "yes", "write": "yes", "days": "30"}


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events in the world of Lyon, with Sam of the vendor."""
    await begin_with(*PEOPLE, SAM)
    async with portal_events() as portal:
        yield portal


async def test_a_token_is_shown_once_and_opens_the_door_until_it_is_revoked(events: Portal) -> None:
    sam = await events.tab("sam@editeur.fr", path="/staff/api")
    await sam.call(handler_name("ApiState.load"))
    (found,) = (await sam.call(handler_name("ApiState.make"), form=FORM)).values()
    token = found["made_rx_state_"].text
    caller = await api_tokens.caller(token)
    assert caller
    assert caller.scopes == {"read", "write"}
    again = str(await sam.call(handler_name("ApiState.load")))
    assert ("crm" in again, token in again) == (True, False)
    await sam.call(handler_name("ApiState.revoke"), token="crm")
    assert await api_tokens.caller(token) is None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": " ", "read": "yes"}, "Donnez un nom"),
        ({"name": "crm"}, "au moins un droit"),
        ({"name": "crm", "read": "yes", "days": "-1"}, "une durée entre"),
        ({"name": "taken", "read": "yes"}, "s’appelle déjà"),
    ],
)
async def test_a_wrong_form_is_told_and_makes_nothing(events: Portal, form: dict[str, str], words: str) -> None:
    await api_tokens.create("taken")
    sam = await events.tab("sam@editeur.fr", path="/staff/api")
    await sam.call(handler_name("ApiState.load"))
    found = str(await sam.call(handler_name("ApiState.make"), form=form))
    assert words in found
    assert len(await api_tokens.live()) == 1


async def test_an_address_is_added_tried_disabled_and_removed(events: Portal) -> None:
    sam = await events.tab("sam@editeur.fr", path="/staff/webhooks")
    await sam.call(handler_name("WebhooksState.load"))
    form = {"name": "crm", "url": "https://crm.example/", "group_joined": "yes"}
    assert "whsec_" in str(await sam.call(handler_name("WebhooksState.add"), form=form))
    assert "En route" in str(await sam.call(handler_name("WebhooksState.ping"), endpoint=1))
    assert "Désactivée" in str(await sam.call(handler_name("WebhooksState.switch"), endpoint=1))
    assert "Activez-la d’abord" in str(await sam.call(handler_name("WebhooksState.ping"), endpoint=1))
    assert "n’existe plus" in str(await sam.call(handler_name("WebhooksState.replay"), delivery=1))
    assert "adresse supprimée" in str(await sam.call(handler_name("WebhooksState.remove"), endpoint=1))


@pytest.mark.parametrize("page", ["ApiState", "WebhooksState"])
@pytest.mark.parametrize("who", ["claire@exemple.fr", "nora@ailleurs.fr"])
async def test_for_customers_the_pages_do_not_exist(events: Portal, who: str, page: str) -> None:
    await api_tokens.create("CANARI")
    tab = await events.tab(who, path="/staff/api")
    found = await tab.call(handler_name(f"{page}.load"))
    assert any(values.get("missing_rx_state_") for values in found.values())
    assert "CANARI" not in str(found)


async def test_customers_change_nothing(events: Portal) -> None:
    claire = await events.tab("claire@exemple.fr", path="/staff/api")
    await claire.call(handler_name("ApiState.make"), form=FORM)
    assert await api_tokens.live() == []
    await api_tokens.create("crm")
    await claire.call(handler_name("ApiState.revoke"), token="crm")
    assert len(await api_tokens.live()) == 1
