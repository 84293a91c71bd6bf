"""A tab in Redis leaves nothing behind in the process that served it."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import reflex as rx
from redis.asyncio import Redis
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

from monproduit.state.idle_locks import forget_idle_locks, let_go


class Manager(StateManagerRedis):
    """Reflex's own, where Redis answers without a network."""

    def _ensure_lock_task(self) -> None:
        self._lock_updates_subscribed.set()

    async def _n_lock_contenders(self, *_key: Any) -> int:
        return 0

    async def get_state(self, *_what: Any, **_more: Any) -> Any:
        """Give a state."""
        return object()

    async def set_state(self, *_what: Any, **_more: Any) -> None:
        """Keep nothing, but count."""
        self.__dict__["written"] = self.__dict__.get("written", 0) + 1


async def _hold(manager: Manager, name: str) -> asyncio.Task[None]:
    """Hold the state of a tab for as long as an event does."""
    task = await manager._create_lease_break_task(rx.BaseStateToken(ident=name, cls=rx.State), b"lock", AsyncExitStack())
    assert task
    await asyncio.sleep(0)  # it begins
    return task


async def test_a_lock_is_forgotten_when_nobody_holds_the_state() -> None:
    manager = Manager(redis=Redis(), oplock_hold_time_ms=1)
    for name in ("one", "two"):
        await (await _hold(manager, name))
    assert len(manager._cached_states_locks) == 2  # Reflex forgets none by itself
    manager.oplock_hold_time_ms = 60_000
    held = await _hold(manager, "three")
    assert forget_idle_locks(manager) == 2
    assert list(manager._cached_states_locks) == list(manager._local_leases)
    held.cancel()
    await asyncio.gather(held, return_exceptions=True)
    assert (forget_idle_locks(manager), len(manager._cached_states_locks)) == (1, 0)
    manager.oplock_hold_time_ms = 1
    await (await _hold(manager, "one"))
    assert list(manager._cached_states_locks) == ["one"]


async def test_states_are_dropped_whose_locks_redis_has_lost() -> None:
    manager = Manager(redis=Redis(), oplock_hold_time_ms=1)
    await (await _hold(manager, "one"))
    manager.oplock_hold_time_ms = 60_000
    held = await _hold(manager, "two")
    assert list(manager._cached_states) == ["two"]
    let_go(manager)
    assert not manager._cached_states
    await asyncio.gather(held, return_exceptions=True)
    assert not manager._local_leases
    assert manager.__dict__["written"] == 1


async def test_who_keeps_states_in_memory_keeps_no_such_locks() -> None:
    let_go(StateManagerMemory())
    assert forget_idle_locks(StateManagerMemory()) == 0
