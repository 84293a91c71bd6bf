"""Which files may be sent: by the end of their name, and by what they begin with."""

import unicodedata
from dataclasses import dataclass

from monproduit.core.errors import PortalError

_LONGEST = 120
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_JPEG = (b"\xff\xd8\xff",)
_TEXT = "text/plain; charset=utf-8"
_BINARY = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the type under which it is given back, and what it begins with; a text has no such beginning."""

    type: str
    begins: tuple[bytes, ...] = ()


KINDS = {
    **dict.fromkeys(("txt", "log", "csv", "json", "xml", "ini", "conf", "md", "yaml", "yml", "sql", "eml"), Kind(_TEXT)),
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": Kind("image/jpeg", _JPEG),
    "jpeg": Kind("image/jpeg", _JPEG),
    "gif": Kind("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": Kind("image/webp", (b"RIFF",)),
    **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odt", "ods"), Kind(_BINARY, _ZIP)),
    "gz": Kind(_BINARY, (b"\x1f\x8b",)),
    "7z": Kind(_BINARY, (b"7z\xbc\xaf\x27\x1c",)),
}
FIRST = 4096
"""How many bytes of a file tell what it is."""


def clean_name(typed: str) -> str:
    """Return a name that is one, and no path: without folders, control characters and tricks, and not endless."""
    base = unicodedata.normalize("NFC", typed).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in base if not unicodedata.category(sign).startswith("C") and sign not in '<>:"|?*')
    stem, dot, end = " ".join(kept.split()).strip(". ").rpartition(".")
    name = stem[: _LONGEST - len(end) - 1] + dot + end if dot and len(end) <= 10 else end[:_LONGEST] or stem[:_LONGEST]  # noqa: PLR2004 (longer ends are none)
    return name or "fichier"


def kind_of(name: str) -> str:
    """Return the kind that the end of a name says.

    Raises:
        PortalError: `file_kind`.
    """
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if kind not in KINDS:
        raise PortalError("file_kind")
    return kind


def check_content(kind: str, first: bytes) -> None:
    """Refuse a file that begins as no file of its kind does.

    Raises:
        PortalError: `file_content`.
    """
    begins = KINDS[kind].begins
    is_right = first.startswith(begins) if begins else _is_text(first)
    if not is_right:
        raise PortalError("file_content", kind=kind)


def _is_text(first: bytes) -> bool:
    """Tell whether bytes are a text in one of the usual ways of writing; programs and pictures have a zero in their beginning."""
    return first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in first
