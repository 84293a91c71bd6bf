"""A page that opens another line keeps its name, though the old line seems open; one that loads beside another does not get its name."""

import pickle
from types import SimpleNamespace
from typing import Any

import pytest
from redis.asyncio import Redis
from reflex.utils.token_manager import LocalTokenManager, RedisTokenManager, SocketRecord

from monproduit.state import coming_back
from monproduit.state.coming_back import has_come_back, is_back, let_come_back

_LOADS = {"event": {"name": "reflex___state____state.hydrate_and_load", "payload": {"hashes": ["a", "b"]}}}
_IS_BACK = {"event": {"name": "reflex___state____state.hydrate_and_load", "router_data": {"pathname": "/fr/staff/api"}}}


@pytest.fixture(autouse=True)
def nobody_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of another test came back."""
    monkeypatch.setattr(coming_back, "_BACK", {})


class Sockets:
    """What Reflex does of a connection: it asks for the name of the tab."""

    def __init__(self, tokens: LocalTokenManager) -> None:
        """Connect to these names."""
        self._token_manager = tokens
        self.named: list[str | None] = []

    async def on_connect(self, sid: str, _environ: dict[str, Any], _auth: Any = None) -> None:
        """Note which new name a line is given, if any."""
        self.named.append(await self._token_manager.link_token_to_sid("tab", sid))


async def _lines(tokens: LocalTokenManager, *auths: Any) -> list[str | None]:
    sockets = Sockets(tokens)
    let_come_back(sockets)
    for place, auth in enumerate(auths):
        await sockets.on_connect(f"line-{place}", {"QUERY_STRING": "token=tab&EIO=4"}, auth)
    return sockets.named


async def test_a_page_that_comes_back_keeps_its_name_and_its_old_line_has_none() -> None:
    tokens = LocalTokenManager()
    assert await _lines(tokens, _LOADS, _IS_BACK, _IS_BACK) == [None, None, None]
    assert (tokens.token_to_socket["tab"].sid, tokens.sid_to_token) == ("line-2", {"line-2": "tab"})


async def test_a_duplicated_tab_gets_a_name_of_its_own() -> None:
    first, second = await _lines(LocalTokenManager(), _LOADS, _LOADS)
    assert (first, bool(second)) == (None, True)


async def test_the_name_of_a_worker_that_died_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"token_manager_socket_record_tab": pickle.dumps(SocketRecord(instance_id="dead", sid="line"))}

    async def exists(_self: Redis, key: str) -> bool:
        return key in kept

    async def store(_self: Redis, key: str, value: bytes, **_more: Any) -> bool:
        kept[key] = value
        return True

    monkeypatch.setattr(Redis, "exists", exists)
    monkeypatch.setattr(Redis, "set", store)
    monkeypatch.setattr(RedisTokenManager, "_ensure_socket_record_task", lambda _self: None)
    tokens = RedisTokenManager(Redis())
    assert await _lines(tokens, _IS_BACK) == [None]
    assert kept["token_manager_socket_record_tab"] == pickle.dumps(SocketRecord(instance_id=tokens.instance_id, sid="line-0"))
    assert (await _lines(RedisTokenManager(Redis()), _LOADS))[0]


@pytest.mark.parametrize("auth", [None, "x", {}, {"event": None}, {"event": "x"}, {"event": {"payload": 7}}, {"event": {"payload": {"hashes": []}}}])
def test_what_does_not_say_so_is_not_back(auth: Any) -> None:
    assert not is_back(auth)


async def test_a_line_without_a_name_is_let_through() -> None:
    sockets = SimpleNamespace(_token_manager=LocalTokenManager())
    seen = list[str]()

    async def on_connect(sid: str, _environ: dict[str, Any], _auth: Any = None) -> None:
        seen.append(sid)

    sockets.on_connect = on_connect
    let_come_back(sockets)
    await sockets.on_connect("line", {}, _IS_BACK)
    assert seen == ["line"]


def _page(line: str, path: str) -> Any:
    return SimpleNamespace(router=SimpleNamespace(session=SimpleNamespace(session_id=line), url=SimpleNamespace(path=path)))


async def test_a_page_learns_once_that_it_came_back_and_another_page_of_the_same_line_does_not() -> None:
    await _lines(LocalTokenManager(), _LOADS, _IS_BACK, _IS_BACK)
    page = _page("line-1", "/fr/staff/api")
    assert [has_come_back(page), has_come_back(page)] == [True, False]
    assert not has_come_back(_page("line-2", "/fr/groups"))
    assert not has_come_back(_page("line-0", "/fr/staff/api"))


async def test_lines_that_no_page_asks_for_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_back, "_MANY", 3)
    await _lines(LocalTokenManager(), *[_IS_BACK] * 9)
    assert len(coming_back._BACK) <= 3
