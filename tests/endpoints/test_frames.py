"""What a page of the portal may say on its socket."""

import json
from typing import Any

import pytest

from monproduit.endpoints.frames import is_well_formed

HANDLERS = {"state.toggle"}


def _event(name: Any = "state.toggle", **fields: Any) -> str:
    place = {"pathname": "/fr", "asPath": "/fr?a=1", "query": {"a": "1", "b": ["2"], "c": None}}
    return "42/_event," + json.dumps(["event", {"name": name, "payload": {"row": 1}, "router_data": place, **fields}])


@pytest.mark.parametrize(
    "frame",
    [
        "3",
        "40/_event,",
        '40/_event,{"event":{"name":"state.toggle","payload":{},"router_data":{}},"state_schema":"x"}',
        "41/_event,",
        _event(),
        _event(token=None),
        '42/_event,["client_error",{"message":"x","error_type":"y"}]',
        '42/_event,["ping"]',
        '42/_event,["event",{"name":"state.toggle","payload":{"text":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\\\\" é 😀"}}]',
    ],
)
def test_what_pages_say(frame: str) -> None:
    assert is_well_formed(frame, HANDLERS)


@pytest.mark.parametrize(
    "frame",
    [
        None,
        "",
        "9",
        "451-/_event,[]",
        "42/admin,[]",
        "421" + _event()[2:],
        _event("state.unknown"),
        _event(5),
        _event(payload=[]),
        _event(router_data={"pathname": 5}),
        _event(payload={"text": "\ud800"}),
        '42/_event,["event",{"name":"state.toggle","payload":{"n":NaN}}]',
        '42/_event,["event",{"name":"state.toggle"},{}]',
        "42/_event," + "[" * 60_000,
        "42/_event," + '{"a":' * 9000,
        '40/_event,{"event":{"name":"state.unknown"}}',
        '42/_event,["client_error",{"message":5}]',
    ],
    ids=lambda frame: str(frame)[:40],
)
def test_what_no_page_says(frame: str | None) -> None:
    assert not is_well_formed(frame, HANDLERS)
