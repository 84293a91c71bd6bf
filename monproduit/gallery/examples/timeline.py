"""The picture of life cycles."""

from monproduit.components.timeline import timeline
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example
from monproduit.views.product_support import Bar, BarRow, Tick, Timeline

BARS = [
    Bar("7.2.1", "50%", "20%", "25%", "in_force", is_open=False, is_mine=True),
    Bar("7.1", "40%", "12%", "40%", "in_force", is_open=True, is_mine=False),
    Bar("6.9", "0%", "10%", "25%", "expired", is_open=False, is_mine=False),
]
TICKS = [Tick(str(2024 + place), f"{place * 25}%") for place in range(4)]
TIMELINE = Timeline([BarRow("archivo", "Archivo", BARS, "et 4 autres versions")], TICKS, "55%", "Aujourd’hui, 25 nov. 2026", "Frise du support.")


@example(State.ONE, size=Size.WIDE)
def one_product() -> Example:
    """One product."""
    return Example(timeline, TIMELINE)


@example(State.EMPTY, size=Size.WIDE)
def nothing_known() -> Example:
    """Nothing is known."""
    return Example(timeline, Timeline())


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(timeline, Timeline([BarRow("archivo", LONG_WORD, BARS)], TICKS, "55%", "Aujourd’hui, 25 nov. 2026", "Frise du support."))
