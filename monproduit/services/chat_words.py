"""What chats say: who is there, what happened, and why something was refused."""

from monproduit.core.enums import ChatEvent
from monproduit.core.localisation import _, ngettext, number


def chat_messages() -> dict[str, str]:
    """Return the messages by their keys, in the language in use."""
    return {
        "chat_empty": _("Écrivez votre message."),
        "chat_too_long": _("Votre message est trop long : %(limit)s signes au plus. Coupez-le en deux."),
        "chat_flood": _("Vous écrivez plus vite que nous ne lisons. Rien n’est perdu : renvoyez votre message dans %(seconds)s secondes."),
        "chat_wrong_key": _("Ce message n’a pas pu être reconnu. Rechargez la page."),
        "no_such_chat": _("Cette conversation n’existe pas, ou elle est terminée."),
        "chat_not_joined": _("Rejoignez d’abord la conversation."),
    }


def happened(kind: str, author: str, text: str) -> str:
    """Say what a line that is not somebody's words tells."""
    return {
        ChatEvent.JOINED: _("%(name)s a rejoint la conversation."),
        ChatEvent.LEFT: _("%(name)s a quitté la conversation."),
        ChatEvent.REQUEST: _("Cette conversation est liée à la demande %(text)s."),
        ChatEvent.ENDED: _("%(name)s a terminé la conversation."),
        ChatEvent.TIMED_OUT: _("La conversation s’est terminée, faute de nouveaux messages."),
    }[ChatEvent(kind)] % {"name": author, "text": text}


def panel_words(state: str, *, is_there: bool) -> str:
    """Say whether somebody is there, and what comes next."""
    if state == "joined":
        return _("vous répond.")
    if state == "ended":
        return _("Cette conversation est terminée. Écrivez pour en commencer une autre.")
    if state == "waiting":
        if is_there:
            return _("Le support est là : quelqu’un vous répond dans un instant.")
        return _("Personne n’est disponible pour le moment. Votre message attend, et vous recevrez la réponse ici.")
    return _("Le support est là. Posez votre question.") if is_there else _("Personne n’est disponible pour le moment.")


def writing(name: str) -> str:
    """Say that somebody is writing."""
    return _("%(name)s écrit…") % {"name": name}


def unread_label(count: int) -> str:
    """Say how many messages are new, or nothing when there are none."""
    return ngettext("%(count)s nouveau message", "%(count)s nouveaux messages", count) % {"count": number(count)} if count else ""


def waiting_label(count: int) -> str:
    """Say how many chats want an engineer, or nothing when there are none."""
    return ngettext("%(count)s conversation vous attend", "%(count)s conversations vous attendent", count) % {"count": number(count)} if count else ""


def desk_words(*, is_open: bool, engineers: str) -> str:
    """Say where a chat stands, to an engineer."""
    if not is_open:
        return _("Cette conversation est terminée.")
    return _("En conversation avec %(names)s") % {"names": engineers} if engineers else _("Personne n’a encore répondu.")
