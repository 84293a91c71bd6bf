"""The knowledge base: what was found."""

from dataclasses import replace

from monproduit.components.knowledge import article_card, article_list
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing, var
from monproduit.gallery.examples.shelf_filters import LANGUAGES
from monproduit.gallery.frames import in_list
from monproduit.views.knowledge import ArticleCard, ArticleList, Bit

STOPPED = ArticleCard(
    "archivage-interrompu",
    "fr",
    "L’archivage s’interrompt avec le code 1603",
    "Archivo · 7.2, 7.2.1",
    [Bit("Une tâche s’arrête avec le message «\u00a0"), Bit("1603", is_marked=True), Bit("\u00a0: volume verrouillé\u00a0».")],
)
SLOW = ArticleCard("restauration-lente", "fr", "Accélérer une restauration depuis le site de secours", "Archivo, Archivo Cloud")
ARTICLES = ArticleList([STOPPED, SLOW], "52 articles", "", LANGUAGES, "3 articles sur d’autres produits", 50, "Afficher encore 50")


def _found(found: ArticleList, text: str) -> Example:
    return Example(article_list, found, var(text), on_more=nothing, on_everywhere=nothing)


@example(State.MANY, size=Size.WIDE)
def articles() -> Example:
    """Articles, and more to come."""
    return _found(ARTICLES, "")


@example(State.HUGE, size=Size.WIDE)
def thousands() -> Example:
    """The first of 5,000."""
    many = [replace(STOPPED if number % 2 else SLOW, key=f"article-{number}") for number in range(12)]
    return _found(replace(ARTICLES, cards=many, label="5 000 articles", more=4988), "")


@example(State.ONE, size=Size.WIDE)
def some_words() -> Example:
    """Found with some of the words only."""
    loosely = replace(ARTICLES, loosely="Aucun article n’a tous ces mots. Ceux-ci en ont au moins un.", more=0, elsewhere="", cards=[STOPPED])
    return _found(loosely, "code 1603")


@example(State.EMPTY)
def elsewhere() -> Example:
    """Nothing here, but elsewhere."""
    return _found(ArticleList(label="0 article", elsewhere="3 articles sur d’autres produits"), "panne")


@example(State.EMPTY)
def nowhere() -> Example:
    """Nothing anywhere."""
    return _found(ArticleList(label="0 article"), "panne")


@example(State.ONE, frame=in_list("article-cards"))
def card() -> Example:
    """A card."""
    return Example(article_card, STOPPED)


@example(State.LONG, frame=in_list("article-cards"))
def long_words() -> Example:
    """A title without a place to break."""
    return Example(article_card, replace(SLOW, title=LONG_WORD, about=LONG_WORD))
