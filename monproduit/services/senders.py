"""Who sends what is in the outbox, by topic."""

from monproduit.services.relay import Sender

SENDERS: dict[str, Sender] = {}
