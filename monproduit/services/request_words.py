"""What the refusals of service requests and of their files say."""

from monproduit.core.localisation import _


def request_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return _opening_messages() | _conversation_messages() | _file_messages()


def _opening_messages() -> dict[str, str]:
    return {
        "no_form": _("Le formulaire n’est plus valable. Rechargez la page : votre texte y reste."),
        "no_title": _("Donnez un titre à la demande."),
        "no_severity": _("Choisissez une gravité."),
        "by_telephone_only": _("Une demande de gravité 1 se fait par téléphone seulement."),
        "request_not_allowed": _("Votre rôle ne permet pas d’ouvrir une demande pour ce produit. Adressez-vous à un administrateur du groupe."),
        "no_license_chosen": _("Choisissez la licence que la demande concerne."),
        "license_not_usable": _("La licence %(number)s n’est plus utilisable pour une demande. Choisissez-en une autre ; votre texte est conservé."),
        "promise_changed": _(
            "Le support de cette licence vient de changer. Vérifiez le délai affiché maintenant, puis envoyez à nouveau : rien n’est perdu."
        ),
    }


def _conversation_messages() -> dict[str, str]:
    return {
        "no_such_service_request": _("Cette demande de service n’existe pas, ou n’est pas à vous."),
        "no_text": _("Écrivez d’abord votre message."),
        "request_closed": _("La demande est fermée entre-temps. Rouvrez-la pour répondre ; votre texte est conservé."),
        "too_late": _("Cette demande pouvait être rouverte jusqu’au %(date)s. Créez-en une nouvelle, et citez son numéro."),
        "unknown_status": _("Choisissez un état."),
        "no_such_staff": _("Choisissez une personne du support."),
    }


def _file_messages() -> dict[str, str]:
    return {
        "no_such_file": _("Ce fichier n’existe pas, ou n’est pas à vous."),
        "file_kind": _("Ce genre de fichier n’est pas accepté. Envoyez un texte, un PDF, une image, un document ou une archive .zip, .gz ou .7z."),
        "file_content": _("Le contenu de ce fichier n’est pas celui d’un fichier .%(kind)s."),
        "file_infected": _("Ce fichier est infecté : il n’a pas été gardé. Vérifiez votre poste."),
        "no_scanner": _("Les fichiers ne peuvent pas être vérifiés en ce moment. Réessayez plus tard, ou envoyez votre demande sans fichier."),
        "file_empty": _("Ce fichier est vide."),
        "file_too_large": _("Ce fichier est trop grand : %(limit)s Mo au plus."),
        "too_many_files": _("Au plus %(limit)s fichiers à la fois."),
    }
