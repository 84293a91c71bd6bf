"""E-mail addresses as people type them."""

_LONGEST = 254


def is_email(address: str) -> bool:
    """Tell whether a text looks like one e-mail address: it is proven only by a message that arrives."""
    name, at, domain = address.partition("@")
    is_whole = bool(name and at and "." in domain.strip(".")) and "@" not in domain and len(address) <= _LONGEST
    return is_whole and address.isprintable() and not any(sign.isspace() or sign in '<>"(),;:\\' for sign in address)
