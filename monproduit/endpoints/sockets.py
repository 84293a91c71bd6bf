"""The open sockets of each login, so that they close when it ends, whoever ended it."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable

from monproduit.services import logins

_EVERY = 1.0
AT_MOST = 30
_log = logging.getLogger(__name__)


class Sockets:
    """Sockets by login, in this process."""

    def __init__(self) -> None:
        """Start with none."""
        self._open: dict[str, set[asyncio.Future[None]]] = defaultdict(set)

    def enter(self, login_id: str) -> asyncio.Future[None] | None:
        """Count a socket in and return what is done once it must end; None when the login has too many."""
        if len(self._open[login_id]) >= AT_MOST:
            return None
        over = asyncio.get_running_loop().create_future()
        self._open[login_id].add(over)
        return over

    def leave(self, login_id: str, over: asyncio.Future[None]) -> None:
        """Count a socket out."""
        self._open[login_id].discard(over)
        if not self._open[login_id]:
            del self._open[login_id]

    def close(self, login_ids: Iterable[str]) -> None:
        """Close the sockets of logins that are over."""
        for login_id in login_ids:
            for over in self._open.get(login_id, ()):
                if not over.done():
                    over.set_result(None)

    def renew(self) -> None:
        """Close all: each page opens another, and loads anew."""
        self.close(list(self._open))

    async def sweep(self) -> None:
        """Ask once a second which logins are over: ended in another process, expired, idle."""
        while True:
            await asyncio.sleep(_EVERY)
            try:
                if self._open:
                    self.close(await logins.dead(self._open.keys()))
            except Exception:  # noqa: BLE001 (the database is away: ask again)
                _log.warning("logins could not be checked", exc_info=True)


SOCKETS = Sockets()
