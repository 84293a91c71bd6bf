"""The operator's commands."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from monproduit.cli import app
from monproduit.core.database import engine
from monproduit.core.settings import settings
from tests.services.csaf.documents import advisory

LYON = Path(__file__).parent / "fixtures" / "lyon.jsonl"


@pytest.fixture
def folder(empty_database: Path, tmp_path: Path) -> Path:
    """A data folder with an empty database."""
    shutil.copy(empty_database, tmp_path / "monproduit.db")
    return tmp_path


def _process(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an operator does."""
    environment = {**os.environ, "MONPRODUIT_DATA_DIR": str(folder), "COLUMNS": "200"}
    command = [sys.executable, "-m", "monproduit", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def _run(folder: Path, *words: str) -> Result:
    """Run a command in this process, which spares the start of one."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("MONPRODUIT_DATA_DIR", str(folder)), ("COLUMNS", "200")):
            patch.setenv(name, value)
        settings.cache_clear()
        engine.cache_clear()
        answer = CliRunner().invoke(app, words, prog_name="python -m monproduit")
        asyncio.run(engine().dispose())
        engine.cache_clear()
    settings.cache_clear()
    return answer


def test_help_names_the_commands(folder: Path) -> None:
    text = _process(folder, "--help").stdout
    assert all(name in text for name in ("import", "export", "demo", "reseal"))


def test_import_says_what_it_wrote_and_export_gives_it_back(folder: Path) -> None:
    assert "1 license" in _run(folder, "import", str(LYON)).stderr
    exported = [json.loads(line) for line in _run(folder, "export").stdout.splitlines()]
    assert sorted(line["type"] for line in exported) == sorted(json.loads(line)["type"] for line in LYON.read_text().splitlines())
    assert _run(folder, "export", str(folder / "all.jsonl")).exit_code == 0
    assert "Written: nothing" in _run(folder, "import", str(folder / "all.jsonl")).stderr


def test_a_wrong_file_changes_nothing_and_is_pointed_at(folder: Path) -> None:
    wrong = folder / "wrong.jsonl"
    wrong.write_text(LYON.read_text() + '{"type":"product","slug":"x"}\n')
    answer = _run(folder, "import", str(wrong))
    assert answer.exit_code == 1
    assert "wrong.jsonl:11: name" in answer.stderr
    assert "nothing was changed" in answer.stderr
    assert _run(folder, "export").stdout == ""


def test_a_folder_of_many_kinds_comes_in_and_each_wrong_document_is_named_with_its_test(folder: Path) -> None:
    things = folder / "things"
    (things / "older").mkdir(parents=True)
    (things / "products.jsonl").write_text('{"type":"product","slug":"vigie","name":"Vigie"}\n')
    (things / "README.md").write_text("# Read me")
    (things / "feed.json").write_text('{"feed": {}}')
    (things / "right.json").write_text(json.dumps(advisory(), indent=1))
    assert "Written: 1 product, 1 alert." in _run(folder, "import", str(things)).stderr
    wrong = advisory(document__tracking__id="ED-2", vulnerabilities__0__scores__0__cvss_v3__baseScore=9.9)
    (things / "older" / "wrong.json").write_text(json.dumps(wrong, indent=1))
    (things / "older" / "broken.json").write_text(json.dumps(advisory(document__title=""), indent=1))
    answer = _run(folder, "import", str(things))
    assert answer.exit_code == 1
    assert f"{things}/older/wrong.json:1: CSAF 2.0, 6.1.9: " in answer.stderr
    assert f"{things}/older/broken.json:1: $.document.title: CSAF 2.0, schema: it is empty" in answer.stderr
    assert "2 problems: nothing was changed." in answer.stderr
    assert "Written: nothing. Unchanged: 2." in _run(folder, "import", "--keep-going", str(things)).stderr


def test_an_object_over_several_lines_is_one_thing(folder: Path) -> None:
    (folder / "one.json").write_text(json.dumps({"type": "product", "slug": "vigie", "name": "Vigie"}, indent=1))
    assert "Written: 1 product." in _run(folder, "import", str(folder / "one.json")).stderr
    (folder / "feed.json").write_text(json.dumps({"feed": {"title": "…"}}, indent=1))
    answer = _run(folder, "import", str(folder / "feed.json"))
    assert "feed.json:1: type: one of product, " in answer.stderr
    assert "1 problem: nothing was changed." in answer.stderr


def test_one_may_feed_a_portal_that_was_never_served(tmp_path: Path) -> None:
    assert "1 license" in _process(tmp_path / "new", "import", str(LYON)).stderr
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0  # nobody else on the machine reads it


def test_a_setting_of_another_kind_is_one_line_and_no_traceback(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONPRODUIT_PORT", "abc")
    answer = _process(folder, "export")
    assert (answer.returncode, len(answer.stderr.strip().splitlines())) == (1, 1), answer.stderr
    assert answer.stderr.strip().startswith("monproduit: MONPRODUIT_PORT: ")


def test_a_missing_file_is_said(folder: Path) -> None:
    answer = _run(folder, "import", "nowhere.jsonl")
    assert (answer.exit_code, "nowhere.jsonl" in answer.stderr) == (2, True)


def test_the_demo_world_loads_on_demand(folder: Path) -> None:
    assert "12 product" in _run(folder, "demo").stderr


@pytest.mark.parametrize(("words", "code"), [((), 2), (("claire@exemple.fr", "--all"), 2), (("nobody@exemple.fr",), 1), (("--all",), 0)])
def test_the_operator_says_whom_to_sign_out(folder: Path, words: tuple[str, ...], code: int) -> None:
    assert _run(folder, "person", "sign-out", *words).exit_code == code


def test_sealing_anew_says_how_much_there_was(folder: Path) -> None:
    answer = _run(folder, "reseal")
    assert (answer.exit_code, answer.stdout.startswith("0 license keys and 0 webhooks")) == (0, True)
