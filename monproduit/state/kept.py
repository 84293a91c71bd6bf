"""The states of open pages last as long as the pages: Reflex forgets what no event has touched for an hour, with all that a form knows."""

import asyncio
import logging
from collections.abc import Iterable, Iterator
from itertools import islice

import reflex as rx
from redis import RedisError
from reflex.istate.manager import StateManager
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

_ROUNDS = 3
"""How often within the time that a state is kept: a round may fail, and the next be late."""
_AT_A_TIME = 20
_KEEP = "for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[1]) end"
_log = logging.getLogger(__name__)


async def keep_states(app: rx.App) -> None:
    """Keep the states of this process's open pages, until it ends."""
    manager = app.state_manager
    while isinstance(manager, StateManagerMemory | StateManagerRedis):
        await asyncio.sleep(manager.token_expiration / _ROUNDS)
        try:
            await keep(manager, list(app.event_namespace._token_manager.token_to_socket) if app.event_namespace else [])
        except RedisError:
            _log.warning("the states of open pages could not be kept: Redis is away")


async def keep(manager: StateManager, tabs: Iterable[str]) -> None:
    """Keep the states of tabs for as long as if an event had just touched them; what is lost stays lost."""
    tokens = (rx.BaseStateToken(ident=tab, cls=rx.State) for tab in tabs)
    if isinstance(manager, StateManagerMemory):
        for token in tokens:
            if token.cache_key in manager.states:
                manager._track_token(token)
    elif isinstance(manager, StateManagerRedis):
        classes = list(_tree(rx.State))
        while some := list(islice(tokens, _AT_A_TIME)):
            pipeline = manager.redis.pipeline(transaction=False)
            for token in some:
                pipeline.eval(_KEEP, len(classes), *(token._state_key(one) for one in classes), manager.token_expiration)
            await pipeline.execute()


async def forget(manager: StateManager, tab: str) -> None:
    """Forget the state of a tab, unless an event is just using it."""
    token = rx.BaseStateToken(ident=tab, cls=rx.State)
    if isinstance(manager, StateManagerMemory):
        lock = manager._states_locks.get(token.lock_key)
        if not (lock and lock.locked()):
            manager._purge_token(token)
    elif isinstance(manager, StateManagerRedis):
        await manager.redis.unlink(*(token._state_key(one) for one in _tree(rx.State)))


def _tree(state: type[rx.State]) -> Iterator[type[rx.State]]:
    yield state
    for one in state.get_substates():
        yield from _tree(one)
