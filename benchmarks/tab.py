"""An open page without a browser: it speaks the socket's protocol, and keeps what comes with the moment at which it came."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp

_ROOT = "reflex___state____state"
_CALL = "42/_event,"


@dataclass
class Tab:
    """One page of one login.

    Attributes:
        origin: the portal's.
        cookie: the login's.
        path: the page's address.
    """

    http: aiohttp.ClientSession
    origin: str
    cookie: str
    path: str = "/fr"
    bytes: int = 0
    _socket: aiohttp.ClientWebSocketResponse = field(init=False)

    async def __aenter__(self) -> Self:
        """Open the socket and ask for the page's state, as a browser does."""
        address = f"{self.origin}/_event/?EIO=4&transport=websocket&token={uuid.uuid4()}"
        headers = {"cookie": f"monproduit={self.cookie}", "origin": self.origin}
        self._socket = await self.http.ws_connect(address, headers=headers, max_msg_size=0)
        await self._socket.send_str("40/_event,")
        while not (await self._socket.receive_str()).startswith("40/_event"):
            pass
        await self.send(f"{_ROOT}.hydrate_and_load")
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the socket."""
        await self._socket.close()

    async def send(self, handler: str, **payload: Any) -> None:
        """Call a handler by its full name."""
        event = {"name": handler, "payload": payload, "router_data": {"pathname": self.path, "asPath": self.path, "query": {}}}
        await self._socket.send_str(_CALL + json.dumps(["event", event]))

    async def until(self, is_it: Callable[[str], bool]) -> float:
        """Wait for a message of which this is true; return when it came, in seconds of the performance counter."""
        while True:
            message = await self._socket.receive_str()
            came = time.perf_counter()
            if message == "2":
                await self._socket.send_str("3")
            elif message.startswith(_CALL) and is_it(message):
                self.bytes = len(message)
                return came
