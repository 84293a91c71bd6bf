"""One way of writing texts so that they are found: the same on every database."""

import unicodedata


def searchable(text: str) -> str:
    """Return a text in small letters, without accents and signs around its words."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())
