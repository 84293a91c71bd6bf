"""Documents of the standards' own test suites, and advisories that were published: refused for the right reason, or taken, and twice is once."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monproduit.services.csaf.checking import MANDATORY, check
from monproduit.services.data.applying import apply
from monproduit.services.data.reading import lines
from monproduit.services.openeox import core
from tests.world import PEOPLE, load

_FOLDER = os.environ.get("MONPRODUIT_REAL_DATA", "")
_SUITE = os.environ.get("MONPRODUIT_CSAF_SUITE", "")
_ON_DATA = pytest.mark.skipif(not _FOLDER, reason="NOT RUN ON REAL DATA: set MONPRODUIT_REAL_DATA to a folder with csaf-cisa and openeox")
_ON_SUITE = pytest.mark.skipif(not _SUITE, reason="NOT RUN ON THE SUITE OF CSAF 2.0: set MONPRODUIT_CSAF_SUITE to the folder of its testcases.json")


def _suite(kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the documents of the mandatory tests that must fail, or must pass, each with the test's number."""
    folder = Path(_SUITE)
    for test in json.loads((folder / "testcases.json").read_text("utf-8"))["tests"]:
        if test["group"] == "mandatory":
            yield from ((test["id"], json.loads((folder / one["name"]).read_text("utf-8"))) for one in test.get(kind, []))


def _advisories() -> list[Path]:
    found = sorted((Path(_FOLDER) / "csaf-cisa").rglob("*.json"))
    return [path for path in found if b'"csaf_version"' in path.read_bytes()]


def _names(branches: list[Any]) -> Iterator[str]:
    for branch in branches:
        if branch["category"] == "product_name":
            yield branch["name"]
        yield from _names(branch.get("branches", []))


@_ON_SUITE
def test_each_document_that_must_fail_fails_by_the_number_of_its_test() -> None:
    found = [(number, {one.test for one in check(document)}) for number, document in _suite("failures")]
    assert {number for number, _tests in found} == {*MANDATORY, "6.1.8"}
    assert [number for number, tests in found if f"CSAF 2.0, {number}" not in tests] == []


@_ON_SUITE
def test_each_document_that_must_pass_passes() -> None:
    found = [(number, check(document)) for number, document in _suite("valid")]
    assert len(found) > 50
    assert [(number, failures) for number, failures in found if failures] == []


@_ON_DATA
def test_life_cycles_of_the_suite_are_told_apart() -> None:
    tests = sorted((Path(_FOLDER) / "openeox").glob("eox-core-v-1-0/test/validator/data/mandatory/*.json"))
    assert len(tests) > 15
    for path in tests:
        section, number, case = (int(part) for part in path.stem.split("-")[-3:])
        failed = {one.test for one in core.check(json.loads(path.read_text("utf-8")))}
        assert (f"OpenEoX Core 1.0, 7.{section}.{number}" in failed) is (case < 10), path.name
        assert bool(failed) is (case < 10), path.name


@_ON_DATA
@pytest.mark.usefixtures("portal")
async def test_published_advisories_come_in_and_twice_is_once() -> None:
    paths = _advisories()
    documents = [json.loads(path.read_text("utf-8")) for path in paths]
    assert len(paths) > 50
    names = {name for document in documents for name in _names(document["product_tree"]["branches"])}
    await load(*PEOPLE, *({"type": "product", "slug": f"product-{place}", "name": name[:300]} for place, name in enumerate(sorted(names))))
    first, again = await apply(lines(paths)), await apply(lines(paths))
    assert (first.problems, again.problems) == ([], [])
    assert first.written["alert"] + len(first.aside) == len(paths)
    assert first.written["alert"] > 50
    assert (sum(again.written.values()), again.unchanged) == (0, first.written["alert"])
