"""Who did or tried what is in the log, by number; nothing of what they sent is."""

from collections.abc import AsyncIterator

import pytest
import time_machine

from monproduit.core import clock
from tests.services.test_logs import Said, said  # noqa: F401 (a fixture)
from tests.state.harness import Portal, handler_name, portal_events
from tests.world import PEOPLE, actor, begin_with, license_

pytestmark = pytest.mark.usefixtures("portal")
NORA = "nora@ailleurs.fr"


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events in the world of Lyon."""
    await begin_with(*PEOPLE, license_("777-1"))
    async with portal_events() as portal:
        yield portal


async def test_asking_for_what_is_not_ones_own_is_noted(events: Portal, said: Said) -> None:  # noqa: F811
    tab, nora = await events.tab(NORA, path="/licenses/777-1"), await actor(NORA)
    await tab.call(handler_name("LicenseState.load"))
    await tab.call(handler_name("ApiState.make"), form={"name": "crm", "read": "yes"})
    refused = [line for line in said() if str(line["event"]).startswith("access refused")]
    assert {line["event"] for line in refused} == {"access refused: no_such_license", "access refused: staff_only"}
    assert {(line["person"], line["level"]) for line in refused} == {(nora.id, "warning")}
    assert all(line["id"] and line["handler"] and line["timestamp"].endswith("Z") for line in refused)
    assert "777-1" not in str(refused)


@pytest.mark.parametrize(("payload", "reason"), [({"product": 1}, "wrong payload"), ({"product": "vigie", "x": "CANARI"}, "wrong payload")])
async def test_what_gets_round_a_check_is_noted(events: Portal, said: Said, payload: dict[str, object], reason: str) -> None:  # noqa: F811
    tab, nora = await events.tab(NORA), await actor(NORA)
    await tab.call(handler_name("LicenseStatusState.toggle"), **payload)
    (line,) = [one for one in said() if "refused" in str(one["event"])]
    assert line["event"] == f"event license_status_state.toggle refused: {reason}"
    assert line["person"] == nora.id
    assert "CANARI" not in str(line)


async def test_too_many_events_and_nobody_are_noted(events: Portal, said: Said) -> None:  # noqa: F811
    tab, nobody = await events.tab(NORA), await events.tab(None)
    with time_machine.travel(clock.now(), tick=False):  # else a slow machine never is too fast
        for _ in range(62):
            await tab.call(handler_name("SessionState.greet"))
    await nobody.call(handler_name("SessionState.greet"))
    reasons = {str(line["event"]).rpartition(": ")[2] for line in said() if line["level"] == "warning"}
    assert {"too many events", "nobody is signed in"} <= reasons
