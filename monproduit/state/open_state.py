"""The state behind an open page, from outside of the page's own events."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx
from reflex.event import Event
from reflex.state import State, StateUpdate

from monproduit.state.tabs import Tab

_LOAD = f"{State.get_full_name()}.hydrate_and_load"


@asynccontextmanager
async def state_of(app: rx.App, tab: Tab, page: type[rx.State]) -> AsyncIterator[rx.State | None]:
    """Yield the root of a tab's states, to be changed; None where they are lost, and then the page loads anew.

    They are lost when a page was left alone for an hour, and when Redis lost its memory. A state made anew knows nothing of what the
    page shows: what it would say of its rows, its filter or its open cells is not so.
    """
    async with app.modify_state(rx.BaseStateToken(ident=tab.token, cls=page)) as root:
        is_known = bool(root.router_data)
        yield root if is_known else None
    if not is_known:
        await _load_anew(app.event_namespace, tab.token)


async def _load_anew(namespace: Any, token: str) -> None:
    if socket := namespace._token_manager.token_to_socket.get(token):
        await namespace.emit("event", StateUpdate(events=[Event(name=_LOAD)]), to=socket.sid)
