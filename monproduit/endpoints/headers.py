"""What every answer says about itself: a strict content policy, and how long it keeps."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from monproduit.core.settings import settings
from monproduit.core.vendor import vendor

_INLINE = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
Headers = list[tuple[bytes, bytes]]


def security_headers() -> Headers:
    """Return what every answer says besides its policy."""
    always = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }
    if settings().origin.startswith("https:"):
        always["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return [(name.lower().encode(), value.encode()) for name, value in always.items()]


def content_policy(content_type: str, built: Path, provider: str) -> str:
    """Return the policy of an answer: scripts by address, and on pages also those of the build by their hash."""
    return _policy(_hashes_of(built) if content_type.startswith("text/html") else (), provider)


def cache_control(path: str, content_type: str) -> bytes:
    """Return how long an answer keeps: built files for ever, pages never, since signing out must empty them."""
    if path.startswith("/assets/"):
        return b"public, max-age=31536000, immutable"
    return b"private, no-store" if content_type.startswith("text/html") else b"no-cache"


def with_charset(content_type: str) -> str:
    """Return the type of an answer with the way its text is written: a browser guesses where none is said."""
    kind = content_type.partition(";")[0].strip().lower()
    is_text = kind.startswith("text/") or kind.endswith(("+xml", "/xml"))
    return f"{content_type}; charset=utf-8" if is_text and "charset=" not in content_type.lower() else content_type


@cache
def _hashes_of(built: Path) -> tuple[str, ...]:
    return tuple(sorted({digest for page in built.rglob("*.html") for digest in _hashes(page.read_bytes())}))


@cache
def _policy(hashes: tuple[str, ...], provider: str) -> str:
    origin = settings().origin
    socket = origin.replace("http", "ws", 1)
    players = " ".join(vendor().video_hosts)
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {socket}",
            f"media-src 'self' {players}".strip(),
            "frame-src " + (players or "'none'"),
            "manifest-src 'self'",
            "base-uri 'none'",
            f"form-action 'self' {provider}".strip(),
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def _hashes(page: bytes) -> list[str]:
    return [f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in _INLINE.findall(page) if script]
