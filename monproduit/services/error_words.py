"""What an expected refusal says: what is the matter, and what to do."""

from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, ngettext, number
from monproduit.services.administration_words import administration_messages
from monproduit.services.alert_words import alert_messages
from monproduit.services.api_words import api_messages
from monproduit.services.chat_words import chat_messages
from monproduit.services.knowledge_words import knowledge_messages
from monproduit.services.mail_words import mail_messages
from monproduit.services.request_words import request_messages
from monproduit.services.software_words import software_messages

_OF_OTHERS = (
    mail_messages,
    software_messages,
    chat_messages,
    administration_messages,
    alert_messages,
    api_messages,
    knowledge_messages,
    request_messages,
)


def say(error: PortalError) -> str:
    """Return the message of a refusal in the language in use."""
    if error.key == "too_many":
        minutes = int(error.values["minutes"])
        return ngettext(
            "Trop de numéros erronés. Réessayez dans %(minutes)s minute.",
            "Trop de numéros erronés. Réessayez dans %(minutes)s minutes.",
            minutes,
        ) % {"minutes": number(minutes)}
    known = {key: text for messages in (_messages, *_OF_OTHERS) for key, text in messages().items()}
    return known.get(error.key, _("Cela n’a pas pu être fait. Réessayez, ou contactez le support.")) % error.values


def _messages() -> dict[str, str]:
    return {
        "no_room": _("Il n’y a plus de place sur le serveur : rien n’a été enregistré. Réessayez plus tard, ou contactez le support."),
        "sign_in_again": _("Connectez-vous de nouveau d’abord : la preuve que c’est vous date de plus de dix minutes."),
        "empty": _("Saisissez un numéro de licence."),
        "too_many_numbers": _("Collez au plus %(limit)s numéros à la fois."),
        "message_kind": _("Déposez un message .eml, un fichier .txt ou un .pdf."),
        "message_too_large": _("Ce fichier est trop grand : 5 Mo au plus."),
        "message_unreadable": _("Ce fichier ne peut pas être lu. Copiez le texte du message, et collez-le ici."),
        "malformed": _("Un numéro de licence se compose de 4 à 64 chiffres et lettres, par exemple 153-482-907. Vérifiez votre saisie."),
        "unknown": _("Ce numéro ne nous est pas connu. Comparez-le avec votre e-mail d’achat, ou contactez le support."),
        "license_already_mine": _("Cette licence de %(product)s est déjà enregistrée sur votre compte."),
        "product_already_mine": _("%(product)s est déjà dans vos produits."),
        "suspended": _("La licence %(number)s est suspendue. Contactez le support pour la rétablir."),
        "revoked": _("La licence %(number)s est révoquée et ne peut plus être enregistrée. Contactez le support."),
        "waiting": _("Votre demande pour %(product)s attend la réponse d’un administrateur. Vous n’avez rien d’autre à faire."),
        "refused": _("Un administrateur a refusé votre demande pour %(product)s. Adressez-vous à lui, ou contactez le support."),
        "no_choice": _("Choisissez un produit dans la liste."),
        "unknown_product": _("Ce produit n’est plus au catalogue. Choisissez-en un autre."),
    }
