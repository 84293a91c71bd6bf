"""The knowledge base: articles found by words, ranked, and filtered to one's own products."""

from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _, locale, ngettext, number
from monproduit.models import Article, ArticleProduct
from monproduit.services.access import Actor
from monproduit.services.article_index import Query, query, ranked
from monproduit.services.excerpts import excerpt, plain
from monproduit.services.shelves import Wanted, about_mine, about_product, counts_by_language, language_choices, language_name, latest_first, names_of
from monproduit.services.words import more_label
from monproduit.views.knowledge import ArticleCard, ArticleList

LINK = col(ArticleProduct.article_id)


async def find(actor: Actor, wanted: Wanted, limit: int) -> ArticleList:
    """Return the articles with all of the words, the best first; where none has all, those with some."""
    words = query(wanted.text)
    counts = await _counts(actor, wanted, words)
    if not counts and len(words.words) > 1:
        words = words.loosened()
        counts = await _counts(actor, wanted, words)
    cards = await _cards(actor, wanted, words, limit)
    total = counts.get(wanted.spoken, 0) if wanted.spoken else sum(counts.values())
    others = sum((await _counts(actor, wanted.of_all_products, words)).values()) - sum(counts.values()) if wanted.is_mine else 0
    return ArticleList(
        cards,
        label=ngettext("%(count)s article", "%(count)s articles", total) % {"count": number(total)},
        loosely=_("Aucun article n’a tous ces mots. Ceux-ci en ont au moins un.") if words.is_loose and total else "",
        languages=language_choices(counts, wanted),
        elsewhere=_elsewhere(others),
        more=total - len(cards),
        more_label=more_label(total - len(cards)),
    )


async def exactly(actor: Actor, wanted: Wanted, limit: int) -> list[ArticleCard]:
    """Return the first articles with all of the words, and nothing else about them."""
    return await _cards(actor, wanted, query(wanted.text), limit)


async def suggest(actor: Actor, text: str, limit: int = 4, *, product: str = "", but: str = "") -> list[ArticleCard]:
    """Return the articles in the page's language that have most to do with a text, about a product or whichever, but for the one with a key."""
    words = query(text).loosened()
    if not words.words:
        return []
    found = await _cards(actor, Wanted(is_mine=False, product=product), words, limit + bool(but))
    return [card for card in found if card.key != but][:limit]


def about(article: Article, names: Mapping[int, str]) -> str:
    """Say what an article is about: products, versions, and its language where it is not the page's."""
    versions = ", ".join(article.versions)
    language = language_name(article.language) if article.language != locale() else ""
    return " · ".join(filter(None, (names.get(article.id, _("Tous les produits")), versions, language)))


async def _cards(actor: Actor, wanted: Wanted, words: Query, limit: int) -> list[ArticleCard]:
    async with reading() as session:
        articles = list(await session.scalars(_query(actor, wanted, words, is_ordered=True).limit(limit)))
        names = await names_of(session, LINK, [article.id for article in articles])
    return [_card(article, names, words) for article in articles]


async def _counts(actor: Actor, wanted: Wanted, words: Query) -> dict[str, int]:
    """Return how many there are, by language."""
    return await counts_by_language(_query(actor, wanted.in_all_languages, words), col(Article.language))


def _query(actor: Actor, wanted: Wanted, words: Query, *, is_ordered: bool = False) -> Select[Article]:
    asked, order = select(Article), [latest_first(Article.updated_on), col(Article.title), col(Article.id)]
    if words.words:
        index = ranked(words).subquery()
        asked = asked.join(index, index.c.article_id == col(Article.id))
        order.insert(0, index.c.rank.desc())
    if wanted.is_mine:
        asked = asked.where(about_mine(actor, Article, LINK))
    if wanted.product:
        asked = asked.where(about_product(wanted.product, Article, LINK))
    if wanted.spoken:
        asked = asked.where(col(Article.language) == wanted.spoken)
    return asked.order_by(*order) if is_ordered else asked


def _card(article: Article, names: Mapping[int, str], words: Query) -> ArticleCard:
    return ArticleCard(article.key, article.language, article.title, about(article, names), excerpt(plain(article.body), words.words))


def _elsewhere(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s article sur d’autres produits", "%(count)s articles sur d’autres produits", count) % {"count": number(count)}
