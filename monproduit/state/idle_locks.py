"""What a process keeps of tabs whose state is in Redis, and that Reflex itself never forgets."""

from reflex.istate.manager import StateManager
from reflex.istate.manager.redis import StateManagerRedis


def forget_idle_locks(manager: StateManager) -> int:
    """Forget the locks of states that this process neither holds nor waits for; return how many. Reflex makes another one where it needs it."""
    if not isinstance(manager, StateManagerRedis):
        return 0
    locks, held = manager._cached_states_locks, {*manager._local_leases, *manager._cached_states}
    idle = [key for key, lock in locks.items() if key not in held and not lock.locked()]
    for key in idle:
        del locks[key]
    return len(idle)


def let_go(manager: StateManager) -> None:
    """Drop the states that this process holds for a while by locks that Redis has lost: what is put into them would not be kept."""
    if isinstance(manager, StateManagerRedis):
        manager._cached_states.clear()
        for lease in manager._local_leases.values():
            lease.cancel()
