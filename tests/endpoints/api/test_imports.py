"""A stream of lines: all or none, with each wrong line named."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from monproduit.core import settings

LINES = {"content-type": "application/x-ndjson"}
GOOD = b'{"type":"license","number":"153-1","product":"zeta"}\n{"type":"product","slug":"zeta","name":"Zeta"}\n'


async def test_lines_are_imported_in_any_order_and_twice_is_once(api: httpx2.AsyncClient) -> None:
    told = {"written": {"product": 1, "license": 1}, "created": 2, "unchanged": 0, "set_aside": [], "problem_count": 0, "problems": []}
    assert (await api.post("/import", content=GOOD, headers=LINES)).json() == told
    assert (await api.post("/import", content=GOOD, headers=LINES)).json()["unchanged"] == 2


async def test_a_wrong_line_is_named_and_nothing_is_changed(api: httpx2.AsyncClient) -> None:
    answer = await api.post("/import", content=GOOD + b'\n{"type":"user","email":"x"}\nnot json\n', headers=LINES)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert {(one["line"], one["field"]) for one in answer.json()["errors"]} == {(4, "email"), (5, "")}
    assert (await api.get("/products/zeta")).status_code == 404


async def test_wrong_lines_are_left_out_where_that_is_wanted(api: httpx2.AsyncClient) -> None:
    answer = await api.post("/import?keep_going=true", content=GOOD + b"[]", headers=LINES)
    assert (answer.status_code, answer.json()["created"], answer.json()["problem_count"]) == (200, 2, 1)


async def test_lines_come_in_pieces(api: httpx2.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(GOOD), 7):
            yield GOOD[start : start + 7]

    assert (await api.post("/import", content=pieces(), headers=LINES)).json()["created"] == 2


async def test_a_stream_is_no_longer_than_allowed(api: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.settings(), "import_megabytes", 1)
    seen = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal seen
        while True:
            seen += 100_000
            yield GOOD * 1000

    assert (await api.post("/import", content=endless(), headers=LINES)).status_code == 413
    assert seen < 10_000_000


async def test_a_line_without_an_end_is_refused(api: httpx2.AsyncClient) -> None:
    answer = await api.post("/import", content=GOOD + b"x" * 1_200_000, headers=LINES)
    assert (answer.status_code, answer.json()["detail"].startswith("Line 3")) == (413, True)
