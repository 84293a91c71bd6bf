"""Video tutorials."""

from dataclasses import replace

from monproduit.components.videos import video_card, video_shelf
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing
from monproduit.gallery.examples.shelf_filters import LANGUAGES
from monproduit.gallery.frames import in_list
from monproduit.views.shelves import VideoCard, VideoShelf

CARD = VideoCard(
    "a", "Premiers pas avec Archivo", "Installer l’agent, vérifier l’archive.", "Archivo", "5:12", "https://videos.editeur.example/a", "elsewhere", 1
)
FILE = VideoCard(
    "b", "Un titre assez long pour tenir sur plus d’une ligne de la carte", "", "Tous les produits", "", "/files/videos/b", "elsewhere", 3
)
ELSEWHERE = VideoCard("c", "Hébergée ailleurs", "", "Vigie · anglais", "3:07", "https://autre.example/c", "elsewhere", 5)


@example(State.MANY, size=Size.WIDE)
def videos() -> Example:
    """Videos, and more to come."""
    return Example(video_shelf, VideoShelf([CARD, FILE, ELSEWHERE], "3 vidéos", LANGUAGES), "", on_more=nothing, on_everywhere=nothing)


@example(State.EMPTY, size=Size.WIDE)
def none() -> Example:
    """None."""
    return Example(video_shelf, VideoShelf(label="0 vidéo"), "", on_more=nothing, on_everywhere=nothing)


@example(State.ONE, frame=in_list("video-cards"))
def card() -> Example:
    """One."""
    return Example(video_card, CARD)


@example(State.LONG, frame=in_list("video-cards"))
def long_words() -> Example:
    """A title without a place to break."""
    return Example(video_card, replace(CARD, title=LONG_WORD, description=LONG_WORD))
