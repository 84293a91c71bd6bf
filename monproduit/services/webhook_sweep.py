"""What the hour brings, told to other systems: scheduled alerts that became visible, and licenses that are about to end."""

import asyncio
import logging
from datetime import timedelta

from monproduit.core import clock
from monproduit.services import idempotency
from monproduit.services.webhook_news import tell_expiring, tell_published

_EVERY = 5.0
_HOUR = timedelta(hours=1)
_log = logging.getLogger(__name__)


class Sweep:
    """One task in each process; whichever comes first tells, and nothing is told twice."""

    async def run(self) -> None:
        """Sweep until the process ends: alerts every few seconds, the rest every hour."""
        last = clock.now() - _HOUR
        while True:
            now = clock.now()
            try:
                await tell_published()
                if abs(now - last) >= _HOUR:
                    last = now
                    await tell_expiring()
                    await idempotency.forget_old()
            except Exception:  # noqa: BLE001 (whatever the database says, the answer is to come back)
                _log.exception("a sweep failed")
            await asyncio.sleep(_EVERY)
