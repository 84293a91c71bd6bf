"""The composition root of the gallery: the pages of the product team, without a database, without signing in, and without the portal's own pages."""

import reflex as rx

from monproduit.components.sheets import STYLESHEETS, head
from monproduit.core.localisation import LOCALES
from monproduit.gallery import prototype
from monproduit.gallery.assets import copy_assets
from monproduit.gallery.page import gallery
from monproduit.gallery.place import is_live
from monproduit.pages.localised import localised
from monproduit.routes import GALLERY, to

copy_assets()
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
    for path, draw, title, loads in prototype.PAGES if is_live() else ():
        app.add_page(localised(draw, language), route=to(path, language), title=f"{title} – monproduit", on_load=loads)
