"""Due days as a calendar (RFC 5545) that common programs subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

_ALARMS = (90, 30, 7)
_TWICE_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that ends on a day.

    Attributes:
        uid: its name, the same each time that the calendar is read.
        changed_at: since when it stands so.
    """

    uid: str
    day: date
    title: str
    description: str
    url: str
    changed_at: datetime


def calendar(name: str, dues: Iterable[Due]) -> bytes:
    """Return a calendar of whole days, each with alarms 90, 30 and 7 days before; the same days give the same bytes."""
    made = Calendar()
    for key, value in {"prodid": "-//monproduit//renewals//FR", "version": "2.0", "method": "PUBLISH", "name": name, "x-wr-calname": name}.items():
        made.add(key, value)
    made.add("refresh-interval", _TWICE_A_DAY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for due in dues:
        made.add_component(_event(due))
    return made.to_ical()


def _event(due: Due) -> Event:
    event = Event()
    event.add("uid", f"{due.uid}@monproduit")
    event.add("dtstamp", due.changed_at)
    event.add("last-modified", due.changed_at)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", due.title)
    event.add("description", due.description)
    event.add("url", due.url)
    event.add("transp", "TRANSPARENT")
    for days in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", due.title)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event
