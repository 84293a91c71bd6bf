"""Dates, numbers and plurals are those of the language."""

from datetime import UTC, date, datetime

from monproduit.core.localisation import day, local_day, locale, ngettext, number, use_locale


def test_french_is_the_default() -> None:
    """Without a choice the portal speaks French, and so does an unknown choice."""
    assert locale() == "fr"
    with use_locale("tlh"):
        assert locale() == "fr"


def test_dates_are_written_as_in_the_language() -> None:
    """Months are words, in order."""
    assert day(date(2026, 11, 24)) == "24 nov. 2026"
    with use_locale("en"):
        assert day(date(2026, 11, 24)) == "24 Nov 2026"


def test_the_day_of_a_moment_is_the_persons() -> None:
    """Late in Paris is the next day in Nouméa."""
    moment = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    assert local_day(moment, "Europe/Paris") == "24 nov. 2026"
    assert local_day(moment, "Pacific/Noumea") == "25 nov. 2026"


def test_zero_is_singular_in_french() -> None:
    """French counts from two."""
    assert [ngettext("ouverte", "ouvertes", count) for count in (0, 1, 2)] == ["ouverte", "ouverte", "ouvertes"]


def test_numbers_have_separators() -> None:
    """Five thousand is easy to read."""
    assert number(5000) == "5\u202f000"
    with use_locale("en"):
        assert number(5000) == "5,000"
