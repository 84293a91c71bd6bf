"""When something fails, the person gets a code, and the log has the line under it."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import pytest

from monproduit import mishaps
from monproduit.state.notices import NoticeState, apology

Delta = dict[str, dict[str, Any]]


@pytest.mark.parametrize(("language", "words"), [("fr", "donnez ce code au support"), ("en", "give this code to the support")])
async def test_the_apology_goes_to_the_tab_itself_with_the_name_of_the_line_in_the_log(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = asyncio.Queue[Delta]()
    context = SimpleNamespace(txid="36d41a405857", parent_txid=None, router_data={"pathname": f"/{language}/faq"}, emit_delta=told.put)
    monkeypatch.setattr(mishaps, "EventContext", SimpleNamespace(get=lambda: context))
    with caplog.at_level(logging.ERROR, "monproduit"):
        mishaps.apologise(RuntimeError("the disk is full"))
    ((state, values),) = (await told.get()).items()
    assert [record.__dict__["id"] for record in caplog.records] == ["36d41a405857"]
    assert state == NoticeState.get_full_name()
    assert words in values["text_rx_state_"]
    assert "36d41a405857" in values["text_rx_state_"]
    assert "disk" not in str(values)


def test_the_same_words_can_be_said_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([1_000_000_000, 1_005_000_000])
    monkeypatch.setattr("time.time_ns", lambda: next(moments))
    first, second = (apology("36d41a405857", "fr")[NoticeState.get_full_name()] for _time in range(2))
    assert first["text_rx_state_"] == second["text_rx_state_"]
    assert first["number_rx_state_"] != second["number_rx_state_"]
