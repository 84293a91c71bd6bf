"""The server is killed again and again while another system writes: nothing acknowledged is lost, and nothing is done twice."""

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.browser.customer import Customer
from tests.browser.server import Server, start
from tests.browser.writers import Office

KILLS = int(os.environ.get("MONPRODUIT_KILLS") or 2)


@pytest.fixture
def portal_server(tmp_path: Path) -> Iterator[Server]:
    """A server of one's own, to kill."""
    server = start(tmp_path)
    yield server
    server.stop()


@pytest.mark.timeout(120 + 30 * KILLS)
def test_kills_lose_and_double_nothing(customer: Customer) -> None:
    server, dice = customer.server, Random(7)  # noqa: S311 (the same pauses every time)
    with Office(customer) as office:
        for _ in range(KILLS):
            office.write_more(40)
            time.sleep(dice.uniform(0, 0.5))
            server.kill()
            server.restart()
    assert office.wrong == []
    acknowledged = office.acknowledged
    assert len(acknowledged) == len(set(acknowledged)) > KILLS * 40
    database = sqlite3.connect(server.folder / "monproduit.db")
    written = [number for (number,) in database.execute("SELECT number FROM service_request WHERE number LIKE ?", (f"SR-{customer.suffix}-%",))]
    ((hook,),) = database.execute("SELECT id FROM webhook_endpoint WHERE name = 'crm'").fetchall()
    told = [key for (key,) in database.execute("SELECT key FROM outbox_message WHERE key LIKE ?", (f"webhook:{hook}:service_request.created:%",))]
    assert set(acknowledged) - set(written) == set()
    assert sorted(f"webhook:{hook}:service_request.created:{number}" for number in written) == sorted(told)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    print(f"{KILLS} kills: {len(acknowledged)} writes acknowledged, 0 lost, {office.total('repeated')} answered again")  # noqa: T201
