"""The guides are followed step by step in a copy of the tree, and what they say to run is run."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?:^([^\n]*)\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`([^`]+)`:$")
_COPIED = ("monproduit", "checks", "tests", "docs", "assets", "reflex.lock", "pyproject.toml", "rxconfig.py", "Makefile", "babel.cfg")

_LEAN = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin,pytest_asyncio.plugin,pytest_timeout,time_machine"}
"""No plugins but those that the tests of the guides use: those of browsers and of schemas need longer to come than all else."""


@dataclass(frozen=True)
class Step:
    """One block of code, with the sentence before it."""

    sentence: str
    kind: str
    text: str


def _steps(guide: str) -> list[Step]:
    text = (_ROOT / "docs" / guide).read_text(encoding="utf-8")
    return [Step(sentence or "", kind, block) for sentence, kind, block in _BLOCK.findall(text)]


def _hunks(diff: str) -> Iterator[tuple[str, str]]:
    """Yield what stood there and what stands there then."""
    for hunk in diff.split("@@\n"):
        lines = hunk.splitlines()
        before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
        after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
        yield before, after


def _write(tree: Path, step: Step) -> None:
    named = _PATH.search(step.sentence)
    assert named, f"no file is named before {step.text[:60]!r}"
    path = tree / named[1]
    if step.sentence.startswith("Create "):
        assert not path.exists(), path
        path.write_text(step.text, encoding="utf-8")
    elif step.sentence.startswith("At the end of "):
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{step.text}", encoding="utf-8")
    else:
        assert step.kind == "diff", step.sentence
        text = path.read_text(encoding="utf-8")
        for before, after in _hunks(step.text):
            assert text.count(before) == 1, f"{path.name} has {text.count(before)} times:\n{before}"
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")


def _run(tree: Path, commands: str, said: str | None) -> None:
    """Run commands; they work, or, where the guide says what is then said, they fail and say it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHONPATH", "PYTHONDONT", "COV"))}
    environment = {**kept, **_LEAN}
    for command in commands.splitlines():
        ended = subprocess.run(command, shell=True, cwd=tree, env=environment, capture_output=True, text=True, timeout=200, check=False)  # noqa: S602
        output = ended.stdout + ended.stderr
        assert (ended.returncode == 0) == (said is None), f"{command}\n{output[-4000:]}"
        assert [line for line in (said or "").splitlines() if line not in output] == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("guide", ["change-a-cell.md", "add-a-section.md"])
def test_a_guide_can_be_followed(guide: str, tmp_path: Path) -> None:
    for name in _COPIED:
        source = _ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / ".venv").symlink_to(_ROOT / ".venv")
    steps = _steps(guide)
    assert len(steps) > 5
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.kind == "sh":
            _run(tmp_path, step.text, following.text if following and following.kind == "text" else None)
        elif step.kind != "text":
            _write(tmp_path, step)


@pytest.mark.parametrize("guide", ["change-a-cell.md", "add-a-section.md"])
def test_a_guide_names_only_files_that_are_there_or_that_it_makes(guide: str) -> None:
    text = (_ROOT / "docs" / guide).read_text(encoding="utf-8")
    made = {match[1] for match in re.finditer(r"^Create `([^`]+)`:$", text, re.MULTILINE)}
    named = set(re.findall(r"`((?:monproduit|tests|assets|docs)/[\w./-]+\.\w+)`", text))
    assert named
    assert {path for path in named - made if not (_ROOT / path).exists()} == set()
