"""Where the gallery is."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".gallery"
_LIVE = "live"


def is_live() -> bool:
    """Tell whether edits are watched: then examples are compiled apart from the pages, and scenarios are played."""
    return os.environ.get("MONPRODUIT_GALLERY") == _LIVE
