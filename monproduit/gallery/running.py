"""What `make prototype` starts: the browser's side, which has what was drawn last; then what draws; then what plays scenarios."""

import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from reflex_base.config import get_config
from reflex_base.environment import environment

from monproduit.gallery.place import ROOT
from monproduit.gallery.redrawing import redraw_forever, warm_up

_PLAYED = ("core", "integrations", "locales", "migrations", "models", "services", "state", "views", "gallery/scenarios")
"""An edit of one of these starts the scenarios anew; all others only change what is drawn."""


def run(port: int) -> None:
    """Show the gallery and the scenarios on a port, with the server of the scenarios on the next one, until somebody ends it."""
    multiprocessing.set_start_method("fork", force=True)
    get_config()._set_persistent(frontend_port=port, backend_port=port + 1)  # noqa: SLF001 (as `reflex run` does)
    begun = [_serve_pages(port)]
    try:
        warm_up()
        drawing = multiprocessing.Process(target=redraw_forever)
        drawing.start()
        begun.append(drawing.pid or 0)
        _play_scenarios(port + 1)
    finally:
        for group in begun:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGTERM)


def _serve_pages(port: int) -> int:
    """Start Vite, and return its process; before the very first time, all that it needs is made."""
    from reflex.utils import build, exec, path_ops, prerequisites  # noqa: A004, PLC0415 (heavy)

    web = prerequisites.get_web_dir()
    if prerequisites.needs_reinit() or not (web / "node_modules").exists() or not (web / "gallery" / "pages.mark").exists():
        subprocess.run([sys.executable, "-m", "reflex", "compile", "--loglevel", "warning"], cwd=ROOT, check=True)
    build.setup_frontend(Path.cwd())
    vite = ["--conditions=development", "node_modules/@react-router/dev/bin.cjs", "dev", "--host", "localhost"]  # without it, it starts itself twice
    own = {"PORT": str(port), "NODE_ENV": "development"}
    command = [str(path_ops.get_bun_path()), "--bun", *vite]
    return subprocess.Popen(command, cwd=web, env=exec.frontend_env({**os.environ, **own}), start_new_session=True).pid  # noqa: S603


def _play_scenarios(port: int) -> None:
    """Serve what the scenarios need from the server."""
    from reflex.utils import exec  # noqa: A004, PLC0415 (heavy)

    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_HOT_RELOAD_OVERRIDE_PATHS.set([ROOT / "monproduit" / name for name in _PLAYED])
    level: Any = get_config().loglevel.subprocess_level()
    exec.run_granian_backend("127.0.0.1", port, level)


if __name__ == "__main__":
    run(int(os.environ["MONPRODUIT_PORT"]))
