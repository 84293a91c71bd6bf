"""Serve the portal with a clock that the tests can set, by writing seconds into a file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monproduit.core import clock
from monproduit.serve import main

_FILE = Path(os.environ["MONPRODUIT_DATA_DIR"]) / "clock"


def _now() -> datetime:
    seconds = float(_FILE.read_text()) if _FILE.exists() else 0.0
    return datetime.now(UTC) + timedelta(seconds=seconds)


if __name__ == "__main__":
    clock.now = _now
    main()
