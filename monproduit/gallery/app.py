"""The composition root of the gallery: the pages of the product team, without a database, without signing in, and without the portal's own pages."""

import shutil
from pathlib import Path

import reflex as rx
from reflex.utils.prerequisites import get_web_dir

from monproduit.components.sheets import STYLESHEETS, head
from monproduit.core.localisation import LOCALES
from monproduit.gallery import prototype
from monproduit.gallery.page import gallery
from monproduit.pages.localised import localised
from monproduit.routes import GALLERY, to


def _copy_browser_files() -> None:
    """Put what the browser runs for the gallery beside what is compiled; a file that did not change is left alone."""
    folder = get_web_dir() / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for file in (Path(__file__).parent / "browser").iterdir():
        copy = folder / file.name
        if not copy.exists() or copy.read_bytes() != file.read_bytes():
            shutil.copyfile(file, copy)


_copy_browser_files()
app = rx.App(
    stylesheets=STYLESHEETS,
    head_components=head(),
    html_lang="fr",
    toaster=None,
    extra_app_wraps={(5, "Overlay"): lambda _is_stateful: rx.fragment()},
    api_transformer=[prototype.http()],
)
prototype.begin(app)
for language in LOCALES:
    app.add_page(localised(gallery, language), route=to(GALLERY, language), title="Gallery – monproduit")
    for path, draw, title, loads in prototype.PAGES:
        app.add_page(localised(draw, language), route=to(path, language), title=f"{title} – monproduit", on_load=loads)
