"""Call handlers as a browser does, in this process: through the guard, by name, with a payload, as somebody."""

import contextlib
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from monproduit.monproduit import app
from monproduit.services import logins

Delta = dict[str, dict[str, Any]]
REGISTRY = RegistrationContext.get()
_NUMBERS = count(1)


class Tab:
    """One tab of one login; without a login, nobody's."""

    def __init__(self, processor: BaseStateEventProcessor, login: str, token: str, path: str) -> None:
        """Open it at an address."""
        self._processor, self._token = processor, token
        self._router = {"headers": {"authorization": login}, "pathname": path, "token": token}
        if path.count("/") > 1:  # a page of its own: where the address matters, Reflex loads it at the first event
            self._router["asPath"] = path

    async def call(self, name: str, **payload: Any) -> Delta:
        """Send an event; return all that came back, merged."""
        merged: Delta = {}
        event = Event(name=name, payload=payload, router_data=self._router)
        async for delta in self._processor.enqueue_stream_delta(self._token, event):
            for state, values in delta.items():
                merged.setdefault(state, {}).update(values)
        return {state: values for state, values in merged.items() if state.count(".")}


class Portal:
    """The events of the portal, without sockets."""

    def __init__(self, processor: BaseStateEventProcessor) -> None:
        """Start without tabs."""
        self._processor = processor

    async def tab(self, email: str | None, language: str = "fr", path: str = "") -> Tab:
        """Open a tab as a person, or as nobody, on a page."""
        login = ""
        if email:
            claims = {"sub": email, "email": email, "email_verified": True}
            login = logins.digest(await logins.start("test", claims, ""))
        return Tab(self._processor, login, f"tab-{next(_NUMBERS)}", f"/{language}{path}")


@contextlib.asynccontextmanager
async def portal_events() -> AsyncIterator[Portal]:
    """Process events, in the context that the app was made in."""
    token = RegistrationContext.set(REGISTRY)
    try:
        processor = BaseStateEventProcessor(middleware=app, backend_exception_handler=app.backend_exception_handler)
        async with processor.configure(state_manager=StateManagerMemory()):
            yield Portal(processor)
    finally:
        RegistrationContext.reset(token)


def handler_name(handler: str) -> str:
    """Return the full name of `State.handler`."""
    state, _, name = handler.partition(".")
    (found,) = [full for full in REGISTRY.event_handlers if full.endswith(f"____{_snake(state)}.{name}")]
    return found


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
