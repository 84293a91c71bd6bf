"""What happens when an event fails, or Redis lost its memory: the person is told, and pages load anew."""

import asyncio
import logging

import reflex as rx
from redis import RedisError
from redis.asyncio import Redis
from reflex.istate.manager import StateManager
from reflex_base.constants import CompileVars
from reflex_base.event.context import EventContext

from monproduit.core.database import is_away
from monproduit.endpoints.sockets import SOCKETS
from monproduit.integrations.shared_memory import PATIENCE
from monproduit.state.guard import login_of, page_language
from monproduit.state.idle_locks import let_go
from monproduit.state.notices import apology

_SOON = 1.0
_log = logging.getLogger(__name__)
_saying: set[asyncio.Future[None]] = set()


def apologise(exception: Exception) -> None:
    """Note what failed, and tell the person; a page that could not be loaded opens its socket anew, and loads once the gate lets it."""
    context = EventContext.get()
    _log.error("an event failed", exc_info=exception, extra={"id": context.txid})
    saying = asyncio.ensure_future(context.emit_delta(apology(context.txid, page_language(context.router_data))))
    _saying.add(saying)
    saying.add_done_callback(_saying.discard)
    if (context.parent_txid or _was_first()) and (is_away(exception) or isinstance(exception, RedisError)):
        asyncio.get_running_loop().call_later(_SOON, SOCKETS.close, [login_of(context.router_data)])


def notice_silence(app: rx.App) -> None:
    """Let Reflex, too, wait for a Redis whose machine is gone no longer than the portal does."""
    for owner in (app.state_manager, getattr(app.event_namespace, "_token_manager", None)):
        if isinstance(client := getattr(owner, "redis", None), Redis):
            client.connection_pool.connection_kwargs.update(PATIENCE)


def load_anew(manager: StateManager) -> None:
    """Let every page load anew, from nothing that was held before."""
    let_go(manager)
    SOCKETS.renew()


def _was_first() -> bool:
    """Tell whether what failed is the first event of a page, by which it loads: Reflex notes the name of it in that of the task."""
    task = asyncio.current_task()
    return bool(task and f"{rx.State.get_full_name()}.{CompileVars.HYDRATE}" in task.get_name())
