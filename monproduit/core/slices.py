"""Lists short enough for one query."""

from collections.abc import Iterable, Iterator

_AT_ONCE = 500


def slices(ids: Iterable[int]) -> Iterator[list[int]]:
    """Cut ids into lists that every database takes as parameters, each id once and in order."""
    ordered = sorted(set(ids))
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
