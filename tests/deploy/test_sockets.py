"""Each open page holds a socket: a worker takes as many as the machine allows, not as many as a shell is given by default."""

import resource

import pytest

from monproduit import serve

_ENDLESS = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((1024, 524_288), (20_200, 524_288)),
        ((1024, 4096), (4096, 4096)),
        ((1024, _ENDLESS), (20_200, _ENDLESS)),
        ((30_000, 524_288), None),
        ((_ENDLESS, _ENDLESS), None),
    ],
)
def test_a_worker_may_open_what_its_pages_need(monkeypatch: pytest.MonkeyPatch, before: tuple[int, int], after: tuple[int, int] | None) -> None:
    given = list[tuple[int, int]]()
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: before)
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limits: given.append(limits))
    serve._open_many()
    assert given == ([after] if after else [])
