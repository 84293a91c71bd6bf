"""What the refusals of downloads say."""

from monproduit.core.localisation import _


def software_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "no_such_file": _("Ce fichier n’existe pas, ou n’est d’aucun de vos produits."),
        "no_such_version": _("Cette version n’existe pas, ou n’est d’aucun de vos produits."),
        "no_such_product": _("Ce produit n’existe pas, ou n’est pas dans vos produits."),
        "not_covered": _("La version %(version)s a été publiée après la fin de votre maintenance. Renouvelez-la pour la télécharger."),
        "no_license_to_download": _("Aucune licence de ce produit n’est enregistrée sur votre compte. Ajoutez son numéro pour télécharger."),
        "role_downloads_not": _(
            "Votre rôle d’utilisateur de licence ne permet pas de télécharger. Adressez-vous à un administrateur de votre groupe."
        ),
        "licenses_suspended": _("Vos licences de ce produit sont suspendues ou révoquées. Contactez le support."),
        "no_maintenance": _("Vos licences de ce produit n’ont pas de contrat de maintenance. Demandez-en un pour télécharger."),
        "file_gone": _("Le fichier %(file)s n’est pas disponible pour le moment. Réessayez plus tard, ou contactez le support."),
        "link_over": _("Ce lien de téléchargement n’est plus valable. Reprenez le téléchargement depuis la page."),
        "hash_malformed": _("L’empreinte de ce fichier n’a pas pu être calculée. Réessayez."),
    }
