"""PostgreSQL is killed again and again while another system writes and a page is open: nothing is lost, and both go on by themselves."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random

import httpx2
import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.customer import Customer
from tests.browser.plugs import Plug, postgresql
from tests.browser.server import Server, start
from tests.browser.test_drops_and_crowds import KEEP_SOCKETS
from tests.browser.writers import Office

KILLS = int(os.environ.get("MONPRODUIT_POSTGRESQL_KILLS") or 1)
"""How often it is killed besides the time at which the person looks; 5 for the long form."""
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def database() -> Iterator[Plug]:
    """A database of one's own, to kill."""
    with postgresql() as plug:
        yield plug


@pytest.fixture(scope="module")
def portal_server(database: Plug, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one's own, on that database."""
    server = start(tmp_path_factory.mktemp("portal"), DATABASE_URL=database.address)
    yield server
    server.stop()


def _ready(server: Server) -> int:
    return httpx2.get(f"{server.origin}/health/ready", timeout=30).status_code


def _back(database: Plug, server: Server, office: Office) -> float:
    """Start the database again; return after how many seconds the portal has written again."""
    database.put_in()
    begun = time.monotonic()
    office.write_more(1)
    while _ready(server) != 200:
        time.sleep(0.01)
    return time.monotonic() - begun


@pytest.mark.timeout(120 + 30 * KILLS)
def test_nothing_is_lost_and_the_page_goes_on(visit: Visit, customer: Customer, database: Plug) -> None:
    server, dice, waits = customer.server, Random(7), list[float]()  # noqa: S311 (the same pauses every time)
    page = visit(customer.claire)
    page.add_init_script(KEEP_SOCKETS)
    page.reload()
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte")
    page.get_by_test_id("add-product").click()
    number = page.get_by_test_id("license-number")
    number.fill(customer.number)
    with Office(customer, later={503}) as office:
        for _ in range(KILLS):
            office.write_more(24)
            time.sleep(dice.uniform(0, 0.5))
            database.pull()
            time.sleep(dice.uniform(0, 2))
            waits.append(_back(database, server, office))
        database.pull()
        number.press("Enter")
        expect(page.get_by_text("Cela n’a pas fonctionné. Rien n’est perdu")).to_be_visible()
        shown = httpx2.get(f"{server.origin}/fr", cookies={"monproduit": "of nobody"}, timeout=30)
        assert (shown.status_code, "Traceback" in shown.text, "Réessayez" in shown.text) == (503, False, True)
        assert _ready(server) == 503
        expect(number).to_have_value(customer.number)
        waits.append(_back(database, server, office))
    begun, written = time.monotonic(), _compare(database, customer, office)
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text(f"{written} ouvertes", timeout=10_000)
    shown_after = time.monotonic() - begun
    number.press("Enter")
    expect(page.get_by_test_id("add-error")).not_to_be_empty()
    assert page.evaluate("window.lines.length") == 1
    assert "Traceback" not in page.content()
    assert max(waits) < 10
    print(f"{KILLS + 1} kills: {written} writes acknowledged, 0 lost, {office.total('put_off')} put off")  # noqa: T201
    print(f"the portal wrote again after {max(waits):.1f} s at most; its page was right {shown_after:.1f} s after the last write")  # noqa: T201


def test_a_page_that_was_just_loading_is_there_by_itself_when_the_database_is_back(visit: Visit, customer: Customer, database: Plug) -> None:
    page, heard = visit(customer.claire, "/fr/help/getting-started"), list[str]()
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: heard.append(str(frame))))
    with closing(psycopg.connect(database.address)) as connection:
        connection.execute("LOCK TABLE registered_product")
        page.goto("/fr")
        expect(page.get_by_role("heading", name="Mes produits")).to_be_visible()
        # Others may wait for the table too: this page's line has to have been let in, and what it asked with it.
        while not any(frame.startswith("40/") for frame in heard) or not connection.execute("SELECT FROM pg_locks WHERE NOT granted").fetchall():
            page.wait_for_timeout(20)
        database.pull()
    try:
        expect(page.get_by_text("Cela n’a pas fonctionné. Rien n’est perdu")).to_be_visible()
    finally:
        database.put_in()
    begun = time.monotonic()
    expect(page.get_by_test_id("cell-open_requests")).to_contain_text("0 ouverte", timeout=10_000)
    print(f"a page that was just loading was there {time.monotonic() - begun:.1f} s after the database came back")  # noqa: T201


def _compare(database: Plug, customer: Customer, office: Office) -> int:
    """Compare what the writers were told with what is there: no write is lost, none has half of what belongs to it; return how many there are."""
    assert office.wrong == []
    acknowledged = office.acknowledged
    assert len(acknowledged) == len(set(acknowledged)) > KILLS * 24
    with psycopg.connect(database.address) as connection:
        mine = f"SR-{customer.suffix}-%"
        written = {number for (number,) in connection.execute("SELECT number FROM service_request WHERE number LIKE %s", [mine])}
        about = f"webhook:%:service_request.created:{mine}"
        told = [key.rpartition(":")[2] for (key,) in connection.execute("SELECT key FROM outbox_message WHERE key LIKE %s", [about])]
        query = "SELECT count(*) FROM change JOIN product ON product.id = product_id WHERE slug = %s AND section = 'open_requests'"
        ((noted,),) = connection.execute(query, [customer.product]).fetchall()
    assert set(acknowledged) - written == set()
    assert sorted(told) == sorted(written)
    assert noted == len(written)
    return len(written)
