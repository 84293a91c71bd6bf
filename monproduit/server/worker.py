"""A process that serves."""

import logging
import os
import signal
from types import FrameType
from typing import Any

from uvicorn_worker import UvicornWorker

from monproduit.core.settings import GRACE
from monproduit.server.connection import Connection

_LONGEST = 70_000
"""Bytes of a message in a socket; `endpoints/frames.py` closes a socket before, with a reason."""


class Worker(UvicornWorker):
    """Serve by Uvicorn, with the portal's own log."""

    CONFIG_KWARGS = {  # noqa: RUF012 (as the library has it)
        "factory": True,
        "loop": "uvloop",
        "http": Connection,
        "ws": "websockets-sansio",
        "ws_max_size": _LONGEST,
        "ws_per_message_deflate": False,
        "ws_ping_interval": None,
        "lifespan": "on",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": int(GRACE),
        "timeout_notify": 1,
    }

    def __init__(self, *given: Any, **options: Any) -> None:
        """Let Uvicorn speak through the root, as all others do."""
        super().__init__(*given, **options)
        logging.getLogger("uvicorn.error").propagate = True

    async def callback_notify(self) -> None:
        """Tell the supervisor once a second that this process stirs; end, where there is no supervisor any more."""
        await super().callback_notify()
        if os.getppid() != self.ppid:
            signal.raise_signal(signal.SIGTERM)

    def handle_exit(self, _sign: int, _frame: FrameType | None) -> None:
        """End as quickly as SIGTERM allows: the supervisor's quick end would be no end."""
        signal.raise_signal(signal.SIGTERM)
