"""Versions are ordered as their vendors mean them."""

import pytest

from monproduit.core.versions import sort_key


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("1.9", "1.10"),
        ("7.2", "7.2.1"),
        ("1.0a1", "1.0"),
        ("1.0", "1.0.post1"),
        ("1.0.post1", "1.0.1"),
        ("1.1.1", "1.1.1w"),
        ("1.1.1a", "1.1.1w"),
        ("1.1.1w", "1.1.2"),
        ("2402", "2402 CU1"),
        ("2402 CU4", "2402 CU10"),
        ("2402 CU10", "2503"),
        ("6000.5.9f1", "6000.5.10f1"),
        ("11.0.1.1261", "11.0.1.1261-P20240304"),
        ("2018.0.16.330129.", "2018.0.16.330130."),
        ("99", "1!1"),
    ],
)
def test_older_comes_first(older: str, newer: str) -> None:
    """The older of two versions sorts first."""
    assert sort_key(older) < sort_key(newer)


def test_zeros_at_the_end_say_nothing() -> None:
    """7.2 and 7.2.0 stand in the same place."""
    assert sort_key("7.2") == sort_key("7.2.0")


@pytest.mark.parametrize("odd", ["", "latest", "…", "v" * 500])
def test_anything_has_a_place(odd: str) -> None:
    """No version number is refused."""
    assert sort_key(odd)
