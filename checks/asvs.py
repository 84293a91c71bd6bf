"""The table of OWASP ASVS 5.0, levels 1 and 2: what meets each requirement, or why it does not apply, or what is missing.

`python -m checks.asvs` writes the page from one file a chapter; a test says when that is needed. Each run of the tests writes the same page
into the data folder, with what became of the tests that are named in it.
"""

import ast
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
FOLDER = _ROOT / "docs" / "security" / "asvs"
PAGE = FOLDER.with_suffix(".md")
_STANDINGS = {"test": "met", "code": "met", "reason": "does not apply", "missing": "**not met**"}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement, in the project's own words.

    Attributes:
        kind: `test`, `code`, `reason` or `missing`: what the references are.
        references: tests, places in the code, documents; or the one reason.
    """

    number: str
    level: int
    about: str
    kind: str
    references: tuple[str, ...]


def chapters() -> dict[str, list[Requirement]]:
    """Return the requirements by the title of their chapter."""
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {str(chapter.pop("title")): [_requirement(number, fields) for number, fields in chapter.items()] for chapter in read}


def wrong(requirement: Requirement) -> str:
    """Return what is wrong with the references: a test that is not there or may be skipped, a place in the code that is not there, or no words."""
    if requirement.kind in {"test", "code"}:
        missing = [one for one in requirement.references if not (_is_test(one) if requirement.kind == "test" else _is_code(one))]
    else:
        missing = [] if all(requirement.references) else ["a reason"]
    return f"{requirement.number}: {', '.join(missing)} is not there, or may be skipped" if missing or not requirement.references else ""


def named_tests() -> set[str]:
    """Return the tests that meet a requirement, as pytest names them without their parameters."""
    return {name for some in chapters().values() for one in some if one.kind == "test" for name in one.references}


def skipped(seen: Mapping[str, Collection[str]]) -> list[str]:
    """Return the tests of which a run says nothing: each time that they were reached they were skipped."""
    return sorted(name for name, outcomes in seen.items() if set(outcomes) == {"skipped"})


def page(seen: Mapping[str, Collection[str]] | None = None) -> str:
    """Return the page; with the outcomes of a run, by the names of its tests, each test is followed by its own."""
    read = chapters()
    all_ = [one for some in read.values() for one in some]
    lines = [
        "# OWASP ASVS 5.0, levels 1 and 2",
        "",
        "Written by `python -m checks.asvs` from the files beside it. A test looks up each test and each place in the code that is named here, and",
        "refuses tests that may be skipped; each run of the tests writes this page anew, with their outcomes, as `asvs.md` into `.data`. The titles",
        "are ours and short: the standard has the full text of each number. *Met* by code or a document was read, not run. What is left to whoever",
        "runs the portal counts as met only where the files in `deploy` do it.",
        "",
        "| chapter | requirements | met by a test | met by code or a document | does not apply | not met |",
        "|---|---:|---:|---:|---:|---:|",
        *(_sum(title, some) for title, some in read.items()),
        _sum("**all**", all_),
    ]
    for title, some in read.items():
        lines += ["", f"## {title}", "", "| number | level | about | standing | by, or why |", "|---|---|---|---|---|"]
        lines += [f"| {one.number} | {one.level} | {one.about} | {_STANDINGS[one.kind]} | {_shown(one, seen)} |" for one in some]
    return "\n".join(lines) + "\n"


def _sum(title: str, some: list[Requirement]) -> str:
    counts = [sum(one.kind == kind for one in some) for kind in _STANDINGS]
    return f"| {title} | {len(some)} | {' | '.join(map(str, counts))} |"


def _requirement(number: str, fields: dict[str, str | int | list[str]]) -> Requirement:
    (kind,) = set(fields) - {"level", "about"}
    said = fields[kind]
    return Requirement(number, int(fields["level"]), str(fields["about"]), kind, tuple(said) if isinstance(said, list) else (str(said),))


def _is_test(reference: str) -> bool:
    path, _, name = reference.partition("::")
    return name.startswith("test_") and name in _names(_ROOT / path) and not _may_be_skipped(_ROOT / path, name)


def _may_be_skipped(path: Path, name: str) -> bool:
    """Tell whether a mark on a test, or on all of its file, may skip it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        is_mark = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        marks = [node.value] if is_mark else getattr(node, "decorator_list", []) if getattr(node, "name", "") == name else []
        if any("mark.skip" in ast.unparse(mark) for mark in marks):
            return True
    return False


def _names(path: Path) -> set[str]:
    """Return what a file of code defines at its top."""
    if not path.is_file():
        return set()
    found = set[str]()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def _is_code(reference: str) -> bool:
    if reference.endswith((".md", ".service")):
        return (_ROOT / reference).is_file()
    module, _, name = reference.partition(":")
    path = _ROOT / (module.replace(".", "/") + ".py")
    return path.is_file() and (not name or name in _names(path))


def _shown(one: Requirement, seen: Mapping[str, Collection[str]] | None) -> str:
    if one.kind not in {"test", "code"}:
        return one.references[0]
    return ", ".join(f"`{name}`" + _outcome(name, seen) for name in one.references)


def _outcome(name: str, seen: Mapping[str, Collection[str]] | None) -> str:
    if seen is None or "::" not in name:
        return ""
    return f" ({' and '.join(sorted(seen[name]))})" if name in seen else " (not run)"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
