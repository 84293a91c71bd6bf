"""Who sends what is in the outbox, by topic."""

from monproduit.services import mails, webhook_sending
from monproduit.services.relay import Sender
from monproduit.services.webhooks import TOPIC

SENDERS: dict[str, Sender] = {"mail": mails.send, TOPIC: webhook_sending.send}
