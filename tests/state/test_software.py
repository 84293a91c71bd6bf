"""The pages of downloads and of product support give their own people what the table of deeds keeps from others."""

from collections.abc import AsyncIterator

import pytest

from tests.state.deeds import PLAIN, A, S, world
from tests.state.harness import Portal, Tab, handler_name, portal_events
from tests.world import begin_with

pytestmark = pytest.mark.usefixtures("portal")
_SOFTWARE = sorted(name for name in PLAIN if name.startswith("SoftwareState."))


@pytest.fixture
async def events() -> AsyncIterator[Portal]:
    """Process events on the world of the deeds."""
    await begin_with(*world())
    async with portal_events() as portal:
        yield portal


async def _call(tab: Tab, name: str) -> str:
    return str(await tab.call(handler_name(name), **PLAIN[name]))


@pytest.mark.parametrize("who", [A, S])
@pytest.mark.parametrize("name", _SOFTWARE)
async def test_members_get_the_files_of_their_products(events: Portal, name: str, who: str) -> None:
    tab = await events.tab(who, path="/downloads?product=archivo")
    loaded = await _call(tab, "SoftwareState.load")
    assert "777-1.zip" in loaded
    if name in {"SoftwareState.read_notes", "SoftwareState.identify"}:
        assert "777-1" in await _call(tab, name)


async def test_notes_are_folded_by_a_second_call_and_unknown_ones_are_refused_in_words(events: Portal) -> None:
    tab = await events.tab(A, path="/downloads?product=archivo")
    await _call(tab, "SoftwareState.load")
    assert "Notes de 777-1" in await _call(tab, "SoftwareState.read_notes")
    assert "'notes_rx_state_': {}" in await _call(tab, "SoftwareState.read_notes")
    assert "n’existe pas" in str(await tab.call(handler_name("SoftwareState.read_notes"), version=999))


async def test_a_malformed_hash_is_refused_in_words(events: Portal) -> None:
    tab = await events.tab(A, path="/downloads")
    found = str(await tab.call(handler_name("SoftwareState.identify"), form={"digest": "'; --", "name": "x"}))
    assert "notice" in found
    assert "authentique" not in found


async def test_the_product_pages_show_the_life_cycle_of_ones_own(events: Portal) -> None:
    assert "Archivo" in await _call(await events.tab(A, path="/products"), "SupportedProductsState.load")
    one = await events.tab(A, path="/products/archivo")
    found = await _call(one, "ProductSupportState.load")
    assert "777-1 Claire" in found
    assert "1 oct. 2026" in found


async def test_a_product_of_others_is_missing(events: Portal) -> None:
    found = await _call(await events.tab("nora@ailleurs.fr", path="/products/archivo"), "ProductSupportState.load")
    assert "'missing_rx_state_': True" in found
