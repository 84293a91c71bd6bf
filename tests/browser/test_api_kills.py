"""The server is killed again and again while another system writes: nothing acknowledged is lost, and nothing is done twice."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx2
import pytest

from monproduit.services import api_tokens, webhook_endpoints
from monproduit.services.access import Actor
from tests.browser.customer import Customer
from tests.browser.server import Server, start

KILLS = int(os.environ.get("MONPRODUIT_KILLS") or 2)
WRITERS = 8
SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)


@pytest.fixture
def portal_server(tmp_path: Path) -> Iterator[Server]:
    """A server of one's own, to kill."""
    server = start(tmp_path)
    yield server
    server.stop()


class Writer(threading.Thread):
    """One of eight that write at once, and so share transactions: one request after the other, repeated under its key until there is an answer."""

    def __init__(self, customer: Customer, token: str, place: int) -> None:
        """Prepare."""
        super().__init__(daemon=True)
        self._place = place
        self._customer, self._headers = customer, {"authorization": f"Bearer {token}"}
        self.acknowledged: list[str] = []
        self.repeated, self.wrong, self.over = 0, list[str](), threading.Event()

    def run(self) -> None:
        """Write until it is over."""
        number = 0
        while not self.over.is_set():
            number += 1
            line = self._customer.request(f"{self._place}-{number}")
            self._write(line.pop("number"), line)

    def _write(self, number: str, line: dict[str, object]) -> None:
        address = f"{self._customer.server.origin}/api/v1/service_requests/{number}"
        while True:
            try:
                answer = httpx2.put(address, json=line, headers={**self._headers, "idempotency-key": number}, timeout=30)
            except httpx2.HTTPError:
                if self.over.is_set():
                    return
                time.sleep(0.05)
                continue
            if answer.status_code == 201:
                self.acknowledged.append(number)
                self.repeated += "idempotency-replayed" in answer.headers
            else:
                self.wrong.append(f"{answer.status_code} {answer.text}")
            return


@pytest.mark.timeout(120 + 30 * KILLS)
def test_kills_lose_and_double_nothing(customer: Customer) -> None:
    server, dice = customer.server, Random(7)  # noqa: S311 (the same pauses every time)
    token = server.run(lambda: api_tokens.create("ticketing"))
    server.run(lambda: webhook_endpoints.add(SAM, "crm", "https://127.0.0.1:9/", ["service_request.created"]))
    writers = [Writer(customer, token, place) for place in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(KILLS):
        known = len(_acknowledged(writers))
        while len(_acknowledged(writers)) < known + 5 * WRITERS:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.5))
        server.kill()
        server.restart()
    for writer in writers:
        writer.over.set()
    for writer in writers:
        writer.join(60)
    assert [words for writer in writers for words in writer.wrong] == []
    acknowledged = _acknowledged(writers)
    assert len(acknowledged) == len(set(acknowledged)) > KILLS * 5 * WRITERS
    database = sqlite3.connect(server.folder / "monproduit.db")
    written = [number for (number,) in database.execute("SELECT number FROM service_request WHERE number LIKE ?", (f"SR-{customer.suffix}-%",))]
    ((hook,),) = database.execute("SELECT id FROM webhook_endpoint WHERE name = 'crm'").fetchall()
    told = [key for (key,) in database.execute("SELECT key FROM outbox_message WHERE key LIKE ?", (f"webhook:{hook}:service_request.created:%",))]
    assert set(acknowledged) - set(written) == set()
    assert sorted(f"webhook:{hook}:service_request.created:{number}" for number in written) == sorted(told)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    print(f"{KILLS} kills: {len(acknowledged)} writes acknowledged, 0 lost, {sum(writer.repeated for writer in writers)} answered again")  # noqa: T201


def _acknowledged(writers: list[Writer]) -> list[str]:
    return [number for writer in writers for number in writer.acknowledged]
