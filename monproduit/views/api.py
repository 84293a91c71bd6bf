"""Tokens and webhooks, as the vendor's staff sees them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token: what it may do, and when it was used last."""

    name: str
    scopes: str
    made: str
    used: str
    ends: str


@dataclass(frozen=True, slots=True)
class MadeSecret:
    """A token or a secret that is shown this once, and whose it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HookLine:
    """One address of another system; `status` is in_force, failing or disabled."""

    id: int
    name: str
    url: str
    events: str
    status: str
    status_label: str
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One webhook on its way or arrived; `status` names a badge."""

    id: int
    event: str
    endpoint: str
    at: str
    status: str
    status_label: str
    error: str
    is_over: bool
