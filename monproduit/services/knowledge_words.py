"""What the refusals of the knowledge base and of the documents say."""

from monproduit.core.localisation import _


def knowledge_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "no_such_article": _("Cet article n’existe pas, ou n’existe plus."),
        "no_answer_yet": _("Dites d’abord si l’article vous a aidé."),
        "no_such_file": _("Ce fichier n’existe pas, ou n’existe plus."),
    }
