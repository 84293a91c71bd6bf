"""Parts of files (RFC 9110) and their names (RFC 6266), where Starlette says less."""

import re
from urllib.parse import quote

from starlette.types import Scope

_BYTES = "bytes="
_PARTS = re.compile(r"\s*(\d+-\d*|-\d+)\s*(,\s*(\d+-\d*|-\d+)\s*)*")
_PLAIN = re.compile(r"[^A-Za-z0-9._+-]")
_DIGITS = 18


def is_satisfiable(value: str, size: int) -> bool:
    """Tell whether a Range header names parts of a file of so many bytes; one in another unit is ignored, as it must be."""
    if not value.lower().startswith(_BYTES):
        return True
    parts = value[len(_BYTES) :]
    return bool(_PARTS.fullmatch(parts)) and all(_is_within(*part.strip().split("-"), size) for part in parts.split(","))


def without_foreign_unit(scope: Scope) -> None:
    """Take a Range header in another unit than bytes out of a request."""
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"range" or value.lower().startswith(_BYTES.encode())]


def attachment(name: str) -> str:
    """Return the Content-Disposition of a file to keep: a plain name for old programs, and the true one."""
    return f"attachment; filename=\"{_PLAIN.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"


def _is_within(first: str, last: str, size: int) -> bool:
    if max(len(first), len(last)) > _DIGITS:
        return False
    if not first:
        return int(last) > 0 and size > 0
    return int(first) < size and (not last or int(first) <= int(last))
