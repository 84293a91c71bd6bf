"""How many lines a minute an import takes, new and unchanged."""

import time

from benchmarks.worlds import customer, load

_LINES = 100_000


async def run() -> None:
    """Import a hundred thousand licenses, twice."""
    for what in ("new", "unchanged"):
        begun = time.perf_counter()
        await load(customer(50, _LINES))
        print(f"import, {what}: {_LINES / (time.perf_counter() - begun) * 60:,.0f} lines a minute")
