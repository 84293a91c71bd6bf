"""Mandatory tests of the document's version and the history of its revisions."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from monproduit.core.moments import moment
from monproduit.services.csaf.document import Document

_SEMANTIC = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document: whole numbers, or semantic."""

    text: str
    numbers: tuple[int, ...]
    prerelease: str

    @property
    def is_semantic(self) -> bool:
        """Whether it has three parts."""
        return len(self.numbers) > 1

    @property
    def order(self) -> Any:
        """What it is compared by; what came before a release is less than it."""
        parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.prerelease.split(".")]
        return self.numbers, not self.prerelease, parts


def sorted_history(document: Document) -> Iterator[str]:
    """6.1.14: versions rise with the dates."""
    for one, other in pairwise(_history(document)):
        if one.is_semantic == other.is_semantic and one.order > other.order:
            yield f"revision {one.text} comes before {other.text}"


def latest_version(document: Document) -> Iterator[str]:
    """6.1.16: the document has the version of its latest revision."""
    current, latest = _current(document), _history(document)[-1]
    is_draft = document.tracking["status"] == "draft"
    if current.numbers != latest.numbers or (not is_draft and current.prerelease != latest.prerelease):
        yield f"the version is {current.text}, and the latest revision {latest.text}"


def draft_status(document: Document) -> Iterator[str]:
    """6.1.17: versions before the first release are drafts."""
    current = _current(document)
    if document.tracking["status"] != "draft" and (current.numbers[0] == 0 or current.prerelease):
        yield f"version {current.text} is not {document.tracking['status']}"


def released_history(document: Document) -> Iterator[str]:
    """6.1.18: what is released has no revision 0."""
    if document.tracking["status"] in {"final", "interim"}:
        yield from (f"there is a revision {one.text}" for one in _history(document) if one.numbers[0] == 0)


def no_prereleases(document: Document) -> Iterator[str]:
    """6.1.19: no revision is a pre-release."""
    yield from (f"revision {one.text} is a pre-release" for one in _history(document) if one.prerelease)


def released_version(document: Document) -> Iterator[str]:
    """6.1.20: what is released has no pre-release as its version."""
    current = _current(document)
    if document.tracking["status"] in {"final", "interim"} and current.prerelease:
        yield f"version {current.text} is a pre-release"


def complete_history(document: Document) -> Iterator[str]:
    """6.1.21: no revision is left out."""
    majors = [one.numbers[0] for one in _history(document)]
    if majors[0] > 1:
        yield f"the first revision is {majors[0]}"
    yield from (f"between revisions {one} and {other} some are missing" for one, other in pairwise(majors) if other > one + 1)


def revisions_once(document: Document) -> Iterator[str]:
    """6.1.22: no revision stands there twice."""
    counts = Counter(one["number"] for one in document.tracking["revision_history"])
    yield from (f"revision {number} stands there {count} times" for number, count in counts.items() if count > 1)


def one_way_of_numbering(document: Document) -> Iterator[str]:
    """6.1.30: all versions are whole numbers, or all are semantic."""
    if len({one.is_semantic for one in (*_history(document), _current(document))}) > 1:
        yield "some versions are whole numbers, others semantic"


def is_older(one: str, other: str) -> bool:
    """Tell whether one version of a document is older than another."""
    return bool(_version(one).order < _version(other).order)


def _current(document: Document) -> Version:
    return _version(document.tracking["version"])


def _history(document: Document) -> list[Version]:
    """Return the versions of the revisions, the oldest first."""
    dated = [(moment(one["date"]), _version(one["number"])) for one in document.tracking["revision_history"]]
    return [version for _date, version in sorted(dated, key=lambda one: (one[0], one[1].order))]


def _version(text: str) -> Version:
    found = _SEMANTIC.fullmatch(text)
    if not found:
        return Version(text, (int(text),), "")
    return Version(text, (int(found[1]), int(found[2]), int(found[3])), found[4] or "")
