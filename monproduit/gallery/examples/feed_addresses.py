"""The addresses of one's feeds."""

from monproduit.components.feed_addresses import feed_addresses
from monproduit.gallery.example import Example, State, example, nothing, var
from monproduit.views.feeds import FeedLine, NewFeed

FEED = NewFeed("Archivo", "https://portail.editeur.example/feeds/7hY2kQ.rss", "https://portail.editeur.example/feeds/7hY2kQ.atom")
NONE = var(None, NewFeed)


@example(State.EMPTY)
def none() -> Example:
    """None was made."""
    return Example(feed_addresses, var([], list[FeedLine]), NONE, NONE, on_make=nothing, on_revoke=nothing)


@example(State.MANY)
def made() -> Example:
    """One was just made."""
    lines = [
        FeedLine(1, "Archivo", "Créée le 3 nov. 2026", "lue le 24 nov. 2026"),
        FeedLine(2, "Tous mes produits", "Créée le 1 nov. 2026", "jamais lue"),
    ]
    return Example(feed_addresses, lines, FEED, NONE, on_make=nothing, on_revoke=nothing)


@example(State.ONE)
def public() -> Example:
    """One that everybody may read."""
    return Example(feed_addresses, var([], list[FeedLine]), NONE, FEED, on_make=nothing, on_revoke=nothing)
