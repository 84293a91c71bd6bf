"""An article of the knowledge base."""

from dataclasses import replace

from monproduit.components.article_page import article_page, helpful
from monproduit.gallery.example import LONG_WORD, Example, Size, State, example, nothing
from monproduit.gallery.examples.knowledge import SLOW, STOPPED
from monproduit.views.knowledge import ArticlePage, Heading

ARTICLE = ArticlePage(
    key="archivage-interrompu",
    language="fr",
    title=STOPPED.title,
    body="<p>Une tâche commence, puis s’arrête.</p><h2 id='cause'>Cause</h2><p>Un antivirus tient le dossier <code>transit</code> ouvert.</p>",
    about=STOPPED.about,
    updated="Mis à jour le 19 nov. 2026",
    headings=[Heading("cause", "Cause"), Heading("windows", "Sous Windows", 3), Heading("verifier", "Vérifier")],
    related=[SLOW],
)


@example(State.ONE, size=Size.WIDE)
def article() -> Example:
    """An article with its contents."""
    return Example(article_page, ARTICLE, "", on_vote=nothing, on_remark=nothing)


@example(State.EMPTY, size=Size.WIDE)
def in_another_language() -> Example:
    """In another language, and it did not help."""
    page = replace(ARTICLE, key="other", answer="no", notice="Cet article n’existe qu’en anglais.", headings=[], related=[])
    return Example(article_page, page, "", on_vote=nothing, on_remark=nothing)


@example(State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A title without a place to break."""
    return Example(article_page, replace(ARTICLE, title=LONG_WORD, body=f"<p>{LONG_WORD}</p>"), "", on_vote=nothing, on_remark=nothing)


@example()
def question() -> Example:
    """Did it help?"""
    return Example(helpful, ARTICLE, "", on_vote=nothing, on_remark=nothing)


@example(State.ERROR)
def refused_remark() -> Example:
    """A remark that was refused."""
    return Example(helpful, replace(ARTICLE, key="refused", answer="no"), "Écrivez d’abord votre remarque.", on_vote=nothing, on_remark=nothing)
