"""How many readers a second are told that a feed is as it was, by the real server, and how large the feed is."""

import urllib.request
from urllib.parse import urlsplit

from benchmarks import bare, served
from monproduit.services import feeds
from monproduit.views.feeds import NewFeed
from tests.world import actor

_SECONDS = 5


def run() -> None:
    """Ask for one person's feed again and again; then for one behind which is nothing."""
    with served.portal() as server:
        made = server.run(_make)
        with urllib.request.urlopen(made.rss) as answer:  # noqa: S310 (our own server)
            size, tag = len(answer.read()), answer.headers["etag"]
        path = urlsplit(made.rss).path
        rate, most = _ask(server.origin, path, tag)
    with bare.served() as origin:
        least, _head = _ask(origin, path, tag)
    told = f"{rate:.0f} answers 304 a second of {most} bytes with {served.CONNECTIONS} connections (300 or better)"
    print(f"feed: {size / 1000:.1f} kB at first; then {told}; a route that does nothing: {least:.0f}, {least / rate:.1f} times that")


async def _make() -> NewFeed:
    return await feeds.make(await actor("claire@exemple.fr"), "")


def _ask(origin: str, path: str, tag: str) -> tuple[float, int]:
    request = f"GET {path} HTTP/1.1\r\nHost: {urlsplit(origin).netloc}\r\nIf-None-Match: {tag}\r\n\r\n".encode()
    return served.ask(origin, 304, _SECONDS, lambda _number: request)
