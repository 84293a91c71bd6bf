"""Release notes of the demo's versions."""

_NEWS = {
    "Sauvegarde et reprise": (
        "Restauration d’un fichier isolé depuis le tableau des sauvegardes",
        "La copie hors site reprend là où elle s’était arrêtée",
        "L’archivage n’échoue plus sur les chemins de plus de 260 signes",
    ),
    "Supervision": (
        "Tableaux de bord partagés entre équipes",
        "Seuils d’alerte par plage horaire",
        "Une sonde muette est signalée au bout de deux minutes au lieu de dix",
    ),
    "Bases de données": (
        "Plan d’exécution comparé d’une version à l’autre",
        "Export vers un tableur sans limite de lignes",
        "La coloration des requêtes longues ne ralentit plus la saisie",
    ),
    "Identités et accès": (
        "Second facteur par clé de sécurité",
        "Journal des accès filtré par annuaire",
        "Le renouvellement d’un certificat ne coupe plus les sessions ouvertes",
    ),
}


def notes(family: str, name: str, version: str) -> str:
    """Return the notes of a version in Markdown."""
    first, second, mended = _NEWS[family]
    return (
        f"## {name} {version}\n\n**Nouveautés**\n\n- {first}\n- {second}\n\n**Corrections**\n\n- {mended}\n\n"
        "Avant de mettre à jour, enregistrez la configuration : la version précédente ne relit pas la nouvelle."
    )
