"""How many bytes one live change costs, with 10, 100 and 1,000 rows on the screen."""

from reflex_base.utils.format import json_dumps

from benchmarks.worlds import claire, customer, load
from monproduit.state.dashboard import DashboardState, read


async def run() -> None:
    """Send a whole table once, and then one changed cell."""
    for rows in (10, 100, 1000):
        await load(customer(rows, rows))
        person = await claire()
        root = DashboardState.get_root_state()(_reflex_internal_init=True)
        dashboard = await root.get_state(DashboardState)
        await dashboard._show(person, await read(person, {}))
        whole = len(json_dumps(await root._get_resolved_delta()))
        root._clean()
        moments = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}
        fields = {"product": "p3", "created_by": "claire@exemple.fr", "title": "Panne", "severity": 3, "status": "new"}
        await load(iter([{"type": "service_request", "number": f"SR-{rows}", **fields, **moments}]))
        await dashboard._show(person, await read(person, {"open_requests": {"p3"}}))
        change = len(json_dumps(await root._get_resolved_delta()))
        root._clean()
        print(f"{rows:>5} rows: {whole:,} bytes at first, {change} for a change of one cell")
