"""Why mail comes back, in plain words: what RFC 3463 says in numbers."""

from monproduit.core.localisation import _


def reason(status: str) -> str:
    """Return a sentence about a status, in the language in use; whether it is for good or for now is another matter."""
    detail = status.partition(".")[2]
    subject = detail.partition(".")[0]
    return _details().get(detail) or _subjects().get(subject) or _("Le serveur de destination n’a pas voulu de nos e-mails.")


def _details() -> dict[str, str]:
    return {
        "1.2": _("Le domaine de cette adresse n’existe pas."),
        "1.6": _("Cette boîte a déménagé, et n’a pas laissé d’adresse."),
        "1.7": _refuses_us(),
        "1.8": _refuses_us(),
        "1.10": _("Cette adresse n’existe pas, ou ne reçoit pas d’e-mails."),
        "2.1": _("Cette boîte est désactivée."),
        "2.2": _("Cette boîte est pleine."),
        "2.3": _("Notre e-mail est trop grand pour cette boîte."),
        "3.4": _("Notre e-mail est trop grand pour cette boîte."),
    }


def _subjects() -> dict[str, str]:
    return {
        "1": _("Cette adresse n’existe pas."),
        "2": _("Cette boîte ne prend pas d’e-mails en ce moment."),
        "4": _("Le serveur de cette adresse n’a pas pu être joint."),
        "7": _refuses_us(),
    }


def _refuses_us() -> str:
    return _("Le serveur de destination refuse les e-mails qui viennent de nous.")
