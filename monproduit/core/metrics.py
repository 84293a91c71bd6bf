"""What this process counts for Prometheus; no label ever says who."""

from prometheus_client import CollectorRegistry, Counter, Gauge

REGISTRY = CollectorRegistry()
WAITING = Gauge("monproduit_outbox_waiting", "Messages that have not left yet.", ["topic"], registry=REGISTRY)
OLDEST = Gauge("monproduit_outbox_oldest_seconds", "How long the oldest of them has been due.", ["topic"], registry=REGISTRY)
FAILED = Gauge("monproduit_outbox_failed", "Messages that were given up, and wait for somebody to look.", ["topic"], registry=REGISTRY)
BOUNCED = Gauge("monproduit_mails_bounced", "Mails that came back, as long as they are kept.", ["kind"], registry=REGISTRY)
SUSPENDED = Gauge("monproduit_addresses_suspended", "Addresses that get no more mail, since it comes back.", registry=REGISTRY)
DELIVERIES = Counter("monproduit_deliveries", "Attempts to send a message, by what became of them.", ["topic", "outcome"], registry=REGISTRY)
TABS = Gauge("monproduit_open_tabs", "Pages that are open.", registry=REGISTRY)
CHANGES = Counter("monproduit_changes_delivered", "Changes that were brought to open pages.", registry=REGISTRY)
REQUESTS = Counter("monproduit_http_requests", "HTTP requests, by the template of their address.", ["method", "route", "status"], registry=REGISTRY)
