"""A picture of the curve: what the slowest of a hundred openings waits, by how many come a second."""

import math
from collections.abc import Mapping, Sequence

_WIDTH, _HEIGHT, _LEFT, _FOOT = 640, 340, 56, 40
_LOWEST, _HIGHEST = 5, 10_000
_COLOURS = ("#1f6f5c", "#2f5fb3", "#b3541e", "#7a3e9d", "#8a6d00", "#444444")
_GOAL = 50
_STYLE = "text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd}.goal{stroke:#c00;stroke-dasharray:5 4}"
_GROUND = "svg{background:#fff}"

Curve = Mapping[int, Sequence[tuple[float, float]]]
"""By the number of dashboards: openings a second, and the 99th percentile in milliseconds."""


def draw(curve: Curve) -> str:
    """Return the picture as SVG."""
    rates = sorted({rate for points in curve.values() for rate, _p99 in points})
    widest = max(rates)
    parts = [f'<line class="goal" x1="{_LEFT}" x2="{_WIDTH - 10}" y1="{_y(_GOAL):.0f}" y2="{_y(_GOAL):.0f}"/>']
    parts += [_grid(value) for value in (10, 100, 1000, 10_000)]
    parts += [_text(_x(rate, widest), _HEIGHT - 20, f"{rate:g}", "middle") for rate in rates]
    parts.append(_text(_WIDTH / 2, _HEIGHT - 4, "openings a second", "middle"))
    parts.append(_text(4, 14, "p99, ms", "start"))
    for place, (count, points) in enumerate(curve.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        way = " ".join(f"{_x(rate, widest):.1f},{_y(p99):.1f}" for rate, p99 in points)
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{way}"/>')
        parts.append(f'<rect x="{_LEFT + 12}" y="{20 + 18 * place}" width="14" height="4" fill="{colour}"/>')
        parts.append(_text(_LEFT + 32, 26 + 18 * place, f"{count} dashboards", "start"))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="p99 of openings">'
    return f"{head}<style>{_GROUND}{_STYLE}</style>{''.join(parts)}</svg>\n"


def _x(rate: float, widest: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - 20) * rate / widest


def _y(milliseconds: float) -> float:
    part = math.log(min(max(milliseconds, _LOWEST), _HIGHEST) / _LOWEST) / math.log(_HIGHEST / _LOWEST)
    return (_HEIGHT - _FOOT) - (_HEIGHT - _FOOT - 12) * part


def _grid(value: int) -> str:
    y = _y(value)
    return f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - 10}" y1="{y:.0f}" y2="{y:.0f}"/>{_text(_LEFT - 6, y + 4, f"{value:,}", "end")}'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'
