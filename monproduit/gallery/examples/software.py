"""Downloads of software."""

from dataclasses import replace
from functools import partial

from monproduit.components.software import no_software, software_filters, software_list
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.views.alerts import Choice
from monproduit.views.software import Software, SoftwareFile, SoftwareProduct, SoftwareVersion

wide = partial(example, size=Size.WIDE)
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FILE = SoftwareFile("archivo-7.2.1.zip", "183,5 Mo", "4 nov. 2026", SHA256, "/files/software/1", is_outside=False, absence="")
NEWEST = SoftwareVersion(
    id=1,
    version="7.2.1",
    released="publiée le 5 nov. 2026",
    is_latest=True,
    is_mine=True,
    reason="",
    support="Support jusqu’au 18 avr. 2030",
    support_status="in_force",
    has_notes=True,
    files=[FILE, replace(FILE, is_outside=True)],
)
OLD = SoftwareVersion(
    id=2,
    version="6.9",
    released="publiée le 25 janv. 2023",
    is_latest=False,
    is_mine=False,
    reason="Publiée après la fin de votre maintenance, le 1 oct. 2022.",
    support="Support arrêté le 8 juil. 2026",
    support_status="expired",
    has_notes=False,
    files=[replace(FILE, name="archivo-6.9.zip", address="", sha256="", absence="Ce fichier n’est pas disponible pour le moment.")],
)
PRODUCT = SoftwareProduct(
    "archivo", "Archivo", "Sauvegarde", "AR", 3, "covered", "Maintenance jusqu’au 15 mars 2027.", [NEWEST, OLD], "Toutes les versions (5)"
)
NOTES = {"1": "<p>Les sondes <strong>parlent</strong>.</p>"}


def _without(status: str, says: str) -> Example:
    product = replace(PRODUCT, slug=f"p-{status}", status=status, says=says, versions=[], older="")
    return _list(Software([product], "0 fichier"))


def _list(found: Software) -> Example:
    return Example(software_list, found, var(NOTES), on_notes=nothing, on_more=nothing)


@wide(State.MANY)
def filters() -> Example:
    """Words and a product."""
    return Example(software_filters, [Choice("archivo", "Archivo")], var(""), var(""), on_search=nothing, on_choose=nothing)


@wide(State.MANY)
def versions() -> Example:
    """Two versions with their files, and more."""
    return _list(Software([PRODUCT], "3 fichiers", "Aucun fichier n’est publié pour : Sonde.", 50, "Afficher encore 50"))


@wide(State.EXPIRED)
def expired() -> Example:
    """The maintenance has ended."""
    return _without("expired", "Maintenance terminée le 1 oct. 2026.")


@wide(State.SUSPENDED)
def suspended() -> Example:
    """The licenses are suspended."""
    return _without("suspended", "Vos licences de ce produit sont suspendues ou révoquées.")


@wide()
def unlicensed() -> Example:
    """No license."""
    return _without("none", "Aucune licence de ce produit n’est enregistrée sur votre compte.")


@wide()
def role() -> Example:
    """A role that may not download."""
    return _without("role", "Votre rôle d’utilisateur de licence ne permet pas de télécharger.")


@wide()
def no_contract() -> Example:
    """No contract."""
    return _without("no_contract", "Vos licences de ce produit n’ont pas de contrat de maintenance.")


@wide(State.LONG)
def long_words() -> Example:
    """A file without a place to break."""
    return _list(Software([replace(PRODUCT, versions=[replace(NEWEST, files=[replace(FILE, name=f"{LONG_WORD}.zip")])])], "1 fichier"))


@wide(State.EMPTY)
def none() -> Example:
    """Nothing."""
    return Example(no_software)
