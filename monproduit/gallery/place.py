"""Where the gallery is."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".gallery"
LIVE = "live"
"""What `MONPRODUIT_GALLERY` is where edits are watched, and examples are compiled apart from the pages."""
