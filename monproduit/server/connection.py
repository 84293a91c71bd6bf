"""A connection, and what it may ask of a worker before anybody knows whose it is."""

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SOCKETS = 20_000
"""How many connections one worker takes at a time."""
LARGEST_HEAD = 65_536
"""Bytes that a request's line and headers may have, as soon as they come in more than one piece."""
PATIENCE = 30.0
"""Seconds that a request's line and headers may take."""
LAST_CALL = 0.3
"""Seconds that a caller who holds a connection open may still ask over it, when this worker leaves."""


class Connection(HttpToolsProtocol):
    """Speak HTTP, to no more callers than there are files for, with heads that end somewhere and some day."""

    def __init__(self, *given: Any, **options: Any) -> None:
        """Wait for a head."""
        super().__init__(*given, **options)
        self._awaits_head = True
        self._head = 0
        self._waiting: TimerHandle | None = None
        self._is_leaving = False

    def connection_made(self, transport: Transport) -> None:
        """Take a caller, or say that there are too many."""
        super().connection_made(transport)
        if len(self.connections) > SOCKETS:
            self._refuse(b"503 Service Unavailable")
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Read; a head that has not ended by now must end soon, and not be too large."""
        super().data_received(data)
        if self.transport.is_closing() or not self._awaits_head:
            return
        self._head += len(data)
        if self._head > LARGEST_HEAD:
            self._refuse(b"431 Request Header Fields Too Large")
        elif not self._waiting:
            self._wait()

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._awaits_head, self._head = True, 0

    def on_headers_complete(self) -> None:
        """End a head."""
        self._awaits_head = False
        self._done()
        super().on_headers_complete()
        if self._is_leaving and self.cycle:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """Leave with the answer to the next request, or soon: whoever is just asking would else get none."""
        self._is_leaving = True
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(LAST_CALL, super().shutdown)
        else:
            super().shutdown()

    def handle_websocket_upgrade(self) -> None:
        """Become a socket; what is no question for one is answered here, since Uvicorn would leave it without an answer."""
        super().handle_websocket_upgrade()
        socket: Any = self.transport.get_protocol()
        if not socket.handshake_initiated:
            self._refuse(b"400 Bad Request")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the caller."""
        self._done()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(PATIENCE, self._refuse, b"408 Request Timeout")

    def _done(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _refuse(self, status: bytes) -> None:
        self._done()
        self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()
