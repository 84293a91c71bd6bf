"""Tables as files for spreadsheets, in which no text is ever a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from monproduit.core.localisation import locale

Cell = str | int | date | None
_FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_767
_WIDEST = 60
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8 with its mark), with the separator that spreadsheets of the language expect."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";" if locale() == "fr" else ",")
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def xlsx_file(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as an Excel workbook with one sheet."""
    stream = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {**plain, "default_date_format": "yyyy-mm-dd", "remove_timezone": True})
    book.set_properties({"title": title, "author": "monproduit", "created": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(_NOT_IN_TITLES.sub(" ", title)[:31].strip() or "monproduit")
    widths = [len(head) for head in heads]
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, last, place, cell)
            widths[place] = max(widths[place], min(_WIDEST, len(str(cell or ""))))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(_WIDEST, width + 2))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, max(0, len(heads) - 1))
    book.close()
    return stream.getvalue()


def _write(sheet: Worksheet, row: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, _UNPRINTABLE.sub("", cell)[:_LONGEST])
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day, tzinfo=UTC).replace(tzinfo=None))
    elif cell is not None:
        sheet.write_number(row, place, cell)


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula (OWASP, CSV Injection)."""
    return f"'{text}" if _FORMULA.match(text) else text
