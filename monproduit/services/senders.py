"""Who sends what is in the outbox, by topic."""

from monproduit.services import mails
from monproduit.services.relay import Sender

SENDERS: dict[str, Sender] = {"mail": mails.send}
