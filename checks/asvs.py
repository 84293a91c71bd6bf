"""The table of OWASP ASVS 5.0, levels 1 and 2: what meets each requirement, or why it does not apply, or what is missing.

`python -m checks.asvs` writes the page from one file a chapter; a test says when that is needed.
"""

import ast
import tomllib
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
        kind: `test`, `code`, `reason` or `missing`: what the reference is.
    """

    number: str
    level: int
    about: str
    kind: str
    reference: str


def chapters() -> dict[str, list[Requirement]]:
    """Return the requirements by the title of their chapter."""
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {str(chapter.pop("title")): [_requirement(number, fields) for number, fields in chapter.items()] for chapter in read}


def wrong(requirement: Requirement) -> str:
    """Return what is wrong with a reference: a test or a place in the code that is not there, or no words."""
    if requirement.kind == "test":
        path, _, name = requirement.reference.partition("::")
        is_there = name.startswith("test_") and name in _names(_ROOT / path)
    elif requirement.kind == "code":
        is_there = _is_code(requirement.reference)
    else:
        is_there = bool(requirement.reference)
    return "" if is_there else f"{requirement.number}: {requirement.reference} is not there"


def page() -> str:
    """Return the page."""
    read = chapters()
    all_ = [one for some in read.values() for one in some]
    counts = {kind: sum(one.kind == kind for one in all_) for kind in _STANDINGS}
    lines = [
        "# OWASP ASVS 5.0, levels 1 and 2",
        "",
        "Written by `python -m checks.asvs` from the files beside it; a test looks up each test and each place in the code that is named here.",
        "The titles are ours and short: the standard has the full text of each number.",
        "",
        f"{len(all_)} requirements: {counts['test']} met by a test, {counts['code']} by code,",
        f"{counts['reason']} do not apply, {counts['missing']} not met.",
    ]
    for title, some in read.items():
        lines += ["", f"## {title}", "", "| number | level | about | standing | by, or why |", "|---|---|---|---|---|"]
        lines += [f"| {one.number} | {one.level} | {one.about} | {_STANDINGS[one.kind]} | {_shown(one)} |" for one in some]
    return "\n".join(lines) + "\n"


def _requirement(number: str, fields: dict[str, str | int]) -> Requirement:
    (kind,) = set(fields) - {"level", "about"}
    return Requirement(number, int(fields["level"]), str(fields["about"]), kind, str(fields[kind]))


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
    if reference.endswith(".md"):
        return (_ROOT / reference).is_file()
    module, _, name = reference.partition(":")
    path = _ROOT / (module.replace(".", "/") + ".py")
    return path.is_file() and (not name or name in _names(path))


def _shown(one: Requirement) -> str:
    return f"`{one.reference}`" if one.kind in {"test", "code"} else one.reference


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
