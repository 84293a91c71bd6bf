"""Seal short secrets for the database: AES-256-GCM under a key derived from the portal's secret (NIST SP 800-38D, RFC 5869).

What is sealed names the way in which it was, so that another may follow; what names none is of the time before.
"""

import base64
import hmac
import os
from contextlib import suppress
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from monproduit.core.settings import settings

_NONCE = 12
_WAY = "aes256gcm"


class SealBrokenError(Exception):
    """What was sealed cannot be opened: another secret key, another owner, or a change."""


def seal(secret: str, owner: str) -> str:
    """Return a secret as text that only this portal opens, and only for its owner."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(b"seal")).encrypt(nonce, secret.encode(), owner.encode())
    return f"{_WAY}.{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, owner: str) -> str:
    """Return the secret again, sealed under the portal's secret or the one before.

    Raises:
        SealBrokenError: it was not sealed here for this owner, or in a way that is not known.
    """
    way, _, written = sealed.rpartition(".")
    if way not in {_WAY, ""}:
        raise SealBrokenError
    try:
        raw = base64.b64decode(written, validate=True)
    except ValueError as error:
        raise SealBrokenError from error
    for secret_key in filter(None, (settings().secret_key, settings().old_secret_key)):
        with suppress(InvalidTag, ValueError):
            return AESGCM(_derived(secret_key, b"seal")).decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode()).decode()
    raise SealBrokenError


def fingerprint(secret: str) -> str:
    """Return what tells whether two secrets are the same, and nothing else."""
    return hmac.new(_key(b"fingerprint"), secret.encode(), "sha256").hexdigest()


def _key(purpose: bytes) -> bytes:
    return _derived(settings().secret_key, purpose)


@cache
def _derived(secret_key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"monproduit " + purpose).derive(secret_key.encode())
