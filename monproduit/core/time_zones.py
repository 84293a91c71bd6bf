"""The time zones of the world, by their IANA names."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from monproduit.core.localisation import locale

_AREAS = frozenset({"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})


def is_time_zone(name: str) -> bool:
    """Tell whether a name is that of a time zone."""
    return name in available_timezones()


def time_zones() -> list[tuple[str, str]]:
    """Return the names with the place and the country in the language in use, to search in."""
    countries = Locale(locale()).territories
    territories = get_global("zone_territories")
    return [(name, _place(name, countries.get(territories.get(name, ""), ""))) for name in sorted(_known()) if name in territories]


@cache
def _known() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in _AREAS)


def _place(name: str, country: str) -> str:
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{city}, {country}" if country else city
