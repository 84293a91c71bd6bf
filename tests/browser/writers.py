"""Another system that writes through the REST API while something is killed, and knows what it was told."""

import threading
import time
from collections.abc import Container
from typing import Self

import httpx2

from monproduit.services import api_tokens, webhook_endpoints
from monproduit.services.access import Actor
from tests.browser.customer import Customer

SAM = Actor(0, "sam@editeur.fr", "Sam", "Europe/Paris", "fr", is_staff=True)


class Writer(threading.Thread):
    """One of several that write at once: one request after the other, repeated under its key until there is an answer."""

    def __init__(self, customer: Customer, token: str, place: int, later: Container[int] = ()) -> None:
        """Prepare; an answer with one of the statuses `later` means to send it again."""
        super().__init__(daemon=True)
        self._place, self._later = place, later
        self._customer, self._headers = customer, {"authorization": f"Bearer {token}"}
        self.acknowledged: list[str] = []
        self.repeated, self.put_off, self.wrong, self.over = 0, 0, list[str](), threading.Event()

    def run(self) -> None:
        """Write until it is over."""
        number = 0
        with httpx2.Client(timeout=30) as client:
            while not self.over.is_set():
                number += 1
                line = self._customer.request(f"{self._place}-{number}")
                self._write(client, line.pop("number"), line)

    def _write(self, client: httpx2.Client, number: str, line: dict[str, object]) -> None:
        address = f"{self._customer.server.origin}/api/v1/service_requests/{number}"
        while True:
            try:
                answer = client.put(address, json=line, headers={**self._headers, "idempotency-key": number})
            except httpx2.HTTPError:
                answer = None
            if answer and answer.status_code == 201:
                self.acknowledged.append(number)
                self.repeated += "idempotency-replayed" in answer.headers
                return
            if answer and answer.status_code not in self._later:
                self.wrong.append(f"{answer.status_code} {answer.text}")
                return
            if self.over.is_set():
                return
            self.put_off += answer is not None
            time.sleep(0.05)


class Office:
    """Eight who write, and one webhook that is to hear of each request."""

    def __init__(self, customer: Customer, later: Container[int] = ()) -> None:
        """Prepare."""
        server = customer.server
        token = server.run(lambda: api_tokens.create("ticketing"))
        server.run(lambda: webhook_endpoints.add(SAM, "crm", "https://127.0.0.1:9/", ["service_request.created"]))
        self.writers = [Writer(customer, token, place, later) for place in range(8)]

    def __enter__(self) -> Self:
        """Begin to write."""
        for writer in self.writers:
            writer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Write to the end what is begun."""
        for writer in self.writers:
            writer.over.set()
        for writer in self.writers:
            writer.join(60)

    @property
    def acknowledged(self) -> list[str]:
        """Return the numbers that the portal said it has."""
        return [number for writer in self.writers for number in writer.acknowledged]

    @property
    def wrong(self) -> list[str]:
        """Return what nobody expected to be told."""
        return [words for writer in self.writers for words in writer.wrong]

    def total(self, name: str) -> int:
        """Return a count over all."""
        return sum(getattr(writer, name) for writer in self.writers)

    def write_more(self, count: int) -> None:
        """Wait until so many more are acknowledged."""
        known = len(self.acknowledged)
        while len(self.acknowledged) < known + count:
            assert not self.wrong, self.wrong[:3]
            time.sleep(0.01)
