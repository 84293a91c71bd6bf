"""What the refusals of license and group administration say."""

from monproduit.core.localisation import _


def administration_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return _license_messages() | _group_messages() | _invitation_messages()


def _license_messages() -> dict[str, str]:
    return {
        "no_such_license": _("Cette licence n’existe pas, ou n’est pas à vous."),
        "not_allowed": _("Votre rôle ne le permet pas. Adressez-vous à un administrateur du groupe."),
        "no_such_alert": _("Cette alerte n’existe pas, ou ne concerne aucun de vos produits."),
        "staff_only": _("Cette page n’existe pas."),
        "not_registered": _("Ce produit n’est pas dans vos produits."),
        "key_unreadable": _("La clé de la licence %(number)s ne peut pas être lue. Contactez le support."),
        "already_asked": _("Le renouvellement de cette licence est déjà demandé."),
        "wrong_quantity": _("Indiquez une quantité entre 1 et 1 000 000."),
        "wrong_end": _("Indiquez une date à venir, dans dix ans au plus tard."),
        "too_long": _("Le texte est trop long : %(limit)s signes au plus."),
        "no_seat": _("Cette licence a déjà tous ses utilisateurs (%(limit)s). Retirez-en un, ou demandez une plus grande licence."),
        "already_assigned": _("%(name)s est déjà utilisateur de cette licence."),
        "not_assigned": _("Cette personne n’est plus utilisateur de la licence."),
    }


def _group_messages() -> dict[str, str]:
    return {
        "no_such_group": _("Ce groupe n’existe pas, ou vous n’en êtes pas membre."),
        "no_such_member": _("Cette personne n’est plus membre du groupe."),
        "no_name": _("Donnez un nom au groupe."),
        "no_role": _("Gardez au moins un rôle à cette personne, ou retirez-la du groupe."),
        "unknown_role": _("Choisissez un rôle."),
        "unknown_policy": _("Choisissez une règle d’adhésion."),
        "too_many_calendars": _("Vous avez déjà %(limit)s adresses de calendrier. Fermez-en une."),
        "too_many_feeds": _("Vous avez déjà %(limit)s adresses de flux. Fermez-en une."),
        "no_such_feed": _("Cette adresse de flux n’existe plus."),
        "no_such_calendar": _("Cette adresse de calendrier n’existe plus."),
        "last_administrator": _("Un groupe garde au moins un administrateur : nommez d’abord quelqu’un d’autre."),
        "no_such_request": _("Cette demande n’attend plus de réponse."),
    }


def _invitation_messages() -> dict[str, str]:
    return {
        "email_malformed": _("Indiquez une adresse e-mail, par exemple prenom@exemple.fr."),
        "already_member": _("Cette personne a déjà ce rôle dans le groupe."),
        "already_invited": _("Cette personne est déjà invitée. Annulez l’invitation pour en faire une autre."),
        "too_many_invitations": _("Le groupe a déjà %(limit)s invitations sans réponse."),
        "no_such_invitation": _("Cette invitation n’existe pas, ou elle a été annulée."),
        "invitation_used": _("Cette invitation a déjà servi."),
        "invitation_over": _("Cette invitation n’est plus valable. Demandez-en une autre à l’administrateur du groupe."),
        "invitation_for_another": _("Cette invitation est adressée à quelqu’un d’autre. Connectez-vous avec l’adresse qui l’a reçue."),
    }
