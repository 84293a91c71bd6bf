"""One way of writing texts so that they are found: the same on every database."""

import unicodedata

_SHORT = 3
_LIGATURES = {ord("œ"): "oe", ord("Œ"): "oe", ord("æ"): "ae", ord("Æ"): "ae"}


def searchable(text: str) -> str:
    """Return a text in small letters, without accents and signs around its words."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def findable(text: str) -> str:
    """Return a text as `searchable` does, with each word as in the singular: `numéros` is found for `numéro` (no stemmer of French does)."""
    words = searchable(text.translate(_LIGATURES)).split()
    return " ".join(word[:-1] if len(word) > _SHORT and word[-1] in "sx" else word for word in words)
