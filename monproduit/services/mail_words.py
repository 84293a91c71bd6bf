"""What the refusals about mail, profile and reminders say."""

from monproduit.core.localisation import _


def mail_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "unknown_language": _("Choisissez une langue dans la liste."),
        "unknown_time_zone": _("Choisissez un fuseau horaire dans la liste, par exemple Europe/Paris."),
        "unknown_frequency": _("Choisissez quand recevoir les e-mails."),
        "unknown_step": _("Choisissez les rappels dans la liste."),
        "no_such_delivery": _("Cet envoi n’est plus en échec."),
    }
