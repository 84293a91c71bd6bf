"""What processes take of the machine."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.stack import Stack

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds of processor by what runs, and commands that Redis carried out, at one moment."""

    at: float
    seconds: dict[str, float]
    commands: int


def read(stack: Stack) -> Reading:
    """Read the meters."""
    parts = {"portal": workers(stack), "postgresql": _family(stack.postmaster), "redis": [stack.redis_server], "client": [os.getpid()]}
    seconds = {name: sum(_seconds(pid) for pid in pids if pid) for name, pids in parts.items()}
    commands = int(stack.redis.info("stats")["total_commands_processed"]) if stack.redis else 0  # type: ignore[index]
    return Reading(time.perf_counter(), seconds, commands)


@dataclass(frozen=True, slots=True)
class Spent:
    """What each of some things took: milliseconds of processor by what runs, commands to Redis; and the shares of one core meanwhile, in percent."""

    each: dict[str, float]
    shares: dict[str, float]
    commands: float

    def __str__(self) -> str:
        """Say it."""
        told = (f"{name} {took:.1f} ms ({self.shares[name]:.0f} % of a core)" for name, took in self.each.items() if took)
        return f"{', '.join(told)}; {self.commands:.1f} commands to Redis"


def spent(before: Reading, after: Reading, things: int) -> Spent:
    """Return what was spent between two readings, for each of so many things."""
    took = after.at - before.at
    seconds = {name: after.seconds[name] - was for name, was in before.seconds.items()}
    each = {name: 1000 * one / things for name, one in seconds.items()}
    return Spent(each, {name: 100 * one / took for name, one in seconds.items()}, (after.commands - before.commands) / things)


def workers(stack: Stack) -> list[int]:
    """Return the processes that serve."""
    return _children(stack.server.process.pid)


def memory(stack: Stack) -> list[int]:
    """Return the resident bytes of each worker."""
    return [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE for pid in workers(stack)]


def sockets(stack: Stack) -> list[int]:
    """Return how many sockets each worker has open."""
    return [sum(one.readlink().name.startswith("socket:") for one in Path(f"/proc/{pid}/fd").iterdir()) for pid in workers(stack)]


def of_redis(stack: Stack) -> int:
    """Return the bytes that Redis holds."""
    return int(stack.redis.info("memory")["used_memory"]) if stack.redis else 0  # type: ignore[index]


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _family(pid: int) -> list[int]:
    return [pid, *_children(pid)] if pid else []


def _seconds(pid: int) -> float:
    """Return the seconds of a process, with those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / _TICKS
