"""Serve the portal with a clock that the tests can set, by writing seconds into a file; with other states, where the environment says so."""

import gc
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import reflex as rx

from monproduit.core import clock
from monproduit.serve import main

_FILE = Path(os.environ["MONPRODUIT_DATA_DIR"]) / "clock"


def _now() -> datetime:
    seconds = float(_FILE.read_text()) if _FILE.exists() else 0.0
    return datetime.now(UTC) + timedelta(seconds=seconds)


def _say() -> None:
    print(json.dumps({"event": "a worker begins", "looks_for_garbage": gc.isenabled()}), flush=True)  # noqa: T201


if __name__ == "__main__":
    os.register_at_fork(after_in_child=_say)
    clock.now = _now
    if schema := os.environ.get("MONPRODUIT_SCHEMA"):
        rx.State._to_frontend_schema = classmethod(lambda _state: schema)  # type: ignore[method-assign]
    main()
