"""The data format says what is wrong with a line, and takes what the contract shows."""

import pytest
from pydantic import ValidationError

from monproduit.services.data.formats import ANY_LINE, LINES

LICENSE = {"type": "license", "number": "153-482-907", "product": "rapid", "renewal_date": "2027-03-14"}
RELEASE = {"type": "release", "product": "rapid", "version": "7.2.1"}


def test_types_come_after_what_they_refer_to() -> None:
    """Applying the types in this order never meets an unknown reference."""
    things = ["product", "release", "release_file", "user", "group", "membership", "license", "alert"]
    assert list(LINES) == [*things, "service_request", "service_request_message", "download", "article", "document", "video"]


@pytest.mark.parametrize("known", ["2029-11-04", None, True, False])
def test_a_life_cycle_date_may_be_only_a_fact(known: object) -> None:
    """Dates, null, true and false are all taken, and kept apart."""
    line = ANY_LINE.validate_python({**RELEASE, "end_of_support_on": known})
    assert line.model_dump(mode="json")["end_of_support_on"] == known


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("number", "12"),
        ("number", "153-482-907;"),
        ("renewal_date", "14/03/2027"),
        ("renewal_date", 1_900_000_000),
        ("quantity", -1),
        ("quantity", 2**70),
        ("license_type", "forever"),
        ("product", "Rapid Recovery"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    """The error says which field is wrong."""
    with pytest.raises(ValidationError) as caught:
        ANY_LINE.validate_python({**LICENSE, field: value})
    assert caught.value.errors()[0]["loc"][-1] == field


def test_a_moment_needs_its_zone() -> None:
    """A moment without a zone would be somebody's guess."""
    line = {"type": "download", "key": "d", "user": "a@b.fr", "product": "p", "version": "1", "file": "f", "downloaded_at": "2026-11-24T09:00:00"}
    with pytest.raises(ValidationError, match="timezone"):
        ANY_LINE.validate_python(line)
    assert ANY_LINE.validate_python({**line, "downloaded_at": "2026-11-24T09:00:00Z"})


def test_addresses_are_of_the_web() -> None:
    """A `javascript:` address never comes in."""
    with pytest.raises(ValidationError, match="https://"):
        ANY_LINE.validate_python({"type": "product", "slug": "p", "name": "P", "forum_url": "javascript:alert(1)"})
