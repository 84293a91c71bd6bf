"""What the refusals about tokens and webhooks say."""

from monproduit.core.localisation import _


def api_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "no_token_name": _("Donnez un nom au jeton : %(limit)s signes au plus."),
        "token_name_taken": _("Un jeton s’appelle déjà « %(name)s ». Donnez un autre nom, ou révoquez-le d’abord."),
        "no_scope": _("Choisissez au moins un droit."),
        "unknown_scope": _("Choisissez parmi les droits proposés."),
        "wrong_days": _("Indiquez une durée entre 1 et %(limit)s jours."),
        "no_such_token": _("Ce jeton n’existe pas, ou il est déjà révoqué."),
        "no_hook_name": _("Donnez un nom à l’adresse : %(limit)s signes au plus."),
        "hook_name_taken": _("Une adresse s’appelle déjà « %(name)s ». Donnez un autre nom."),
        "wrong_url": _("Indiquez une adresse complète qui commence par https://, par exemple https://crm.exemple.fr/webhooks."),
        "hook_host": _("Les webhooks ne vont qu’aux serveurs que l’exploitant du portail a nommés ; celui-ci n’en est pas."),
        "no_event": _("Choisissez au moins un événement."),
        "too_many_hooks": _("Il y a déjà %(limit)s adresses. Supprimez-en une."),
        "no_such_hook": _("Cette adresse n’existe plus."),
        "no_such_delivery": _("Cet envoi n’existe plus."),
        "hook_disabled": _("Cette adresse est désactivée. Activez-la d’abord."),
    }
