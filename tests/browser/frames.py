"""Frames that no page of the portal ever sends, by a fixed seed."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Frame = str | bytes
_EVENT = "42/_event,"
_ROOT = "reflex___state____state"
_WRONG: list[Any] = [None, True, -1, 2**70, 1e308, "", "x" * 3000, "\x00", "\ud800", [], [[[]]], {}, {"a": {"b": [1, None]}}, ["1 OR 1=1"]]


def handlers(built: Path) -> list[str]:
    """Return the full names of the handlers that the built pages call."""
    texts = (script.read_text() for script in built.rglob("*.js"))
    names = {name for text in texts for name in re.findall(rf"{_ROOT}\.monproduit[a-z0-9_.]+", text)}
    return sorted(name for name in names if "____" not in name.rpartition(".")[2])


def malformed(count: int, names: list[str], foreign: str, seed: int = 7) -> Iterator[Frame]:
    """Make frames; `foreign` is the token of another person's tab."""
    chance = random.Random(seed)  # noqa: S311 (frames to try, not secrets)
    kinds = _kinds(chance, names, foreign)
    for number in range(count):
        yield kinds[number % len(kinds)]()


def _event(name: Any, payload: Any = None, router: Any = None, **fields: Any) -> str:
    routed = {"pathname": "/fr", "asPath": "/fr", "query": {}} if router is None else router
    return _EVENT + json.dumps(["event", {"name": name, "payload": {} if payload is None else payload, "router_data": routed, **fields}])


def _kinds(chance: random.Random, names: list[str], foreign: str) -> list[Callable[[], Frame]]:
    """Return one maker for each way of being wrong."""

    def noise() -> str:
        return "".join(chr(chance.choice([*range(32, 127), 0, 233, 0x2028, 0x1F600])) for _ in range(chance.randrange(1, 60)))

    def name() -> str:
        return chance.choice(names)

    def wrong() -> Any:
        return chance.choice(_WRONG)

    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    theirs = {"token": foreign, "client_token": foreign, "headers": {"authorization": foreign, "cookie": "x"}, "session_id": foreign}
    return [
        noise,
        lambda: chance.randbytes(chance.randrange(1, 200)),
        lambda: str(chance.randrange(7, 10)) + noise(),
        lambda: "4" + str(chance.randrange(0, 10)) + noise(),
        lambda: f"45{chance.randrange(1, 9)}-/_event," + json.dumps(["event", {"_placeholder": True, "num": 0}]),
        lambda: f"45{10 ** chance.randrange(6, 12)}-/_event,[]",
        lambda: "451-/_event," + json.dumps(["event", {"_placeholder": True, "num": chance.choice([-1, 99, "x", None])}]),
        lambda: f"46/_event,{chance.randrange(999)}[]",
        lambda: f"43/_event,{chance.randrange(999)}[{json.dumps(noise())}]",
        lambda: f"42/_event,{'9' * chance.randrange(1, 4000)}" + json.dumps(["event", {}]),
        lambda: _EVENT + nested(chance.choice([50, 900, 20_000])),
        lambda: _EVENT + json.dumps(["event", {"name": name(), "payload": {"x": 1}}])[: chance.randrange(5, 60)],
        lambda: _EVENT + '["event",{"name":"x","payload":' + '{"a":' * 3000 + "1" + "}" * 3000 + "}]",
        lambda: _EVENT + json.dumps(["event", {"name": name(), "payload": {"x": "x" * chance.choice([30_000, 64_000, 200_000])}}]),
        lambda: _EVENT + json.dumps([noise(), {"name": name()}]),
        lambda: _EVENT + json.dumps(["connect", "disconnect", "__init__"][: chance.randrange(1, 4)]),
        lambda: _EVENT + json.dumps(["event", wrong()]),
        lambda: _EVENT + json.dumps(["event"] + [{}] * chance.randrange(0, 4)),
        lambda: _EVENT + json.dumps(wrong()),
        lambda: _EVENT + '["event",{"name":"x","payload":{"n":NaN,"m":Infinity,"d":' + "9" * 5000 + "}}]",
        lambda: "42" + json.dumps(["event", {"name": name()}]),
        lambda: f"42/{noise().replace(',', '')}," + json.dumps(["event", {"name": name()}]),
        lambda: "40" + chance.choice(["", "/", "/_event/..,", "/admin,", "/_event?token=" + foreign + ",", "/_event," + json.dumps(wrong())]),
        lambda: "40/_event," + json.dumps({"event": wrong(), "state_schema": wrong()}),
        lambda: "44/_event," + json.dumps(wrong()),
        lambda: _event(f"{_ROOT}.{noise()}"),
        lambda: _event(name().rpartition(".")[0] + chance.choice([".setvar", ".reset", "._x", ".dict", ".__init__", ".nothing", "."])),
        lambda: _event(chance.choice([None, 5, [], {}, "", "x" * 5000, "a.b", "." * 300, "reflex___state____state.setvar"])),
        lambda: _event(name(), wrong()),
        lambda: _event(name(), {chance.choice(["value", "key", "row_id", "self", "__proto__", "index", "form"]): wrong()}),
        lambda: _event(name(), {}, wrong()),
        lambda: _event(name(), {}, {"pathname": wrong(), "asPath": wrong(), "query": wrong()}),
        lambda: _event(name(), {}, {**theirs, "pathname": "/fr"}, token=foreign),
        lambda: _event(f"{_ROOT}.hydrate", {}, theirs, token=foreign),
        lambda: _event(f"{_ROOT}.update_vars_internal_state.update_vars_internal", {"vars": wrong()}),
        lambda: _EVENT + json.dumps(["client_error", wrong()]),
        lambda: _EVENT + json.dumps(["client_error", {"message": wrong(), "error_type": wrong(), "substate": wrong()}]),
        lambda: _EVENT + json.dumps(["ping", wrong(), wrong()]),
        lambda: chance.choice(["1", "2probe", "5", "6", "0{}", '0{"sid":"x","upgrades":["polling"]}', "3" * 500]),
    ]
