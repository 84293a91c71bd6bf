"""When Python looks through all its objects for garbage: while nobody waits, since with many open pages it takes some tenths of a second."""

import asyncio
import gc
from time import monotonic, process_time

_EVERY = 0.5
_ENOUGH = 20
"""Looks at what is not so young any more, after which one through all is worth it."""
_BUSY = 0.2
"""Share of a core from which on somebody probably waits."""
_LATEST = 60.0
"""Seconds after which it is done though somebody waits."""
_NEVER = 1_000_000


async def collect_while_idle() -> None:
    """Look through all objects instead of Python, until the process ends; what is young it goes on looking through by itself."""
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
    last, spent = monotonic(), process_time()
    while True:
        await asyncio.sleep(_EVERY)
        before, spent = spent, process_time()
        is_idle = spent - before < _BUSY * _EVERY
        if gc.get_count()[2] >= _ENOUGH and (is_idle or monotonic() - last >= _LATEST):
            gc.collect()
            last, spent = monotonic(), process_time()
