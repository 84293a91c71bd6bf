"""The menu of a license."""

from monproduit.components.license_menu import license_menu
from monproduit.gallery.example import Example, Size, State, example
from monproduit.views.licenses import LicenseAction

ACTIONS = [
    LicenseAction("see", "Voir les détails"),
    LicenseAction("reveal_key", "Afficher la clé"),
    LicenseAction("download_file", "Télécharger le fichier de licence"),
    LicenseAction("assign_users", "Gérer les utilisateurs de la licence"),
    LicenseAction("request_renewal", "Demander le renouvellement"),
    LicenseAction("open_portal", "Ouvrir le portail de licences", "https://licences.editeur.example"),
]


@example(State.MANY, size=Size.SMALL)
def administrator() -> Example:
    """What an administrator may do."""
    return Example(license_menu, "153-482-907", ACTIONS)


@example(State.ONE, size=Size.SMALL)
def looking() -> Example:
    """For somebody who may only look."""
    return Example(license_menu, "153-482-907", ACTIONS[:1])
