"""A Redis whose machine is gone is given up in seconds, by whichever client of it."""

import socket
from types import SimpleNamespace
from typing import Any

import pytest
from redis.asyncio import Redis
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.redis import StateManagerRedis
from reflex.utils.token_manager import RedisTokenManager

from monproduit.mishaps import notice_silence


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux has it")
async def test_both_clients_of_reflex_give_up_a_machine_that_says_nothing() -> None:
    states, tokens = StateManagerRedis(redis=Redis()), RedisTokenManager(Redis())
    app: Any = SimpleNamespace(state_manager=states, event_namespace=SimpleNamespace(_token_manager=tokens))
    notice_silence(app)
    for client in (states.redis, tokens.redis):
        connection = client.connection_pool.make_connection()
        assert connection.socket_connect_timeout == 5
        assert connection.socket_keepalive_options[socket.TCP_USER_TIMEOUT] == 20_000


async def test_without_redis_there_is_nothing_to_do() -> None:
    app: Any = SimpleNamespace(state_manager=StateManagerMemory(), event_namespace=None)
    notice_silence(app)
    assert not hasattr(app.state_manager, "redis")
