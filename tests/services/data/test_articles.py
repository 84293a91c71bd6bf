"""Articles are Markdown files in a folder, with front matter: what is wrong names its file and line."""

import json
from pathlib import Path

import pytest

from monproduit.services.data.applying import Report, apply
from monproduit.services.data.articles import read_article
from monproduit.services.data.exporting import export
from monproduit.services.data.reading import files, lines
from tests.world import PEOPLE, load

pytestmark = pytest.mark.usefixtures("portal")
GOOD = """---
title: La sonde est muette
products: [vigie]
versions: [7.10, 7.2]
keywords: [réseau, pare-feu]
updated: 2026-11-01
---
## Cause

Le port est fermé.
"""


async def _import(folder: Path, **articles: str) -> Report:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return await apply(lines(files([folder])))


async def _exported() -> list[dict[str, object]]:
    return [json.loads(line.model_dump_json()) async for line in export() if '"article"' in line.model_dump_json()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


async def test_a_folder_of_markdown_is_imported_and_comes_out_as_it_went_in(folder: Path) -> None:
    await load(*PEOPLE)
    report = await _import(folder, muette=GOOD)
    assert (report.problems, report.written) == ([], {"article": 1})
    (line,) = await _exported()
    assert (line["key"], line["language"], line["versions"], line["products"]) == ("muette", "fr", ["7.10", "7.2"], ["vigie"])
    assert line["body"] == "## Cause\n\nLe port est fermé.\n"
    await load(line)
    assert await _exported() == [line]


async def test_twice_changes_nothing_and_a_new_text_takes_the_place_of_the_old(folder: Path) -> None:
    await load(*PEOPLE)
    await _import(folder, muette=GOOD)
    again = await _import(folder, muette=GOOD)
    assert (sum(again.written.values()), again.unchanged) == (0, 1)
    assert (await _import(folder, muette=GOOD.replace("[vigie]", "[]").replace("fermé", "ouvert"))).written == {"article": 1}
    (line,) = await _exported()
    assert (line["products"], line["body"]) == ([], "## Cause\n\nLe port est ouvert.\n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# Sans rien devant", 1, "front matter"),
        ("---\ntitle: Sans fin\n", 1, "front matter"),
        ("---\ntitle: a\nproducts: [vigie\n---\n", 3, "not YAML"),
        ("---\n- une liste\n---\n", 2, "names and values"),
        (GOOD.replace("title:", "titel:"), 2, "titel"),
        (GOOD.replace("[vigie]", "[inconnu]"), 3, "products"),
        (GOOD.replace("2026-11-01", "bientôt"), 6, "updated"),
        (GOOD.replace("title: La sonde est muette", "title: ''"), 2, "title"),
    ],
)
async def test_what_is_wrong_names_the_file_and_the_line(folder: Path, text: str, line: int, words: str) -> None:
    await load(*PEOPLE)
    problems = [str(problem) for problem in (await _import(folder, faux=text)).problems]
    assert any(problem.startswith(f"{folder / 'faux.md'}:{line}:") and words in problem for problem in problems), problems
    assert await _exported() == []


async def test_yaml_makes_no_objects(folder: Path) -> None:
    path = folder / "evil.md"
    path.write_text("---\ntitle: !!python/object/apply:os.system ['false']\n---\n")
    assert "python" not in json.loads(read_article(path).text or b"{}").get("title", "")
