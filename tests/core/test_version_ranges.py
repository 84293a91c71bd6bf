"""Which versions a range of an advisory takes in."""

import pytest

from monproduit.core.version_ranges import first_after, is_in, is_range, spoken


@pytest.mark.parametrize(
    ("version", "text", "expected"),
    [
        ("7.1", "<7.2.1", True),
        ("7.2.1", "<7.2.1", False),
        ("7.2.1", "<=7.2.1", True),
        ("V4.2", "<V4.3", True),
        ("4.3.0001", "<V4.3", False),
        ("6.9", "vers:generic/>=7.0|<7.2.1", False),
        ("7.0", "vers:generic/>=7.0|<7.2.1", True),
        ("7.1.9", "vers:generic/>=7.0|<7.2.1", True),
        ("3.0", ">=V2.8<V3.1.1", True),
        ("13.0", "12.0|13.0|14.0", True),
        ("13.1", "12.0|13.0|14.0", False),
        ("6.10.4", "vers:generic/<6.10.5|>=7.0|<7.2.1", True),
        ("6.10.6", "vers:generic/<6.10.5|>=7.0|<7.2.1", False),
        ("5.21", ">=v5.20", True),
        ("2402 CU3", "<2402 CU4", True),
        ("1", "vers:all/*", True),
        ("1", "all versions", True),
        ("7.1", "7.1", True),
        ("7.1", "7.2", False),
    ],
)
def test_a_version_is_in_a_range_or_not(version: str, text: str, expected: bool) -> None:
    assert is_in(version, text) is expected


@pytest.mark.parametrize(
    ("text", "after", "words"),
    [
        ("<V7.2.1", "7.2.1", "< 7.2.1"),
        ("vers:generic/>=7.0|<7.2.1", "7.2.1", "≥ 7.0 < 7.2.1"),
        ("<=7.2", "", "≤ 7.2"),
        ("vers:all/*", "", "*"),
        ("vers:generic/<6.10.5|>=7.0|<7.2.1", "", "< 6.10.5 ≥ 7.0 < 7.2.1"),
    ],
)
def test_a_range_says_where_it_is_over_and_is_read_aloud(text: str, after: str, words: str) -> None:
    assert is_range(text)
    assert (first_after(text), spoken(text)) == (after, words)


def test_one_version_is_no_range_and_stays_as_it_is_written() -> None:
    assert not is_range("2402 CU4")
    assert spoken("V2402 CU4") == "V2402 CU4"
