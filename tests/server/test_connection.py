"""A connection before anybody knows whose it is: heads that do not end, callers without number, questions that are none."""

import asyncio
from typing import Any

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from monproduit.server import connection
from monproduit.server.connection import LARGEST_HEAD, Connection

_HEAD = b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n"
_UPGRADE = b"connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"


class Wire:
    """What a transport does, with nobody at its other end."""

    def __init__(self, protocol: Any) -> None:
        self.sent, self.closed, self._protocol = b"", False, protocol
        protocol.connection_made(self)

    def hear(self, data: bytes) -> bytes:
        """Let data come; return what was sent since the connection began."""
        self._protocol.data_received(data)
        return self.sent

    def write(self, data: bytes) -> None:
        assert not self.closed
        self.sent += data

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def get_extra_info(self, _name: str) -> None:
        return None

    def get_protocol(self) -> Any:
        return self._protocol

    def set_protocol(self, protocol: Any) -> None:
        self._protocol = protocol

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


async def _app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"here"})


@pytest.fixture
def state() -> ServerState:
    return ServerState()


@pytest.fixture
async def wire(state: ServerState) -> Wire:
    return _wire(state)


def _wire(state: ServerState) -> Wire:
    config = Config(_app, ws="websockets-sansio", log_config=None)
    config.load()
    return Wire(Connection(config=config, server_state=state, app_state={}, _loop=asyncio.get_running_loop()))


async def _served(wire: Wire) -> bytes:
    """Let the app answer; return all that was sent."""
    for _turn in range(20):
        await asyncio.sleep(0)
    return wire.sent


async def test_a_request_in_any_pieces_is_served(wire: Wire) -> None:
    for piece in (b"G", _HEAD[1:10], _HEAD[10:], b"\r", b"\n"):
        wire.hear(piece)
    assert (await _served(wire)).endswith(b"here")
    assert not wire.closed


async def test_a_second_request_on_the_same_connection_is_served(wire: Wire) -> None:
    for _time in range(2):
        wire.hear(_HEAD + b"\r\n")
        await _served(wire)
    assert wire.sent.count(b"here") == 2


async def test_a_head_without_end_is_refused_and_so_is_that_of_a_second_request(wire: Wire) -> None:
    wire.hear(_HEAD + b"\r\n")
    await _served(wire)
    wire.hear(_HEAD)
    for _line in range(LARGEST_HEAD // 1000 + 1):
        if not wire.closed:
            wire.hear(b"x: " + 1000 * b"y" + b"\r\n")
    assert b"431 Request Header Fields Too Large" in wire.sent
    assert wire.closed


async def test_a_large_body_is_no_large_head(wire: Wire) -> None:
    wire.hear(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 200000\r\n")
    wire.hear(b"\r\n" + 100_000 * b"a")
    wire.hear(100_000 * b"a")
    assert (await _served(wire)).endswith(b"here")


@pytest.mark.parametrize("begun", [b"", b"GET", _HEAD])
async def test_a_head_without_end_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch, state: ServerState, begun: bytes) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.02)
    wire = _wire(state)
    if begun:
        wire.hear(begun)
    await asyncio.sleep(0.1)
    assert wire.sent.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert wire.closed


async def test_a_request_that_was_served_in_time_is_not_hurried_afterwards(monkeypatch: pytest.MonkeyPatch, state: ServerState) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.02)
    wire = _wire(state)
    wire.hear(_HEAD + b"\r\n")
    await asyncio.sleep(0.1)
    assert wire.sent.endswith(b"here")
    assert not wire.closed


async def test_a_caller_too_many_is_told_so_and_the_others_stay(monkeypatch: pytest.MonkeyPatch, state: ServerState) -> None:
    monkeypatch.setattr(connection, "SOCKETS", 2)
    taken, refused = [_wire(state) for _caller in range(2)], _wire(state)
    assert refused.sent.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert refused.closed
    taken[0].hear(_HEAD + b"\r\n")
    assert (await _served(taken[0])).endswith(b"here")


async def test_a_caller_that_left_makes_room(monkeypatch: pytest.MonkeyPatch, state: ServerState) -> None:
    monkeypatch.setattr(connection, "SOCKETS", 1)
    _wire(state).get_protocol().connection_lost(None)
    assert _wire(state).sent == b""


async def test_who_asks_while_the_worker_leaves_gets_an_answer_and_goes_elsewhere_then(wire: Wire) -> None:
    wire.hear(_HEAD + b"\r\n")
    await _served(wire)
    wire.get_protocol().shutdown()
    assert not wire.closed
    wire.hear(_HEAD + b"\r\n")
    answered = await _served(wire)
    assert answered.count(b"here") == 2
    assert answered.count(b"connection: close") == 1
    assert wire.closed


async def test_who_asks_for_nothing_more_is_left_soon(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    monkeypatch.setattr(connection, "LAST_CALL", 0.02)
    wire.get_protocol().shutdown()
    await asyncio.sleep(0.1)
    assert (wire.closed, wire.sent) == (True, b"")


async def test_a_socket_opens(wire: Wire) -> None:
    wire.hear(_HEAD + _UPGRADE + b"\r\n")
    assert (await _served(wire)).startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize(
    "question",
    [
        _HEAD + _UPGRADE + b"cookie: " + 9000 * b"c" + b"\r\n\r\n",
        _HEAD + _UPGRADE + 200 * b"x: y\r\n" + b"\r\n",
        b"POST" + _HEAD[3:] + _UPGRADE + b"\r\n",
        _HEAD + _UPGRADE + b"content-length: 4\r\n\r\n",
    ],
    ids=["a header too long", "too many headers", "no GET", "a body"],
)
async def test_what_is_no_question_for_a_socket_is_answered_and_closed(wire: Wire, question: bytes) -> None:
    wire.hear(question)
    assert (await _served(wire)).startswith(b"HTTP/1.1 40")
    assert wire.closed
