"""The table of the standard names each requirement once, and what it names is there."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks import asvs
from tests import asvs_run

_ALL = [one for some in asvs.chapters().values() for one in some]


def test_each_number_of_the_first_two_levels_has_its_line() -> None:
    numbers = (asvs.FOLDER / "numbers.txt").read_text(encoding="utf-8").split()
    assert sorted(one.number for one in _ALL) == sorted(numbers)
    assert {one.level for one in _ALL} == {1, 2}


def test_each_test_and_place_in_the_code_is_there() -> None:
    assert [asvs.wrong(one) for one in _ALL if asvs.wrong(one)] == []


def test_what_is_not_there_is_said() -> None:
    proxy = "tests/browser/test_proxy.py::test_a_page_is_live_through_the_proxy"
    for kind, reference in (("test", "tests/docs/test_asvs.py::test_nothing"), ("test", proxy), ("code", "checks.asvs:nothing"), ("missing", "")):
        assert asvs.wrong(asvs.Requirement("0", 1, "", kind, (reference,))) != ""
    assert asvs.wrong(asvs.Requirement("0", 1, "", "test", ())) != ""


def test_a_run_tells_what_became_of_each_test() -> None:
    name = min(asvs.named_tests())
    assert f"`{name}` (passed)" in asvs.page({name: {"passed"}})
    assert asvs.skipped({"a": {"skipped"}, "b": {"passed", "skipped"}, "c": {"failed"}}) == ["a"]


@pytest.mark.parametrize(("outcome", "code"), [("skipped", 1), ("passed", 0)])
def test_a_run_in_which_a_named_test_was_skipped_fails_and_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: str, code: int
) -> None:
    monkeypatch.setattr(asvs_run, "_PAGE", tmp_path / "asvs.md")
    name, run = min(asvs.named_tests()), asvs_run.AsvsRun()
    cache = SimpleNamespace(get=lambda _key, default: default, set=lambda _key, _value: None)
    session: Any = SimpleNamespace(config=SimpleNamespace(cache=cache), exitstatus=0)
    run.pytest_runtest_logreport(SimpleNamespace(nodeid=f"{name}[x]", when="call" if code == 0 else "setup", outcome=outcome))  # type: ignore[arg-type]
    run.pytest_sessionfinish(session)
    assert int(session.exitstatus) == code
    assert f"`{name}` ({outcome})" in (tmp_path / "asvs.md").read_text("utf-8")


def test_the_page_is_up_to_date() -> None:
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(), "python -m checks.asvs"


def test_each_test_that_the_threat_model_names_is_there() -> None:
    text = (Path(asvs.FOLDER).parent / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`]+::[^`]+)`", text)
    assert len(named) > 20
    assert [asvs.wrong(asvs.Requirement("threat model", 1, "", "test", (name,))) for name in named] == [""] * len(named)
