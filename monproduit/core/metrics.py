"""What this process counts for Prometheus; no label ever says who."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
WAITING = Gauge("monproduit_outbox_waiting", "Messages that have not left yet.", ["topic"], registry=REGISTRY)
OLDEST = Gauge("monproduit_outbox_oldest_seconds", "How long the oldest of them has been due.", ["topic"], registry=REGISTRY)
FAILED = Gauge("monproduit_outbox_failed", "Messages that were given up, and wait for somebody to look.", ["topic"], registry=REGISTRY)
BOUNCED = Gauge("monproduit_mails_bounced", "Mails that came back, as long as they are kept.", ["kind"], registry=REGISTRY)
SUSPENDED = Gauge("monproduit_addresses_suspended", "Addresses that get no more mail, since it comes back.", registry=REGISTRY)
DELIVERIES = Counter("monproduit_deliveries", "Attempts to send a message, by what became of them.", ["topic", "outcome"], registry=REGISTRY)
TABS = Gauge("monproduit_open_tabs", "Pages that are open.", registry=REGISTRY)
CHANGES = Counter("monproduit_changes_delivered", "Changes that were brought to open pages.", registry=REGISTRY)
STANDSTILL = Gauge("monproduit_live_standstill_seconds", "How long ago open pages were last gone through, which is each second.", registry=REGISTRY)
SLOW = Counter("monproduit_slow_queries", "Queries that took longer than the settings say.", registry=REGISTRY)
REQUESTS = Counter("monproduit_http_requests", "HTTP requests, by the template of their address.", ["method", "route", "status"], registry=REGISTRY)
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
HANDLERS = Histogram("monproduit_handler_seconds", "What handlers of events take, by their name.", ["handler"], buckets=_BOUNDS, registry=REGISTRY)
ProcessCollector("monproduit", registry=REGISTRY)
