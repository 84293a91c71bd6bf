"""One module of the browser's for each file of examples and language, compiled anew only when something that it is made of changed."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import reflex as rx
from reflex.compiler.compiler import compile_page
from reflex.utils.path_ops import write_file
from reflex.utils.prerequisites import get_web_dir

from monproduit.core.localisation import LOCALES, use_locale
from monproduit.gallery.drawing import Drawing
from monproduit.gallery.registry import exhibits, names
from monproduit.gallery.shelf import shelf
from monproduit.gallery.sources import digest

_MANY = 8
_EMPTY = "export default function Component() { return null; }\n"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The examples of one file in one language, and the digest of all that they are made of."""

    module: str
    language: str
    digest: str

    def __str__(self) -> str:
        """Name the file."""
        return self.module

    @property
    def path(self) -> Path:
        """Where its module of the browser's is."""
        return folder() / f"{self.module}.{self.language}.jsx"

    @property
    def mark(self) -> Path:
        """Where the digest of what it was last made of is."""
        return self.path.with_suffix(".mark")

    def is_stale(self) -> bool:
        """Tell whether it is to be compiled."""
        return not self.path.exists() or not self.mark.exists() or self.mark.read_text() != self.digest

    def compile(self) -> None:
        """Write it: where nothing of it became other, its file stays as it is, so that no browser draws it anew."""
        drawing = Drawing()
        with use_locale(self.language):
            _path, code = compile_page(f"gallery/{self.module}", rx.fragment(shelf(self.module, exhibits(self.module), drawing)))
        write_file(self.path, code + "\n".join(f"const {name} = {text};" for name, text in drawing.constants.items()) + "\n")
        self.mark.write_text(self.digest)


def folder() -> Path:
    """Return the folder of the modules."""
    return get_web_dir() / "gallery"


def compile_shelves(looked_at: tuple[str, str] = ("", "")) -> list[Shelf]:
    """Compile what is not as it should be, what somebody looks at first, given its file and language; return that.

    Many at once are compiled on all processors.
    """
    stale = sorted((one for one in _every() if one.is_stale()), key=lambda one: _distance(one, looked_at))
    folder().mkdir(parents=True, exist_ok=True)
    for one in stale[:1] if len(stale) >= _MANY else stale:
        one.compile()
    if len(stale) >= _MANY:
        with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
            list(pool.map(Shelf.compile, stale[1:]))
    return stale


def reserve_shelves() -> None:
    """Write empty modules where there are none, so that pages that import them can be shown before they are compiled."""
    for one in _every():
        if not one.path.exists():
            write_file(one.path, _EMPTY)


def _every() -> Iterator[Shelf]:
    digests = {module: digest(f"monproduit.gallery.examples.{module}", "monproduit.gallery.shelves") for module in names()}
    return (Shelf(module, language, made_of) for module, made_of in digests.items() for language in LOCALES)


def _distance(one: Shelf, looked_at: tuple[str, str]) -> tuple[bool, bool]:
    module, language = looked_at
    return one.module != module, one.language != language
