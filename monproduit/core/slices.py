"""Lists short enough for one query."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Id = TypeVar("Id", int, str)
_AT_ONCE = 500


def slices(ids: Iterable[Id]) -> Iterator[list[Id]]:
    """Cut ids into lists that every database takes as parameters, each id once and in order."""
    ordered = sorted(set(ids))
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
