"""Calendars and tables as other programs read them."""

import csv
import io
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from monproduit.core.localisation import use_locale
from monproduit.services.calendar_format import Due, calendar
from monproduit.services.table_files import csv_file, xlsx_file

MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
HOSTILE = ("=1+1", "+33 1 99", "-2", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\uff1d1", "=cmd|' /C calc'!A0", "\ufeff=1")


def _due(title: str, place: int = 0) -> Due:
    return Due(
        f"renewal-{place}",
        date(2027, 3, 14) + timedelta(days=place),
        title,
        "25 licences, groupe «\u00a0Lyon\u00a0»",
        "https://portail.example/",
        MOMENT,
    )


@pytest.mark.parametrize("title", ["Renouvellement : Requêta, éd. « Pro »; 25\\", "a\r\nEND:VCALENDAR\r\nATTACH:x", "x" * 5000, "é" * 200])
def test_a_title_comes_back_as_it_was(title: str) -> None:
    content = calendar("Renouvellements", [_due(title)])
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.replace("\r\n", "\n")
    assert "ATTACH" not in event
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_day_has_three_alarms_and_ends_on_the_next() -> None:
    (event,) = Calendar.from_ical(calendar("R", [_due("a")])).walk("VEVENT")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2027, 3, 14), date(2027, 3, 15))
    assert [alarm.decoded("TRIGGER").days for alarm in event.walk("VALARM")] == [-90, -30, -7]
    assert event["UID"] == "renewal-0@monproduit"


def test_the_same_days_give_the_same_bytes_and_none_is_a_calendar_too() -> None:
    many = [_due("a", place) for place in range(300)]
    assert calendar("R", many) == calendar("R", many)
    assert Calendar.from_ical(calendar("R", [])).walk("VEVENT") == []


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_csv_is_read_back_with_the_separator_of_the_language(language: str, separator: str) -> None:
    with use_locale(language):
        content = csv_file(["Nom", "Date"], [['Requêta; "Pro"', date(2027, 3, 14)], ["a,b", None], ["x", -5]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
    assert rows == [["Nom", "Date"], ['Requêta; "Pro"', "2027-03-14"], ["a,b", ""], ["x", "-5"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(csv_file(["a"], [[text]]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert cell == f"'{text}"
    sheet = load_workbook(io.BytesIO(xlsx_file("t", ["a"], [[text]]))).active
    assert (sheet["A2"].data_type, str(sheet["A2"].value).replace("_x000D_", "").strip()) == ("s", text.strip())


def test_a_workbook_keeps_dates_numbers_and_its_first_row() -> None:
    sheet = load_workbook(
        io.BytesIO(xlsx_file("Mes: produits / [2026]" + "x" * 40, ["Nom", "Nombre", "Date"], [["a", 5, date(2027, 3, 14)], ["b", None, None]]))
    ).active
    assert (sheet["B2"].value, sheet["C2"].value.date(), sheet["A3"].value) == (5, date(2027, 3, 14), "b")
    assert (sheet.freeze_panes, sheet["A1"].font.b, len(sheet.title) <= 31) == ("A2", True, True)


def test_two_thousand_hostile_cells_survive() -> None:
    dice = random.Random(1)  # noqa: S311 (texts, not secrets)
    rows = [["".join(chr(dice.choice([dice.randrange(32), dice.randrange(0x2500)])) for _ in range(dice.randint(0, 30)))] for _ in range(2000)]
    assert load_workbook(io.BytesIO(xlsx_file("t", ["a"], rows))).active.max_row == 2001
    assert csv_file(["a"], rows)
