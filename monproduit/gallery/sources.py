"""What a module is made of, told from its text alone: nothing has to be imported to know whether it changed."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from monproduit.core.settings import settings
from monproduit.gallery.place import ROOT

_OWN = re.compile(r"^from (monproduit[\w.]*) import (\([^)]*\)|[^#\n]*)", re.MULTILINE)
_FOREIGN = re.compile(r"^(?:from|import) (?!monproduit|__future__)([\w.]+)", re.MULTILINE)


def closure(*modules: str) -> dict[str, str]:
    """Return the texts of modules, of what they import, and of that again, by their names in order."""
    waiting, known = list(modules), dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name in known or (text := source(name)) is None:
            continue
        known[name] = text
        waiting += _imports(text)
    return {name: known[name] for name in sorted(known)}


def digest(*modules: str, more: str = "") -> str:
    """Return a digest of all that modules are made of, and of the files of texts."""
    return hashlib.sha256("\0".join([*closure(*modules).values(), *(_text(path) for path in words()), more]).encode()).hexdigest()


def foreign(texts: Iterable[str]) -> list[str]:
    """Return the modules of others that sources import."""
    return sorted({name for text in texts for name in _foreign(text)})


def source(name: str) -> str | None:
    """Return the text of a module of the project, or nothing where there is none; a file that did not change is not read again."""
    file = file_of(name)
    return _text(file) if file else None


@cache
def file_of(name: str) -> Path | None:
    """Return the file of a module of the project."""
    path = ROOT / Path(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def words() -> list[Path]:
    """Return the files that texts come from besides the sources: the catalogues, and the vendor's own."""
    own = settings().vendor_file
    return [*sorted((ROOT / "monproduit" / "locales").rglob("*.po")), *([own] if own else [])]


def _text(path: Path) -> str:
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _edited_at: int) -> str:
    return path.read_text()


@cache
def _imports(text: str) -> list[str]:
    """Return the names of the modules of the project that a source may import."""
    return [name for found, names in _OWN.findall(text) for name in (found, *(f"{found}.{one}" for one in re.findall(r"\w+", names)))]


@cache
def _foreign(text: str) -> list[str]:
    return _FOREIGN.findall(text)
