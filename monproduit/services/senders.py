"""Who sends what is in the outbox, by topic."""

from monproduit.services import webhook_sending
from monproduit.services.relay import Sender
from monproduit.services.webhooks import TOPIC

SENDERS: dict[str, Sender] = {TOPIC: webhook_sending.send}
