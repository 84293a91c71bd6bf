"""Stand before every event: who it is, whether the handler may be called, and with what."""

import logging
from typing import Any

import reflex as rx
from pydantic import BaseModel, ValidationError
from reflex.middleware import Middleware
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from monproduit.core import logs
from monproduit.core.localisation import DEFAULT, LOCALES, speak
from monproduit.services import logins
from monproduit.state.action import ACTION, become
from monproduit.state.bounded_tabs import BoundedTabs
from monproduit.state.pace import Pace

_MOST, _SECONDS = 60, 3
_INTERNAL = frozenset({"hydrate", "hydrate_and_load", "on_load_internal", "set_is_hydrated", "handle_frontend_exception"})
_log = logging.getLogger(__name__)


class Guard(Middleware):
    """Refuse what is not declared, not well-formed, too much, or by nobody."""

    def __init__(self) -> None:
        """Count events by login."""
        self._pace = Pace(_MOST, _SECONDS)
        self._tabs = BoundedTabs()

    async def preprocess(
        self,
        app: rx.App,
        state: rx.State,
        event: Event,
    ) -> StateUpdate | None:
        """Let an event pass, done by the person behind it and in the language of their page; an update stops it."""
        context = EventContext.get()
        logs.begin(context.txid, handler=_short(event.name))
        connected = app.event_namespace._token_manager.token_to_socket if app.event_namespace else {}
        await self._tabs.note(context.state_manager, login_of(state.router_data), context.token, connected)
        if is_internal(event.name):
            return None
        login_id = await self._login(state.router_data)
        person = await logins.live(login_id)
        if not person:
            return _refuse(event, "nobody is signed in")
        logs.known(person=person.id)
        handler = RegistrationContext.get().event_handlers[event.name].handler
        model: type[BaseModel] | None = getattr(handler.fn, ACTION, None)
        if model is None:
            return _refuse(event, "not declared")
        if not self._pace.is_kept(login_id):
            return _refuse(event, "too many events")
        become(person)
        speak(page_language(state.router_data))
        return _check(event, model)

    async def _login(self, router_data: dict[str, Any]) -> str:
        return login_of(router_data)


def is_internal(name: str) -> bool:
    """Tell whether an event is one of Reflex's own that a page needs: the gate let its socket in, and it touches no data."""
    path, _, handler = name.rpartition(".")
    return path.startswith("reflex___") and handler in _INTERNAL


def login_of(router_data: dict[str, Any]) -> str:
    """Return the login behind an event: the gate put it there."""
    return str(router_data.get("headers", {}).get("authorization", ""))


def page_language(router_data: dict[str, Any]) -> str:
    """Return the language of the page that an event comes from."""
    first = str(router_data.get("pathname", "")).strip("/").split("/")[0]
    return first if first in LOCALES else DEFAULT


def _check(event: Event, model: type[BaseModel]) -> StateUpdate | None:
    """Replace the payload by what the handler declares; stop what it does not."""
    try:
        clean = model.model_validate(event.payload).model_dump(exclude_unset=True)
    except ValidationError:
        return _refuse(event, "wrong payload")
    event.payload.clear()
    event.payload.update(clean)
    _log.info("event")
    return None


def _refuse(event: Event, reason: str) -> StateUpdate:
    _log.warning("event %s refused: %s", _short(event.name), reason)
    return StateUpdate()


def _short(name: str) -> str:
    """Return the state and the handler of an event, without the module's path before them."""
    return name[:200].rsplit("___", 1)[-1]
