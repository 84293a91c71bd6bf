"""When something fails, the person gets a code, and the log has the line under it."""

import logging
from types import SimpleNamespace

import pytest

from monproduit import monproduit as root
from tests.state.harness import handler_name, portal_events
from tests.world import PEOPLE, load


@pytest.mark.usefixtures("portal")
@pytest.mark.parametrize(("language", "words"), [("fr", "donnez ce code au support"), ("en", "give this code to the support")])
async def test_the_apology_has_a_code_for_the_support(language: str, words: str) -> None:
    await load(*PEOPLE)
    async with portal_events() as portal:
        tab = await portal.tab("claire@exemple.fr", language)
        said = str(await tab.call(handler_name("NoticeState.apologise"), code="36d41a405857"))
        plain = str(await tab.call(handler_name("NoticeState.apologise"), code="<b>call 0800</b>"))
    assert words in said
    assert "36d41a405857" in said
    assert "0800" not in plain


def test_the_code_is_the_name_of_the_line_in_the_log(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(root, "EventContext", SimpleNamespace(get=lambda: SimpleNamespace(txid="36d41a405857")))
    with caplog.at_level(logging.ERROR, "monproduit"):
        spec = root._apologise(RuntimeError("the disk is full"))
    assert [record.__dict__["id"] for record in caplog.records] == ["36d41a405857"]
    assert "36d41a405857" in str(spec.args)
    assert "disk" not in str(spec.args)
