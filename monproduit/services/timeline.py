"""The picture of life cycles: where each version begins and ends on one line of years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monproduit.core.localisation import _, day, ngettext, number
from monproduit.models import Product, Release
from monproduit.services.life_cycle import last_known, phase, phase_badge
from monproduit.views.product_support import Bar, BarRow, Tick, Timeline

_BARS = 5
"""How many versions of a product the picture shows, besides the person's own."""
_BACK, _AHEAD = timedelta(days=3 * 365), timedelta(days=4 * 365)
_MARGIN, _ROOM = timedelta(days=45), timedelta(days=500)
"""What is left free at both ends, and how much there is after today at least."""


@dataclass(frozen=True, slots=True)
class Lives:
    """A product with its versions, the newest first, and the one that the person has."""

    product: Product
    releases: Sequence[Release]
    mine: str = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    """The days that the picture spans."""

    first: date
    last: date

    def at(self, value: date) -> float:
        """Return where a day is, in percent."""
        inside = min(max(value, self.first), self.last)
        return (inside - self.first).days / max(1, (self.last - self.first).days) * 100


def timeline(lives: Iterable[Lives], today: date) -> Timeline:
    """Draw the versions of products, with today and the versions that the person has."""
    shown = [(one, _shown(one)) for one in lives]
    shown = [(one, releases) for one, releases in shown if releases]
    scale = _scale([release for _one, releases in shown for release in releases], today)
    rows = [
        BarRow(one.product.slug, one.product.name, [_bar(one, release, scale, today) for release in releases], _older(one, releases))
        for one, releases in shown
    ]
    description = _("Frise du support de %(products)s. Le tableau qui suit dit la même chose.") % {"products": ", ".join(row.name for row in rows)}
    today_label = _("Aujourd’hui, %(date)s") % {"date": day(today)}
    return Timeline(rows, _ticks(scale), f"{scale.at(today):.2f}%", today_label, description) if rows else Timeline()


def _shown(one: Lives) -> list[Release]:
    """Return the newest versions whose beginning is known, and the person's own."""
    known = [release for release in one.releases if release.released_on]
    return [release for place, release in enumerate(known) if place < _BARS or release.version == one.mine]


def _older(one: Lives, shown: list[Release]) -> str:
    left = len(one.releases) - len(shown)
    words = ngettext("et %(count)s autre version", "et %(count)s autres versions", left)
    return words % {"count": number(left)} if left else ""


def _scale(releases: list[Release], today: date) -> _Scale:
    begins = [release.released_on for release in releases if release.released_on]
    ends = [end for release in releases if (end := last_known(release))]
    first, last = min([*begins, today]) - _MARGIN, max([*ends, today + _ROOM]) + _MARGIN
    return _Scale(max(first, today - _BACK), min(last, today + _AHEAD))


def _ticks(scale: _Scale) -> list[Tick]:
    years = range(scale.first.year + 1, scale.last.year + 1)
    return [Tick(str(year), f"{scale.at(date(year, 1, 1)):.2f}%") for year in years]


def _bar(one: Lives, release: Release, scale: _Scale, today: date) -> Bar:
    end = last_known(release)
    left = scale.at(release.released_on or scale.first)
    right = max(left, scale.at(end or scale.last))
    turn = min(max(left, scale.at(release.full_support_until or end or scale.last)), right)
    return Bar(
        version=release.version,
        left=f"{left:.2f}%",
        full=f"{turn - left:.2f}%",
        limited=f"{right - turn:.2f}%",
        status=phase_badge(phase(release, today)),
        is_open=end is None,
        is_mine=release.version == one.mine,
    )
