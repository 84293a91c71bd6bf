"""Serve what was built: no compiler, no bun and no network at start."""

import asyncio
import gc
import os
import resource
import socket
import sys
from pathlib import Path
from tempfile import mkdtemp

from monproduit.core import logs
from monproduit.core.database import engine
from monproduit.core.errors import SettingsError
from monproduit.core.settings import settings
from monproduit.core.vendor import vendor
from monproduit.core.wording import fingerprint
from monproduit.server.connection import SOCKETS

os.environ.setdefault("REFLEX_ENV_MODE", "prod")
os.environ["__REFLEX_SKIP_COMPILE"] = "true"
os.environ.setdefault("REFLEX_OPLOCK_ENABLED", "true")
os.environ.setdefault("REFLEX_SOCKET_TIMEOUT", "20")  # seconds that a line may be silent when a ping is due; Reflex would wait two minutes
os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", "65536")
os.environ["REFLEX_AUTO_RELOAD_COOLDOWN"] = "40000d"  # a page that a new version has made old is never loaded by Reflex, but by `renewal.js`

_BESIDES = 200
"""How many files a worker has open besides its sockets, at most."""


def main() -> None:
    """Check the settings, bring the database up to date, and serve."""
    gc.disable()  # next to nothing of what is imported is garbage: looking for it takes a fifth of the start
    try:
        settings().check()
        vendor()
        _check_words()
        _look_for_the_port()
    except SettingsError as error:
        sys.exit(f"monproduit: {error}")
    logs.configure()
    _prepare()
    _serve()


def _check_words() -> None:
    """Refuse pages that were built with other words than the vendor's file has now."""
    noted = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web")) / "words"
    if (noted.read_text() if noted.exists() else "") != fingerprint():
        raise SettingsError("the pages were built with another name, logo or texts than MONPRODUIT_VENDOR_FILE has: `make run` builds them anew.")


def _look_for_the_port() -> None:
    """Refuse a port that is taken before anything is touched; Gunicorn would try it five times, and speak to the log alone."""
    host, port = settings().host, settings().port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as error:
            raise SettingsError(f"{host}:{port} cannot be had ({error.strerror}). End what serves there, or choose another PORT.") from error


def _prepare() -> None:
    from monproduit.demo import FREE_NUMBERS, PASSWORD, PEOPLE, load_if_empty  # noqa: PLC0415
    from monproduit.migrations.run import migrate  # noqa: PLC0415

    settings().data_dir.mkdir(0o700, parents=True, exist_ok=True)
    migrate(settings().database)
    if settings().has_demo:
        asyncio.run(load_if_empty())
        engine.cache_clear()
    print(f"\n  monproduit: {settings().origin}\n")  # noqa: T201 (what `make run` says, here and below)
    if settings().has_embedded_provider:
        print("  " + "\n  ".join(f"{person['email']:20} {person['name']}" for person in PEOPLE))  # noqa: T201
        print(f"\n  password: {PASSWORD}   license numbers to try: {', '.join(FREE_NUMBERS)}\n", flush=True)  # noqa: T201


def _write_elsewhere() -> None:
    """Give Reflex a folder for what it notes at start, where the build itself cannot be written."""
    from reflex.utils.prerequisites import get_backend_dir, get_web_dir  # noqa: PLC0415

    built = get_web_dir().absolute()
    if os.access(get_backend_dir() if get_backend_dir().exists() else built, os.W_OK):
        return
    folder = Path(mkdtemp(prefix="monproduit-web-"))
    for one in built.iterdir():
        if one.name != get_backend_dir().name:
            (folder / one.name).symlink_to(one)
    os.environ["REFLEX_WEB_WORKDIR"] = str(folder)


def _open_many() -> None:
    """Let each process have as many sockets open as the machine allows: a page that is open holds one."""
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = SOCKETS + _BESIDES if most == resource.RLIM_INFINITY else min(SOCKETS + _BESIDES, most)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _serve() -> None:
    """Serve what Reflex made, from workers that share the memory of all that was imported."""
    from reflex.utils import exec as reflex_exec  # noqa: PLC0415 (after the settings, which may refuse, here and below)
    from reflex.utils.prerequisites import get_app  # noqa: PLC0415
    from reflex_base.environment import environment  # noqa: PLC0415

    from monproduit.server.supervisor import Supervisor  # noqa: PLC0415

    _write_elsewhere()
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    app = get_app().app
    reflex_exec._preload_for_fork(None)  # noqa: SLF001 (what Reflex does before it forks)
    gc.freeze()  # what is there now stays, and is not looked through again
    gc.enable()
    _open_many()
    Supervisor(app).run()


if __name__ == "__main__":
    main()
