"""Who sends what is in the outbox, by topic."""

from monproduit.services import mails, webhook_sending
from monproduit.services.outbox import MAIL
from monproduit.services.relay import Sender
from monproduit.services.webhooks import TOPIC

SENDERS: dict[str, Sender] = {MAIL: mails.send, TOPIC: webhook_sending.send}
