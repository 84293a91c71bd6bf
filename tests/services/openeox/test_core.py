"""The dates of one version follow the schema and the three mandatory tests."""

from typing import Any

import pytest

from monproduit.services.openeox.core import CORE, check

_CORE = {
    "$schema": CORE,
    "general_availability": "2025-01-15T00:00:00Z",
    "end_of_sales": "2026-06-30T23:59:59Z",
    "end_of_security_support": "2027-03-14T23:59:59Z",
    "end_of_life": "2028-03-14T23:59:59Z",
    "last_updated": "2026-11-24T12:00:00Z",
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"end_of_life": "tba", "end_of_security_support": "tba"},
        {"general_availability": "tba"},
        {"end_of_life": "2027-03-15T01:59:59+02:00"},
        {"$schema": "https://docs.oasis-open.org/openeox/tbd/schema/core.json"},
    ],
)
def test_sound_dates_have_nothing_wrong(changes: dict[str, str]) -> None:
    assert list(check({**_CORE, **changes})) == []


@pytest.mark.parametrize(
    ("changes", "tests"),
    [
        ({"end_of_life": "2026-12-31T23:59:59Z"}, {"7.1.1"}),
        ({"end_of_life": "2027-03-15T00:59:59+02:00"}, {"7.1.1"}),
        ({"end_of_life": "2028-03-14 23:59:59Z"}, {"7.1.2"}),
        ({"last_updated": "2026-11-24t12:00:00z"}, {"7.1.2"}),
        ({"end_of_life": "2028-06-30T23:59:60Z"}, {"7.1.2"}),
        ({"general_availability": "2026-12-01T00:00:00Z"}, {"7.1.3"}),
        ({"end_of_life": None}, {"schema"}),
        ({"end_of_repair": "tba"}, {"schema"}),
        ({"$schema": "https://example.com"}, {"schema"}),
    ],
)
def test_each_fault_is_named_by_its_test(changes: dict[str, Any], tests: set[str]) -> None:
    assert {test.rpartition(", ")[2] for test, _where, _message in check({**_CORE, **changes})} == tests


def test_what_is_no_object_is_refused() -> None:
    assert [test for test, _where, _message in check("tba")] == ["OpenEoX Core 1.0, schema"]
