"""The states of open pages are kept; those of closed pages go, and what is lost is not made anew."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx
from redis import RedisError
from redis.asyncio import Redis
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis

from monproduit.state.kept import keep, keep_states


def _app(manager: Any, *tabs: str) -> Any:
    tokens = SimpleNamespace(token_to_socket=dict.fromkeys(tabs))
    return SimpleNamespace(state_manager=manager, event_namespace=SimpleNamespace(_token_manager=tokens))


async def test_the_state_of_an_open_page_outlives_that_of_a_closed_one() -> None:
    manager = StateManagerMemory(token_expiration=1)
    for tab in ("open", "closed"):
        async with manager.modify_state(rx.BaseStateToken(ident=tab, cls=rx.State)):
            pass
    keeping = asyncio.create_task(keep_states(_app(manager, "open", "unknown")))
    while len(manager.states) > 1:  # noqa: ASYNC110 (Reflex rings no bell)
        await asyncio.sleep(0.05)
    keeping.cancel()
    assert list(manager.states) == ["open"]


async def test_a_state_that_is_lost_is_not_made_anew() -> None:
    manager = StateManagerMemory()
    await keep(manager, ["unknown"])
    assert (manager.states, manager._token_expires_at) == ({}, {})


async def test_redis_that_is_away_ends_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    failures, twice = list[int](), asyncio.Event()

    class Pipeline:
        def eval(self, *_what: Any) -> None: ...

        async def execute(self) -> None:
            failures.append(1)
            if len(failures) > 1:
                twice.set()
            raise RedisError

    monkeypatch.setattr(Redis, "pipeline", lambda _self, **_more: Pipeline())
    keeping = asyncio.create_task(keep_states(_app(StateManagerRedis(redis=Redis(), token_expiration=0), "open")))
    with caplog.at_level(logging.WARNING):
        await asyncio.wait_for(twice.wait(), 5)
    keeping.cancel()
    assert "Redis is away" in caplog.text
