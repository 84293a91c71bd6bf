"""The support of products."""

from monproduit.components.product_support import product_support_sheet, supported_products_list
from monproduit.gallery.example import Example, Size, State, example, nothing
from monproduit.gallery.examples.timeline import TIMELINE
from monproduit.views.alerts import AlertLine
from monproduit.views.downloads import LatestDownload
from monproduit.views.product_support import LifeLine, ProductSupport, SupportedProduct, SupportedProducts, Timeline

MINE = LatestDownload("7.1", "21 oct. 2025", "behind", "1 version de retard", "7.2.1 du 5 nov. 2026", "Support jusqu’au 3 avr. 2029")
NONE = LatestDownload("", "Aucun téléchargement")
LINES = [
    LifeLine("7.2.1", "5 nov. 2026", "29 avr. 2028", "18 avr. 2030", "in_force", "Support complet", is_mine=True),
    LifeLine("6.10", "8 juin 2024", "1 déc. 2025", "pas encore", "expiring", "Support limité", is_mine=False),
    LifeLine("6.9", "25 janv. 2023", "—", "8 juil. 2026", "expired", "Support arrêté", is_mine=False),
]
NEWS = [AlertLine("a", "Version 7.2.1 disponible", "product", "Produit", "", "", "23 nov. 2026", "", is_important=True, is_new=True)]


@example(State.MANY, size=Size.WIDE)
def products() -> Example:
    """Two products; of one nothing is known."""
    lines = [
        SupportedProduct("archivo", "Archivo", "Sauvegarde", "AR", 3, MINE, "in_force", "Support complet"),
        SupportedProduct("sonde", "Sonde", "Supervision", "SO", 4, NONE, "none", "—"),
    ]
    return Example(supported_products_list, SupportedProducts(lines, TIMELINE))


@example(State.EMPTY, size=Size.WIDE)
def no_products() -> Example:
    """None."""
    return Example(supported_products_list, SupportedProducts())


@example(State.MANY, State.NEW, State.PORTAL, size=Size.WIDE)
def product() -> Example:
    """A product with everything."""
    page = ProductSupport(
        slug="archivo",
        name="Archivo",
        family="Sauvegarde",
        initials="AR",
        hue=3,
        mine=MINE,
        timeline=TIMELINE,
        lines=LINES,
        more=50,
        more_label="Afficher encore 50",
        news=NEWS,
        has_files=True,
        forum_url="https://forum.editeur.example",
        portal_url="https://licences.editeur.example",
    )
    return Example(product_support_sheet, page, on_more=nothing)


@example(State.MISSING, size=Size.WIDE)
def unknown() -> Example:
    """A product of which nothing is known."""
    return Example(product_support_sheet, ProductSupport("sonde", "Sonde", "Supervision", "SO", 4, NONE, Timeline()), on_more=nothing)
