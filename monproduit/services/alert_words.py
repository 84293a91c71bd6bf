"""What the refusals of publishing say."""

from monproduit.core.localisation import _


def alert_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "draft_refused": _("L’alerte n’est pas encore enregistrée : voyez les remarques à côté des champs."),
        "alert_edited": _(
            "%(who)s a modifié cette alerte pendant que vous écriviez. Votre texte est toujours là : comparez, puis enregistrez la vôtre par-dessus."
        ),
    }
