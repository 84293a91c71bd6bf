"""Moments are read as RFC 3339 writes them."""

from datetime import UTC, datetime, timedelta

import pytest

from monproduit.core.moments import is_moment, moment


@pytest.mark.parametrize("text", ["2026-11-24T12:00:00Z", "2026-11-24t12:00:00.000z", "2026-11-24T13:00:00+01:00", "2026-11-24T11:59:60Z"])
def test_one_moment_is_written_in_many_ways(text: str) -> None:
    assert moment(text) == datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_long_fraction_is_cut() -> None:
    assert moment("2026-11-24T12:00:00.1234567Z") - moment("2026-11-24T12:00:00Z") == timedelta(microseconds=123456)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-24",
        "2026-11-24T12:00:00",
        "2026-11-24 12:00:00Z",
        "2026-02-29T12:00:00Z",
        "2026-11-24T24:00:00Z",
        "9999-12-31T23:59:60Z",
    ],
)
def test_what_is_none_is_told_apart(text: str) -> None:
    assert not is_moment(text)
