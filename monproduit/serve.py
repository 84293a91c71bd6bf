"""Serve what was built: no compiler, no bun and no network at start."""

import asyncio
import os
import sys
from pathlib import Path

from monproduit.core.database import engine
from monproduit.core.errors import SettingsError
from monproduit.core.settings import settings
from monproduit.core.vendor import vendor
from monproduit.core.wording import fingerprint

os.environ.setdefault("REFLEX_ENV_MODE", "prod")
os.environ["__REFLEX_SKIP_COMPILE"] = "true"
os.environ.setdefault("REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE", "65536")


def main() -> None:
    """Check the settings, bring the database up to date, and serve."""
    try:
        settings().check()
        vendor()
        _check_words()
        _check_workers()
    except SettingsError as error:
        sys.exit(f"monproduit: {error}")
    _prepare()
    from reflex.utils.exec import run_backend_prod  # noqa: PLC0415 (after the settings, which may refuse)
    from reflex_base.constants import LogLevel  # noqa: PLC0415

    run_backend_prod("127.0.0.1", settings().port, LogLevel.WARNING, mount_frontend_compiled_app=True)


def _check_words() -> None:
    """Refuse pages that were built with other words than the vendor's file has now."""
    noted = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web")) / "words"
    if (noted.read_text() if noted.exists() else "") != fingerprint():
        raise SettingsError("the pages were built with another name, logo or texts than MONPRODUIT_VENDOR_FILE has: `make run` builds them anew.")


def _check_workers() -> None:
    """Refuse several workers that cannot know of one another."""
    workers = int(os.environ.get("GRANIAN_WORKERS") or 1)
    if workers > 1 and not settings().redis_url:
        raise SettingsError(f"{workers} workers need MONPRODUIT_REDIS_URL: without it, each would keep its own half of a tab.")


def _prepare() -> None:
    from monproduit.demo import FREE_NUMBERS, PASSWORD, PEOPLE, load_if_empty  # noqa: PLC0415
    from monproduit.migrations.run import migrate  # noqa: PLC0415

    settings().data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings().database)
    if settings().demo:
        asyncio.run(load_if_empty())
        engine.cache_clear()
    print(f"\n  monproduit: {settings().origin}\n")  # noqa: T201 (what `make run` says, here and below)
    if settings().has_embedded_provider:
        print("  " + "\n  ".join(f"{person['email']:20} {person['name']}" for person in PEOPLE))  # noqa: T201
        print(f"\n  password: {PASSWORD}   license numbers to try: {', '.join(FREE_NUMBERS)}\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
