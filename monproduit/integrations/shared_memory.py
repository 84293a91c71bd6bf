"""Ask whether Redis answers, and notice that it lost what it held: it was killed and came back empty, or somebody emptied it."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

_SILENCE = {"TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 20_000}
PATIENCE: dict[str, Any] = {
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "socket_keepalive_options": {getattr(socket, name): value for name, value in _SILENCE.items() if hasattr(socket, name)},
}
"""How long the machine of Redis may be silent, as that of PostgreSQL: a machine that is gone says nothing, and TCP alone would wait for long."""
_KEY = "monproduit:mark"
_EVERY = 1.0
_log = logging.getLogger(__name__)


async def answers(url: str) -> bool:
    """Tell whether Redis is in reach; without an address there is none to ask."""
    if not url:
        return True
    try:
        async with Redis.from_url(url, **PATIENCE) as client:
            await client.get(_KEY)
    except (RedisError, OSError):
        return False
    return True


async def watch(url: str, lost: Callable[[], None]) -> None:
    """Call this whenever the mark that the first process left there is another one; without an address there is nothing to lose."""
    if not url:
        return
    known = None
    async with Redis.from_url(url, **PATIENCE) as client:
        while True:
            try:
                own = uuid4().bytes
                found = await client.set(_KEY, own, nx=True, get=True) or own
            except (RedisError, OSError):
                _log.warning("Redis is out of reach")
            else:
                if known not in {None, found}:
                    _log.warning("Redis lost what it held: open pages load anew")
                    lost()
                known = found
            await asyncio.sleep(_EVERY)
