"""Draw each edit anew, by a process that has imported already all but what is edited most.

Three processes lie over one another: one with the libraries; the ground, with what is below components too; and, for each edit, one that compiles.
"""

import gc
import importlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterable
from contextlib import redirect_stdout, suppress
from io import StringIO
from multiprocessing import Process
from pathlib import Path

from watchfiles import Change, watch

from monproduit.gallery.assets import ASSETS, copy_assets
from monproduit.gallery.failure import explain, show_failure
from monproduit.gallery.place import ROOT
from monproduit.gallery.sources import closure, digest, file_of, foreign, words

_APP = "monproduit.gallery.app"
_EDITED = ("monproduit.components", "monproduit.pages", "monproduit.gallery")
"""What is imported anew for each edit. Whatever is below it stays imported, until it is itself edited."""
_KINDS = frozenset({".py", ".po", ".css", ".js", ".jsx", ".svg", ".toml"})
_STEP = 20
"""How many milliseconds without another edit end one."""
_BEGIN_ANEW = 3


def warm_up() -> None:
    """Import the libraries that the prototype is made with, and share them with the processes that begin from this one."""
    for name in ("reflex.app", *foreign(closure(_APP).values())):
        with suppress(ImportError):
            importlib.import_module(name)
    _freeze()


def redraw_forever() -> None:
    """Draw what is not as it should be, and again after each edit."""
    os.setpgrp()
    while True:
        ground = Process(target=_redraw_until_the_ground_is_edited)
        ground.start()
        ground.join()
        if ground.exitcode != _BEGIN_ANEW:
            sys.exit(ground.exitcode)


def draw() -> None:
    """Compile the examples that are to be compiled, then the pages, if they are."""
    from monproduit.gallery.looked_at import looked_at  # noqa: PLC0415 (as they are after the edit)
    from monproduit.gallery.shelves import compile_shelves, folder  # noqa: PLC0415

    begun = time.perf_counter()
    drawn = compile_shelves(looked_at())
    mark, made_of = folder() / "pages.mark", digest(_APP, more=_index())
    if not mark.exists() or mark.read_text() != made_of:
        from reflex.utils.prerequisites import get_compiled_app  # noqa: PLC0415 (with the libraries)

        with redirect_stdout(StringIO()):  # each step
            get_compiled_app(use_rich=False)
        mark.write_text(made_of)
        drawn = [*drawn, "pages"]
    if drawn:
        sys.stdout.write(f"  drawn anew: {_names(drawn)} ({time.perf_counter() - begun:.1f} s)\n")
        sys.stdout.flush()


def _redraw_until_the_ground_is_edited() -> None:
    """Import what is edited seldom, and begin a process that draws for each edit; a newer edit ends an older drawing."""
    known = _sources()
    ground = _stand_on_the_ground()
    drawing = [_begin_to_draw()]
    signal.signal(signal.SIGTERM, lambda *_what: (_end(drawing[0]), sys.exit(0)))
    for edits in watch(ROOT / "monproduit", ASSETS, *words(), step=_STEP, watch_filter=_is_a_source, raise_interrupt=False):
        paths = {Path(path) for _change, path in edits}
        _end(drawing[0])
        if paths & ground or any((path in known) != path.exists() for path in paths):
            sys.exit(_BEGIN_ANEW)
        drawing[0] = _begin_to_draw()


def _stand_on_the_ground() -> set[Path]:
    """Import all that is below what is edited most, and return its files, and those of its texts."""
    for name in [name for name in sys.modules if name.startswith("monproduit.core")]:
        del sys.modules[name]
    names = [name for name in closure(_APP) if not name.startswith(_EDITED)]
    with suppress(Exception):  # who draws on it says what is wrong
        for name in names:
            importlib.import_module(name)
    _freeze()
    return {file for name in names if (file := file_of(name))} | set(words())


def _begin_to_draw() -> Process:
    process = Process(target=_draw_or_say_why_not)
    process.start()
    return process


def _draw_or_say_why_not() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.setpgrp()
    gc.disable()
    try:
        copy_assets()
        draw()
        show_failure()
    except Exception as error:  # noqa: BLE001 (whatever somebody has just written)
        traceback.print_exc()
        show_failure(explain(error))


def _end(drawing: Process) -> None:
    """End a drawing, and the processes that it may have begun."""
    if drawing.is_alive():
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                kill(drawing.pid or 0, signal.SIGTERM)
    drawing.join()


def _sources() -> set[Path]:
    return {path for folder in (ROOT / "monproduit", ASSETS) for path in folder.rglob("*") if path.suffix in _KINDS}


def _is_a_source(_change: Change, path: str) -> bool:
    return Path(path).suffix in _KINDS


def _index() -> str:
    """Return what the list of all examples says."""
    from monproduit.gallery.registry import shelves  # noqa: PLC0415 (as it is after the edit)

    return repr([(one.key, one.name, one.states) for some in shelves().values() for one in some])


def _names(drawn: Iterable[object]) -> str:
    every = list(dict.fromkeys(str(one) for one in drawn))
    return ", ".join(every[:3]) + (f" and {len(every) - 3} more" if len(every) > 3 else "")  # noqa: PLR2004


def _freeze() -> None:
    gc.collect()
    gc.freeze()
