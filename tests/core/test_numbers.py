"""License numbers are compared as people type them."""

import pytest

from monproduit.core.numbers import canonical, is_wellformed


@pytest.mark.parametrize("typed", ["153-482-907", " 153 482 907 ", "153\u2013482\u2014907", "153\u00a0482\u202f907"])
def test_spaces_and_dashes_do_not_matter(typed: str) -> None:
    """Every way of writing a number is the same number."""
    assert canonical(typed) == "153482907"


def test_case_does_not_matter() -> None:
    """Small letters are capitals."""
    assert canonical("ab-12c") == "AB12C"


@pytest.mark.parametrize("typed", ["", "12", "153_482_907", "153-482-907;DROP", "9" * 65, "١٢٣٤٥"])
def test_some_texts_cannot_be_numbers(typed: str) -> None:
    """Too short, too long and foreign signs are seen before anything is looked up."""
    assert not is_wellformed(canonical(typed))
