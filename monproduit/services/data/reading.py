"""Find the lines of JSON Lines files, the articles of Markdown files and the documents of other standards, and say where each stands."""

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from monproduit.services.data.articles import read_article
from monproduit.services.data.foreign import standard_of
from monproduit.services.data.formats import LINES
from monproduit.services.data.raw import Problem, Raw
from monproduit.services.data.thing import Thing

__all__ = ["Problem", "Raw", "by_type", "files", "lines", "parse"]

LONGEST_LINE = 1_000_000
LONGEST_DOCUMENT = 50_000_000
_MARKDOWN, _JSON = ".md", ".json"
_STANDARDS = (b'"csaf_version"', b"docs.oasis-open.org/openeox/")


def files(paths: Iterable[Path]) -> list[Path]:
    """Return the files of these paths, folders opened.

    Raises:
        FileNotFoundError: a path does not exist, or a folder holds no `.jsonl` file, no article and no document of another standard.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if _is_data(one)) if path.is_dir() else [path]
        if not inside or not inside[0].exists():
            raise FileNotFoundError(f"{path}: no such file, or no .jsonl, .md, CSAF or OpenEoX file in this folder")
        found += inside
    return found


def lines(paths: Iterable[Path]) -> Iterator[Raw]:
    """Yield every line that is not empty, and every article."""
    for path in files(paths):
        if path.suffix == _MARKDOWN:
            yield read_article(path)
            continue
        if _is_document(path) or _is_one_object(path):
            yield Raw(str(path), 1, path.read_bytes())
            continue
        with path.open("rb") as stream:
            stream.seek(len(BOM_UTF8) if stream.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
            for number, text in enumerate(stream, 1):
                if text.strip():
                    yield Raw(str(path), number, text)


def by_type(raws: Iterable[Raw]) -> tuple[dict[str, list[Raw]], list[Problem]]:
    """Sort the lines by their type, so that their order in the files does not matter."""
    sorted_lines: dict[str, list[Raw]] = defaultdict(list)
    problems: list[Problem] = []
    for raw in raws:
        kind = _type_of(raw)
        if isinstance(kind, Problem):
            problems.append(kind)
        else:
            sorted_lines[kind].append(raw)
    return sorted_lines, problems


def parse(kind: str, raw: Raw) -> Thing | list[Problem]:
    """Return the line as a thing, or all that is wrong with it."""
    try:
        return LINES[kind].model_validate_json(raw.text)
    except ValidationError as error:
        return [_problem(raw, [str(part) for part in one["loc"]], one["msg"]) for one in error.errors()]


def _is_data(path: Path) -> bool:
    """Tell whether a file of a folder is to be imported: a README is for people."""
    return path.suffix == ".jsonl" or _is_document(path) or (path.suffix == _MARKDOWN and path.stem.upper() != "README")


def _is_document(path: Path) -> bool:
    """Tell whether a file is one document of another standard, by words that stand in each of them."""
    return path.suffix == _JSON and path.is_file() and any(word in path.read_bytes() for word in _STANDARDS)


def _is_one_object(path: Path) -> bool:
    """Tell whether a file holds one object over several lines, not one a line."""
    if path.suffix != _JSON or path.stat().st_size > LONGEST_DOCUMENT:
        return False
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (ValueError, RecursionError):
        return False


def _problem(raw: Raw, field: list[str], message: str) -> Problem:
    return Problem(raw.file, raw.places.get(field[0], raw.number) if field else raw.number, ".".join(field), message)


def _type_of(raw: Raw) -> str | Problem:
    if raw.broken:
        return Problem(raw.file, raw.number, "", raw.broken)
    most = LONGEST_DOCUMENT if any(word in raw.text for word in _STANDARDS) else LONGEST_LINE
    if len(raw.text) > most:
        return Problem(raw.file, raw.number, "", f"longer than {most} bytes")
    try:
        value: Any = json.loads(raw.text)
    except (ValueError, RecursionError) as error:
        return Problem(raw.file, raw.number, "", f"not JSON: {error}")
    if b"\\u0000" in raw.text and _holds_nul(value):
        return Problem(raw.file, raw.number, "", "the sign U+0000 cannot be stored")
    if standard := standard_of(value):
        return standard
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in LINES:
        return Problem(raw.file, raw.number, "type", f"one of {', '.join(LINES)} is expected")
    return kind


def _holds_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_nul(one) for pair in value.items() for one in pair)
    return any(map(_holds_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value
