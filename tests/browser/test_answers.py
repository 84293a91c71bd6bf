"""What the served portal answers to requests that no page makes: to other sites, to odd methods, to folders, to two messages in one."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.browser.customer import Customer
from tests.browser.server import Server

EVIL = "https://evil.example"
PATHS = ("/", "/fr", "/fr/", "/auth/whoami", "/auth/login", "/auth/bye", "/health/live", "/app.css", "/favicon.svg", "/portal.js", "/metrics")
PATHS += ("/api/v1/products", "/api/v1/openapi.json", "/api/v1/docs", "/feeds/none/all.rss", "/exports/products.csv", "/attachments/none", "/nothing")
PATHS += ("/_event/?EIO=4&transport=polling", "/_upload", "/_health", "/ping")
FOLDERS = (
    "/assets",
    "/assets/",
    "/fr/assets/",
    "/_upload/",
    "/backend/",
    "/.git/",
    "/.git/HEAD",
    "/.env",
    "/monproduit.db",
    "/monproduit/",
    "/states/",
)
_TEXTS = ("text/", "image/svg+xml", "application/rss+xml", "application/xml", "text/javascript")


@pytest.fixture
def http(server: Server, customer: Customer) -> Iterator[httpx2.Client]:
    """Claire's browser, as far as a program can be one."""
    with httpx2.Client(base_url=server.origin, cookies={"monproduit": server.cookie_of(customer.claire)}, timeout=30) as made:
        yield made


def test_no_other_site_may_read_an_answer(http: httpx2.Client) -> None:
    for path in PATHS:
        for method in ("GET", "OPTIONS"):
            answer = http.request(method, path, headers={"origin": EVIL, "access-control-request-method": "GET"})
            assert EVIL not in answer.headers.get("access-control-allow-origin", ""), path
            assert answer.headers.get("access-control-allow-origin") != "*", path


def test_each_answer_says_what_it_is_and_carries_its_policy(http: httpx2.Client) -> None:
    for path in PATHS:
        answer = http.get(path)
        kind = answer.headers.get("content-type", "")
        assert kind or not answer.content, path
        if kind.startswith(_TEXTS):
            assert "charset=utf-8" in kind.lower(), (path, kind)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"] or "sandbox" in answer.headers["content-security-policy"], path
        assert answer.headers["referrer-policy"] == "same-origin", path


def test_nothing_of_a_signed_in_person_is_kept_on_the_way(http: httpx2.Client) -> None:
    for path in ("/fr/", "/exports/products.csv", "/auth/whoami", "/attachments/none", "/api/v1/products"):
        kept = http.get(path).headers["cache-control"]
        assert "public" not in kept, path
        assert {"no-store", "no-cache"} & set(kept.replace(" ", "").split(",")), (path, kept)


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
def test_a_request_is_not_given_back(http: httpx2.Client, method: str) -> None:
    for path in ("/", "/fr/", "/auth/whoami", "/api/v1/products", "/app.css"):
        answer = http.request(method, path, headers={"x-canary": "given-back"})
        assert "given-back" not in answer.text + str(answer.headers), path
        assert answer.status_code >= 300, path


def test_no_folder_is_listed_and_nothing_beside_the_build_is_served(http: httpx2.Client) -> None:
    for path in FOLDERS:
        answer = http.get(path)
        assert answer.status_code in {307, 403, 404, 405}, (path, answer.status_code)
        if answer.is_redirect:
            assert http.get(answer.headers["location"]).status_code in {404, 405}, path
        assert not any(word in answer.text for word in ("Index of", "Directory listing", "[core]", "SQLite format")), path


@pytest.mark.parametrize("path", ["/api/v1/import?x=%ZZ", "/fr/%00", "/auth/callback?state=%FF", "/feeds/%0a/all.rss", "/files/software/abc/x"])
def test_no_answer_shows_the_inside(http: httpx2.Client, path: str) -> None:
    for method in ("GET", "POST"):
        answer = http.request(method, path, content=b"\xff\x00", headers={"content-type": "application/x-ndjson"})
        assert answer.status_code < 500, (method, path)
        assert not any(word in answer.text for word in ("Traceback", 'File "', "site-packages", "starlette", "sqlalchemy")), path


@pytest.mark.parametrize(
    "message",
    [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nX: y\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 44\r\n\r\nhelloGET /smuggled HTTP/1.1\r\nX: y\r\n\r\n",
        "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello",
    ],
)
def test_a_message_of_two_lengths_is_not_two_messages(server: Server, message: str) -> None:
    """As RFC 9112 has it: the chunks count, or the message is refused and the connection closed."""
    place = urlsplit(server.origin)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as wire:
        wire.sendall(f"POST /auth/backchannel HTTP/1.1\r\nHost: {place.netloc}\r\n{message}".encode())
        said = wire.recv(65536)
        wire.settimeout(1.5)
        try:
            while some := wire.recv(65536):
                said += some
        except TimeoutError:
            pass
    statuses = [int(part[:3]) for part in said.split(b"HTTP/1.1 ")[1:]]
    assert statuses, said
    assert statuses[0] == 400
    assert 200 not in statuses
