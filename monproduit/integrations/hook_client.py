"""Send signed webhooks over HTTP, and to public addresses only: RFC 9110, Standard Webhooks."""

import asyncio
import json
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx2
from standardwebhooks import Webhook

_TIMEOUT = 10.0
_OK = range(200, 300)
_GONE = 410


class HookError(Exception):
    """A webhook was not taken.

    Attributes:
        is_permanent: sending it again is of no use.
        is_unsure: it may have arrived.
    """

    def __init__(self, reason: str, *, is_permanent: bool = False, is_unsure: bool = False) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.is_permanent, self.is_unsure = is_permanent, is_unsure


@dataclass(frozen=True, slots=True)
class Hook:
    """What is sent: where to, signed with which secret, under which name."""

    url: str
    secret: str
    name: str
    body: dict[str, Any]


async def post(hook: Hook, moment: datetime, *, private: bool = False) -> None:
    """Send a webhook; whatever answers 2xx within ten seconds has taken it. Redirects are not followed.

    Raises:
        HookError: it was not taken; the reason names no secret.
    """
    content = json.dumps(hook.body, ensure_ascii=False, separators=(",", ":"))
    stamp = moment.replace(microsecond=0)
    headers = {
        "content-type": "application/json",
        "user-agent": "monproduit",
        "webhook-id": hook.name,
        "webhook-timestamp": str(int(stamp.timestamp())),
        "webhook-signature": Webhook(hook.secret).sign(hook.name, stamp, content),
    }
    parts = urlsplit(hook.url)
    host = parts.hostname or ""
    address = await resolve(host, parts.port or (443 if parts.scheme == "https" else 80), private=private)
    at = f"[{address}]" if ":" in address else address
    url = parts._replace(netloc=f"{at}:{parts.port}" if parts.port else at).geturl()  # the address that was checked, not another look-up
    headers["host"] = parts.netloc.rpartition("@")[2]
    try:
        async with httpx2.AsyncClient(timeout=_TIMEOUT, follow_redirects=False, trust_env=False, verify=_trusted()) as client:
            answer = await client.post(url, content=content.encode(), headers=headers, extensions={"sni_hostname": host})
    except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
        raise HookError(f"cannot be reached: {type(error).__name__}") from error
    except httpx2.HTTPError as error:
        raise HookError(f"no answer: {type(error).__name__}", is_unsure=True) from error
    if answer.status_code not in _OK:
        raise HookError(f"answered {answer.status_code}", is_permanent=answer.status_code == _GONE)


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom to believe who they are, read once: each client would read all certificates anew."""
    return httpx2.create_ssl_context(trust_env=False)


async def resolve(host: str, port: int, *, private: bool) -> str:
    """Return the address behind a host name.

    Raises:
        HookError: there is none, or one of them is private, loopback, link-local or otherwise not public.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise HookError("the host name is unknown") from error
    addresses = [str(one[4][0]) for one in found]
    if not private and not all(_is_public(address) for address in addresses):
        raise HookError("the address is not public (MONPRODUIT_WEBHOOKS_PRIVATE allows it)", is_permanent=True)
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not (mapped or found).is_multicast
