"""One login leaves the state of some tabs, not of as many as it opens; a tab that is in use is not forgotten."""

from collections.abc import AsyncIterator

import pytest
import reflex as rx
from redis.asyncio import Redis
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

from monproduit.services import logins
from monproduit.state.bounded_tabs import MOST, BoundedTabs
from monproduit.state.kept import forget
from tests.state.harness import Portal, Tab, handler_name, portal_events
from tests.world import PEOPLE, begin_with, license_

pytestmark = pytest.mark.usefixtures("portal")


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Claire with one product."""
    await begin_with(*PEOPLE, license_("777-1"))
    async with portal_events() as portal:
        yield portal


async def test_who_opens_tab_after_tab_leaves_the_state_of_some(events: Portal) -> None:
    login = logins.digest(await logins.start("test", {"sub": "claire", "email": "claire@exemple.fr", "email_verified": True}, ""))
    tabs = [Tab(events._processor, login, f"many-{place}", "/fr") for place in range(MOST + 5)]
    for tab in tabs:
        await tab.call(handler_name("LicenseStatusState.toggle"), product="vigie")
    states = events._processor._root_context.state_manager.states
    assert [name for name in states if "many-" in name] == [f"many-{place}" for place in range(5, MOST + 5)]


async def test_a_tab_that_is_open_or_in_use_is_not_forgotten() -> None:
    manager, bound = StateManagerMemory(), BoundedTabs()
    for place in range(MOST + 2):
        name = f"tab-{place}"
        async with manager.modify_state(rx.BaseStateToken(ident=name, cls=rx.State)):
            await bound.note(manager, "claire", name, {"tab-0"})
            await bound.note(manager, "claire", "tab-1", {"tab-0"})
    assert {"tab-0", "tab-1"} <= manager.states.keys()
    assert {"tab-2", "tab-3"}.isdisjoint(manager.states)
    async with manager.modify_state(rx.BaseStateToken(ident="tab-1", cls=rx.State)):
        await forget(manager, "tab-1")
        assert "tab-1" in manager.states


async def test_the_tabs_of_others_are_not_counted() -> None:
    manager, bound = StateManagerMemory(), BoundedTabs()
    for place in range(2 * MOST):
        async with manager.modify_state(rx.BaseStateToken(ident=f"tab-{place}", cls=rx.State)):
            await bound.note(manager, "claire" if place % 2 else "bruno", f"tab-{place}", ())
    assert len(manager.states) == 2 * MOST


async def test_in_redis_all_parts_of_a_state_go(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = list[str]()

    async def unlink(_self: Redis, *keys: str) -> None:
        gone.extend(keys)

    monkeypatch.setattr(Redis, "unlink", unlink)
    await forget(StateManagerRedis(redis=Redis()), "one")
    assert len(gone) == len(set(gone)) > 40
    assert all(key.startswith("one_reflex___") for key in gone)
