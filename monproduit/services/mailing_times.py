"""When a person receives what: mornings where they are."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monproduit.core.enums import MailFrequency

MORNING = time(8)


def digest_time(frequency: str, time_zone: str, since: datetime) -> datetime:
    """Return when what came at a moment goes out: at once, at the next 8:00, or at the next Monday's 8:00."""
    local = since.astimezone(ZoneInfo(time_zone))
    morning = datetime.combine(local.date(), MORNING, local.tzinfo)
    if frequency == MailFrequency.DAILY:
        return morning if morning > local else morning + timedelta(days=1)
    if frequency == MailFrequency.WEEKLY:
        monday = morning - timedelta(days=local.weekday())
        return monday if monday > local else monday + timedelta(days=7)
    return since


def mailing_day(time_zone: str, moment: datetime) -> date:
    """Return the date on which mail goes out: each begins at 8:00 where the person is."""
    local = moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    return (local - timedelta(hours=MORNING.hour)).date()
