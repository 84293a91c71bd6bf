"""One module of the browser's for each file of examples and language, compiled anew only when something that it is made of changed."""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import reflex as rx
from reflex.compiler.compiler import compile_page
from reflex.utils.prerequisites import get_web_dir

from monproduit.core.localisation import use_locale
from monproduit.gallery.drawing import Drawing
from monproduit.gallery.example import ROOT
from monproduit.gallery.registry import shelves
from monproduit.gallery.shelf import shelf

_MANY = 8
_IMPORT = re.compile(r"^from (monproduit[\w.]*) import (\(?[^#\n]*)", re.MULTILINE)


def compile_shelves(language: str) -> list[str]:
    """Write the modules that are not written yet as they should be, and return the names of all files of examples."""
    folder = get_web_dir() / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    files = {module: folder / f"{module}.{language}.jsx" for module in shelves()}
    marks = {module: f"// {_digest(module)}\n" for module in files}
    stale = [module for module, path in files.items() if not path.exists() or not path.read_text().startswith(marks[module])]
    for module, code in zip(stale, _compiled(stale, language), strict=True):
        files[module].write_text(marks[module] + code)
    return list(files)


def _compiled(modules: list[str], language: str) -> Iterator[str]:
    """Compile modules; many at once, on all processors."""
    if len(modules) < _MANY:
        yield from map(partial(_code, language=language), modules)
        return
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        yield from pool.map(partial(_code, language=language), modules)


def _code(module: str, language: str) -> str:
    drawing = Drawing()
    with use_locale(language):
        _path, code = compile_page(f"gallery/{module}", rx.fragment(shelf(module, shelves()[module], drawing)))
    return code + "\n".join(f"const {name} = {text};" for name, text in drawing.constants.items()) + "\n"


def _digest(module: str) -> str:
    """Return a digest of all that a file of examples is made of: itself, what it imports, and that again; and the catalogue of texts."""
    waiting, known = [f"monproduit.gallery.examples.{module}", "monproduit.gallery.shelves"], dict[str, str]()
    while waiting:
        name = waiting.pop()
        if name in known or (text := _source(name)) is None:
            continue
        known[name] = text
        waiting += _imports(text)
    texts = [known[name] for name in sorted(known)]
    return hashlib.sha256("\0".join([*texts, _catalogues()]).encode()).hexdigest()


@cache
def _imports(text: str) -> list[str]:
    """Return the names of the modules that a source may import."""
    return [name for found, names in _IMPORT.findall(text) for name in (found, *(f"{found}.{one}" for one in re.findall(r"\w+", names)))]


@cache
def _catalogues() -> str:
    return "\0".join(path.read_text() for path in sorted((ROOT / "monproduit" / "locales").rglob("*.po")))


@cache
def _source(name: str) -> str | None:
    path = ROOT / Path(*name.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.exists():
            return file.read_text()
    return None
