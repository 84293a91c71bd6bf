"""A new version whose states are others: an old page loads itself anew, unless that would cost what was typed; then it says so, in its language."""

import gzip
import re
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.server import Server, start

SAID = {"fr": "Une nouvelle version du portail est en ligne.", "en": "A new version of the portal is here."}


_newer = count(1)


@pytest.fixture(scope="module")
def portal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one's own, to replace."""
    server = start(tmp_path_factory.mktemp("portal"))
    yield server
    server.stop()


def _renew(server: Server, *, pages: bool = True) -> None:
    """Serve a version with other states in the place of this one, with its own pages or still with the old ones."""
    server.stop()
    server.environment["MONPRODUIT_SCHEMA"] = newer = f"newer{next(_newer)}"
    scripts = [*(server.folder / "web" / "build" / "client" / "assets").glob("*.js")] if pages else []
    old = {schema for script in scripts for schema in re.findall(r"stateSchema=[\"'`](\w+)", script.read_text())}
    for script in scripts:
        text = renewed = script.read_text()
        for schema in old:
            renewed = renewed.replace(schema, newer)
        if renewed != text:
            script.write_text(renewed)
            script.with_suffix(".js.gz").write_bytes(gzip.compress(script.read_bytes()))
            script.with_suffix(".js.br").unlink(missing_ok=True)
    server.restart()


def _forget_scripts(page: Page) -> None:
    """Let the browser ask for scripts again, which have other names in each version that is built."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def _counted(page: Page) -> list[str]:
    loads = list[str]()
    page.on("load", lambda shown: loads.append(shown.url))
    return loads


def test_a_page_loads_itself_anew_where_nothing_is_lost(visit: Callable[..., Page], customer: Customer) -> None:
    page = visit(customer.claire)
    _forget_scripts(page)
    loads = _counted(page)
    with page.expect_event("load", timeout=90_000):
        _renew(customer.server)
    customer.server.load(customer.request("1"))
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("1 ouverte", timeout=90_000)
    expect(page.get_by_text(SAID["fr"])).not_to_be_visible()
    assert len(loads) == 1


def test_what_is_typed_in_a_dialog_stays(visit: Callable[..., Page], customer: Customer) -> None:
    pages = {language: visit(customer.claire, f"/{language}") for language in ("fr", "en")}
    for page in pages.values():
        _forget_scripts(page)
        page.get_by_test_id("add-product").click()
        page.get_by_test_id("license-number").fill("999-999")
    loads = {language: _counted(page) for language, page in pages.items()}
    _renew(customer.server)
    for language, page in pages.items():
        expect(page.get_by_test_id("add-dialog").get_by_text(SAID[language])).to_be_visible(timeout=90_000)
        expect(page.get_by_text("A new version of this app is available.")).not_to_be_visible()
        expect(page.get_by_test_id("license-number")).to_have_value("999-999")
        page.get_by_test_id("license-number").press("Enter")
        expect(page.get_by_test_id("add-error")).to_be_visible()
        assert loads[language] == []
        with page.expect_event("load"):
            page.keyboard.press("Escape")
        expect(page.get_by_test_id("cell-open_requests")).to_be_visible()
        expect(page.get_by_text(SAID[language])).not_to_be_visible()


def test_the_new_version_is_loaded_from_within_a_dialog(visit: Callable[..., Page], customer: Customer) -> None:
    page = visit(customer.claire, "/en")
    _forget_scripts(page)
    page.get_by_test_id("add-product").click()
    page.get_by_test_id("license-number").fill("999-999")
    _renew(customer.server)
    load = page.get_by_test_id("add-dialog").get_by_role("button", name="Reload the page")
    expect(load).to_be_visible(timeout=90_000)
    page.keyboard.press("Tab")
    while not load.evaluate("button => button === document.activeElement"):
        assert page.get_by_test_id("add-dialog").evaluate("dialog => dialog.contains(document.activeElement)")
        page.keyboard.press("Tab")
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_test_id("cell-open_requests")).to_be_visible()
    expect(page.get_by_text(SAID["en"])).not_to_be_visible()


def test_pages_that_stay_old_are_not_loaded_for_ever(visit: Callable[..., Page], customer: Customer) -> None:
    """The last, since from now on the pages of this server are too old for it."""
    page = visit(customer.claire, "/en")
    loads = _counted(page)
    with page.expect_event("load", timeout=90_000):
        _renew(customer.server, pages=False)
    banner = page.get_by_role("alert").filter(has_text=SAID["en"])
    expect(banner).to_be_visible()
    page.wait_for_timeout(1000)
    assert len(loads) == 1
    page.get_by_test_id("add-product").click()
    dialog = page.get_by_test_id("add-dialog")
    expect(dialog.get_by_role("alert").filter(has_text=SAID["en"])).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    with page.expect_event("load"):
        banner.get_by_role("button", name="Reload the page").click()
