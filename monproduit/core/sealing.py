"""Seal short secrets for the database: AES-256-GCM under a key derived from the portal's secret (NIST SP 800-38D, RFC 5869)."""

import base64
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from monproduit.core.settings import settings

_NONCE = 12


class SealBrokenError(Exception):
    """What was sealed cannot be opened: another secret key, another owner, or a change."""


def seal(secret: str, owner: str) -> str:
    """Return a secret as text that only this portal opens, and only for its owner."""
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(_key(b"seal")).encrypt(nonce, secret.encode(), owner.encode())).decode()


def unseal(sealed: str, owner: str) -> str:
    """Return the secret again.

    Raises:
        SealBrokenError: it was not sealed here for this owner.
    """
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(_key(b"seal")).decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def fingerprint(secret: str) -> str:
    """Return what tells whether two secrets are the same, and nothing else."""
    return hmac.new(_key(b"fingerprint"), secret.encode(), "sha256").hexdigest()


def _key(purpose: bytes) -> bytes:
    return _derived(settings().secret_key, purpose)


@cache
def _derived(secret_key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"monproduit " + purpose).derive(secret_key.encode())
