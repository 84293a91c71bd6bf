"""Build the gallery, and serve what was built to a browser of this machine."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from monproduit.gallery.place import FOLDER, ROOT


def build(only: str = "", web: Path = FOLDER / "web-built") -> Path:
    """Build the gallery without the scenarios, or only some of its files of examples, and return the folder of the pages."""
    quiet = {"REFLEX_TELEMETRY_ENABLED": "false", "REFLEX_CHECK_LATEST_VERSION": "false"}
    only = only or os.environ.get("MONPRODUIT_GALLERY_ONLY", "")
    own = {"MONPRODUIT_GALLERY": "1", "MONPRODUIT_GALLERY_ONLY": only, "REFLEX_WEB_WORKDIR": str(web), "PATH": f"{_programs()}:{os.environ['PATH']}"}
    command = [str(_programs() / "reflex"), "export", "--frontend-only", "--no-zip", "--loglevel", "warning"]
    made = subprocess.run(command, cwd=ROOT, env={**os.environ, **quiet, **own}, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    if made.returncode:
        sys.exit(made.stdout[-4000:] + made.stderr[-4000:])
    return web / "build" / "client"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    """Files, without a word about each."""

    def translate_path(self, path: str) -> str:
        """Find a page under its address, which has no ending."""
        found = super().translate_path(path)
        return f"{found}.html" if Path(f"{found}.html").exists() else found

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


def _programs() -> Path:
    return Path(sys.executable).parent
