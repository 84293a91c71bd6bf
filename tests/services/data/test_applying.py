"""Importing is all or nothing, twice is once, and every wrong line is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from monproduit.core.database import reading
from monproduit.services.data.applying import Report, apply
from monproduit.services.data.reading import files, lines

pytestmark = pytest.mark.usefixtures("portal")
LYON = Path(__file__).parents[2] / "fixtures" / "lyon.jsonl"
LICENSE = {"type": "license", "number": "153-482-911", "product": "rapid-recovery", "group": "production-lyon"}


async def load(folder: Path, *things: dict[str, Any] | str, keep_going: bool = False) -> Report:
    """Import things as one file."""
    path = folder / "things.jsonl"
    path.write_text("\n".join(thing if isinstance(thing, str) else json.dumps(thing) for thing in things))
    return await apply(lines([path]), keep_going=keep_going)


async def count(table: str, where: str = "true") -> int:
    """Count rows."""
    async with reading() as session:
        return (await session.execute(text(f"SELECT count(*) FROM {table} WHERE {where}"))).one()[0]  # noqa: S608


async def test_the_order_of_lines_does_not_matter() -> None:
    """The fixture refers to everything before it is defined."""
    report = await apply(lines([LYON]))
    assert (sum(report.written.values()), report.problems) == (10, [])


async def test_twice_changes_nothing() -> None:
    """A second import writes no row and notes no change."""
    await apply(lines([LYON]))
    changes = await count("change")
    report = await apply(lines([LYON]))
    assert (sum(report.written.values()), report.unchanged) == (0, 10)
    assert await count("change") == changes


async def test_a_new_license_is_noted_for_its_group(tmp_path: Path) -> None:
    """The change log says who may see what changed, in the same transaction."""
    await apply(lines([LYON]))
    before = await count("change")
    await load(tmp_path, LICENSE)
    assert await count("change", f"id > {before} AND group_id = 1 AND product_id = 1") == 2


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({**LICENSE, "product": "nothing-such"}, "product"),
        ({**LICENSE, "group": "nobody"}, "group"),
        ({**LICENSE, "renewal_date": "soon"}, "renewal_date"),
        ({**LICENSE, "colour": "red"}, "colour"),
        ({"type": "licence"}, "type"),
        ("not json", ""),
        ("[1]", "type"),
    ],
)
async def test_a_wrong_line_changes_nothing(tmp_path: Path, line: dict[str, Any] | str, field: str) -> None:
    """The problem names file, line and field, and the good line before it is not applied."""
    await apply(lines([LYON]))
    report = await load(tmp_path, LICENSE, line)
    assert [(problem.line, problem.field) for problem in report.problems] == [(2, field)]
    assert not report.applied
    assert await count("license") == 1


async def test_keep_going_leaves_wrong_lines_out(tmp_path: Path) -> None:
    """With --keep-going the good lines are applied."""
    await apply(lines([LYON]))
    report = await load(tmp_path, LICENSE, {**LICENSE, "number": "1"}, keep_going=True)
    assert (report.applied, len(report.problems), await count("license")) == (True, 1, 2)


async def test_a_mark_of_the_order_of_bytes_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    """Editors and spreadsheets on Windows write one."""
    marked = tmp_path / "marked.jsonl"
    marked.write_bytes(b'\xef\xbb\xbf{"type":"product","slug":"vigie","name":"Vigie"}\r\n{"type":"product","slug":"sonde","name":"Sonde"}\r\n')
    report = await apply(lines([marked]))
    assert (report.problems, await count("product")) == ([], 2)


async def test_products_come_by_themselves() -> None:
    """A request, a download and a group put one row on the account, with three reasons (F17, F18, F20, F21)."""
    await apply(lines([LYON]))
    assert await count("registered_product") == 1
    assert await count("registration_origin") == 3


async def test_an_alert_is_about_exactly_its_products(tmp_path: Path) -> None:
    """A product taken out of an alert loses it."""
    await apply(lines([LYON]))
    foglight = {"type": "product", "slug": "foglight", "name": "Foglight"}
    alert = {"type": "alert", "key": "rr-721", "products": ["foglight"], "kind": "news", "title": "T", "published_at": "2026-11-22T09:00:00Z"}
    report = await load(tmp_path, foglight, alert)
    assert report.problems == []
    assert await count("alert_product") == 1
    assert await count("change", "section = 'news_alerts' AND product_id = 1") == 2


async def test_a_missing_path_is_said() -> None:
    """A typing mistake in a path is not an empty import."""
    with pytest.raises(FileNotFoundError, match="no such file"):
        files([Path("/nowhere")])
