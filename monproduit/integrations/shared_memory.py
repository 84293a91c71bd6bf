"""Notice that Redis lost what it held: it was killed and came back empty, or somebody emptied it."""

import asyncio
import logging
from collections.abc import Callable
from uuid import uuid4

from redis.asyncio import Redis
from redis.exceptions import RedisError

_KEY = "monproduit:mark"
_EVERY = 1.0
_log = logging.getLogger(__name__)


async def watch(url: str, lost: Callable[[], None]) -> None:
    """Call this whenever the mark that the first process left there is another one; without an address there is nothing to lose."""
    if not url:
        return
    known = None
    async with Redis.from_url(url) as client:
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
