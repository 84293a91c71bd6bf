"""Downloads and the support of products, in their states."""

from dataclasses import replace
from typing import Any

import reflex as rx

from monproduit.components.file_check import file_check, file_verdict
from monproduit.components.product_support import product_support_sheet, supported_products_list
from monproduit.components.software import no_software, software_filters, software_list
from monproduit.core.localisation import _
from monproduit.views.alerts import AlertLine, Choice
from monproduit.views.downloads import LatestDownload
from monproduit.views.product_support import Bar, BarRow, LifeLine, ProductSupport, SupportedProduct, SupportedProducts, Tick, Timeline
from monproduit.views.software import FileVerdict, Software, SoftwareFile, SoftwareProduct, SoftwareVersion

_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_FILE = SoftwareFile("archivo-7.2.1.zip", "183,5 Mo", "4 nov. 2026", _HASH, "/files/software/1", is_outside=False, absence="")
_NEWEST = SoftwareVersion(
    1,
    "7.2.1",
    "publiée le 5 nov. 2026",
    is_latest=True,
    is_mine=True,
    reason="",
    support="Support jusqu’au 18 avr. 2030",
    support_status="in_force",
    has_notes=True,
    files=[_FILE, replace(_FILE, is_outside=True)],
)
_OLD = SoftwareVersion(
    2,
    "6.9",
    "publiée le 25 janv. 2023",
    is_latest=False,
    is_mine=False,
    reason="Publiée après la fin de votre maintenance, le 1 oct. 2022.",
    support="Support arrêté le 8 juil. 2026",
    support_status="expired",
    has_notes=False,
    files=[replace(_FILE, name="archivo-6.9.zip", address="", sha256="", absence="Ce fichier n’est pas disponible pour le moment.")],
)
_PRODUCT = SoftwareProduct(
    "archivo", "Archivo", "Sauvegarde", "AR", 30, "covered", "Maintenance jusqu’au 15 mars 2027.", [_NEWEST, _OLD], "Toutes les versions (5)"
)
_SAYS = {
    "expired": "Maintenance terminée le 1 oct. 2026.",
    "none": "Aucune licence de ce produit n’est enregistrée sur votre compte.",
    "role": "Votre rôle d’utilisateur de licence ne permet pas de télécharger.",
    "suspended": "Vos licences de ce produit sont suspendues ou révoquées.",
    "no_contract": "Vos licences de ce produit n’ont pas de contrat de maintenance.",
}
_OTHERS = [replace(_PRODUCT, slug=f"p-{status}", name=f"Produit {status}", status=status, says=says, versions=[]) for status, says in _SAYS.items()]
_SOFTWARE = Software([_PRODUCT, *_OTHERS], "3 fichiers", "Aucun fichier n’est publié pour : Sonde.", 50, "50 de plus")
_VERDICTS = (
    FileVerdict("known", "archivo-7.2.1.zip est authentique.", "Son contenu est exactement celui que nous publions : Archivo 7.2.1."),
    FileVerdict("differs", "archivo-7.2.1.zip est endommagé ou modifié.", "Ne l’installez pas : téléchargez-le de nouveau."),
    FileVerdict("unknown", "photo.jpg ne nous est pas connu.", "Aucun fichier publié pour vos produits n’a ce contenu."),
)
_BARS = [
    Bar("7.2.1", "50%", "20%", "25%", "in_force", is_open=False, is_mine=True),
    Bar("7.1", "40%", "12%", "40%", "in_force", is_open=True, is_mine=False),
    Bar("6.9", "0%", "10%", "25%", "expired", is_open=False, is_mine=False),
]
_TICKS = [Tick(str(2024 + place), f"{place * 25}%") for place in range(4)]
_TIMELINE = Timeline([BarRow("archivo", "Archivo", _BARS, "et 4 autres versions")], _TICKS, "55%", "Aujourd’hui, 25 nov. 2026", "Frise du support.")
_MINE = LatestDownload("7.1", "21 oct. 2025", "behind", "1 version de retard", "7.2.1 du 5 nov. 2026", "Support jusqu’au 3 avr. 2029")
_SUPPORTED = SupportedProducts(
    [
        SupportedProduct("archivo", "Archivo", "Sauvegarde", "AR", 30, _MINE, "in_force", "Support complet"),
        SupportedProduct("sonde", "Sonde", "Supervision", "SO", 280, LatestDownload("", "Aucun téléchargement"), "none", "—"),
    ],
    _TIMELINE,
)
_LINES = [
    LifeLine("7.2.1", "5 nov. 2026", "29 avr. 2028", "18 avr. 2030", "in_force", "Support complet", is_mine=True),
    LifeLine("6.10", "8 juin 2024", "1 déc. 2025", "pas encore", "expiring", "Support limité", is_mine=False),
    LifeLine("6.9", "25 janv. 2023", "—", "8 juil. 2026", "expired", "Support arrêté", is_mine=False),
]


def examples() -> list[rx.Component]:
    """Return the pages of downloads and product support in their states."""
    return [
        rx.el.h2(_("Téléchargements de logiciels")),
        software_filters(rx.Var.create([Choice("archivo", "Archivo")]), rx.Var.create(""), on_search=rx.noop(), on_choose=_nothing),
        software_list(
            rx.Var.create(_SOFTWARE), rx.Var.create({"1": "<p>Les sondes <strong>parlent</strong>.</p>"}), on_notes=_nothing, on_more=_nothing
        ),
        no_software(),
        file_check(rx.Var.create(_VERDICTS[0]).to(FileVerdict), on_identify=_nothing),
        *(file_verdict(rx.Var.create(verdict)) for verdict in _VERDICTS[1:]),
        rx.el.h2(_("Support produits")),
        supported_products_list(rx.Var.create(_SUPPORTED)),
        *(product_support_sheet(rx.Var.create(page), on_more=_nothing) for page in _pages()),
    ]


def _pages() -> list[ProductSupport]:
    """Return a product with everything, and one that nothing is known of."""
    news = [AlertLine("a", "Version 7.2.1 disponible", "product", "Produit", "", "", "23 nov. 2026", "", is_important=True, is_new=True)]
    outside = {"forum_url": "https://forum.editeur.example", "portal_url": "https://licences.editeur.example"}
    whole = ProductSupport("archivo", "Archivo", "Sauvegarde", "AR", 30, _MINE, _TIMELINE, _LINES, 50, "50 de plus", news, has_files=True, **outside)
    return [whole, ProductSupport("sonde", "Sonde", "Supervision", "SO", 280, LatestDownload("", "Aucun téléchargement"), Timeline())]


def _nothing(*_what: Any) -> Any:
    return rx.noop()
