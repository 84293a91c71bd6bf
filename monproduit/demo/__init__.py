"""The believable little world of an invented vendor, for a newcomer's first minute."""

from monproduit.demo.loading import load, load_if_empty
from monproduit.demo.people import PASSWORD, PEOPLE
from monproduit.demo.world import FREE_NUMBERS, lines

__all__ = ["FREE_NUMBERS", "PASSWORD", "PEOPLE", "lines", "load", "load_if_empty"]
