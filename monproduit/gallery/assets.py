"""What the browser gets as it is: stylesheets, scripts, and what runs the gallery's own page."""

import shutil
from pathlib import Path

from reflex.utils.prerequisites import get_web_dir

from monproduit.gallery.place import ROOT

ASSETS, BROWSER = ROOT / "assets", Path(__file__).parent / "browser"


def copy_assets() -> None:
    """Put them beside what is compiled; a file that did not change is left alone, so that no browser loads it anew."""
    for source, pattern, folder in ((BROWSER, "*.*", "gallery"), (ASSETS, "*.*", "public"), (ASSETS, "*.css", "styles")):
        target = get_web_dir() / folder
        target.mkdir(parents=True, exist_ok=True)
        for file in source.glob(pattern):
            copy = target / file.name
            if not copy.exists() or copy.read_bytes() != file.read_bytes():
                shutil.copyfile(file, copy)
