"""Where the files of the products are: below one folder, or at an address elsewhere."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = "files/"
"""How a source may begin: it names the folder itself, as the data format's example does."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is now: exactly one of both is said."""

    path: Path | None = None
    url: str = ""


def place_of(folder: Path, source: str | None, size: int | None) -> Place | None:
    """Return where a file is; nothing where it is not, not whole, or would be outside of the folder.

    Args:
        folder: the folder below which all files are.
        source: a path below it, or an https address.
        size: how many bytes the file has, if that is known.
    """
    if not source:
        return None
    if source.startswith("https://"):
        return Place(url=source)
    try:
        path = (folder / source.removeprefix(_FOLDER)).resolve()
        is_there = path.is_relative_to(folder.resolve()) and path.is_file() and size in {None, path.stat().st_size}
    except (OSError, ValueError):
        return None
    return Place(path) if is_there else None
