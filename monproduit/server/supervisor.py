"""The process that serves nothing itself: it keeps the workers alive, replaces them, and ends them."""

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from monproduit.core import logs
from monproduit.core.settings import GRACE, settings

_HELD = 5.0
"""Seconds that a worker has to let go of what it holds, after its requests and its events had theirs."""


class Supervisor(BaseApplication):
    """Serve an app by as many workers as the settings say.

    A worker that dies is replaced at once, one that does not stir for half a minute is ended and replaced. SIGHUP replaces all: new ones
    begin, then the old ones leave, and who comes between waits. SIGTERM lets what was begun come to its end.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        """Serve what `make` makes in each worker."""
        self._make = make
        super().__init__()

    def load_config(self) -> None:
        """Say by what settings Gunicorn serves."""
        host = settings().host
        chosen = {
            "bind": f"[{host}]:{settings().port}" if ":" in host else f"{host}:{settings().port}",
            "workers": settings().workers,
            "worker_class": "monproduit.server.worker.Worker",
            "preload_app": True,
            "graceful_timeout": int(2 * GRACE + _HELD),
            "keepalive": 75,
            "control_socket_disable": True,
            "loglevel": "warning",
            "logconfig_dict": logs.configuration(settings()),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[[], Any]:
        """Return what makes the app: each worker makes its own."""
        return self._make
