"""One article of the knowledge base, and whether it helped."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from monproduit.core import clock
from monproduit.core.database import reading, writing
from monproduit.core.errors import PortalError
from monproduit.core.localisation import _, day, locale
from monproduit.core.markdown import html_with_titles
from monproduit.models import Article, ArticleVote
from monproduit.services.access import Actor
from monproduit.services.changes import KNOWLEDGE, Touched, note
from monproduit.services.knowledge import LINK, about, suggest
from monproduit.services.shelves import language_name, names_of
from monproduit.views.knowledge import ArticlePage, Heading

_LONG = 4
_REMARK = 1000


async def one(actor: Actor, key: str) -> ArticlePage:
    """Return an article in the page's language, or, where it has none, in another.

    Raises:
        PortalError: `no_such_article`.
    """
    async with reading() as session:
        article = await _article(session, key)
        names = await names_of(session, LINK, [article.id])
        vote = await session.get(ArticleVote, (article.id, actor.id))
    body, titles = html_with_titles(article.body)
    return ArticlePage(
        key=article.key,
        language=article.language,
        title=article.title,
        body=body,
        about=about(article, names),
        updated=_("Mis à jour le %(date)s") % {"date": day(article.updated_on)} if article.updated_on else "",
        notice=_notice(article.language),
        headings=[Heading(title.id, title.text, title.level) for title in titles] if len(titles) >= _LONG else [],
        related=await suggest(actor, " ".join((article.title, *article.keywords)), but=article.key),
        answer=("yes" if vote.is_helpful else "no") if vote else "",
        remark=vote.remark if vote else "",
    )


async def vote(actor: Actor, key: str, *, is_helpful: bool) -> None:
    """Say whether an article helped; a second answer takes the place of the first, and keeps the remark.

    Raises:
        PortalError: `no_such_article`.
    """
    async with writing() as session:
        article = await _article(session, key)
        known = await session.get(ArticleVote, (article.id, actor.id))
        if known:
            known.is_helpful, known.voted_at = is_helpful, clock.now()
        else:
            session.add(ArticleVote(article_id=article.id, user_id=actor.id, is_helpful=is_helpful, voted_at=clock.now()))
        await note(session, [Touched(user_id=actor.id, section=KNOWLEDGE)])


async def remark(actor: Actor, key: str, text: str) -> None:
    """Add to one's answer what is missing, or what helped.

    Raises:
        PortalError: `no_such_article`, `no_answer_yet` or `too_long`.
    """
    if len(text.strip()) > _REMARK:
        raise PortalError("too_long", limit=_REMARK)
    async with writing() as session:
        known = await session.get(ArticleVote, ((await _article(session, key)).id, actor.id))
        if not known:
            raise PortalError("no_answer_yet")
        known.remark = text.strip()
        await note(session, [Touched(user_id=actor.id, section=KNOWLEDGE)])


async def _article(session: AsyncSession, key: str) -> Article:
    """Return the article with a key, in the page's language if it can be."""
    found = list(await session.scalars(select(Article).where(col(Article.key) == key).order_by(col(Article.language))))
    if not found:
        raise PortalError("no_such_article")
    return next((article for article in found if article.language == locale()), found[0])


def _notice(language: str) -> str:
    if language == locale():
        return ""
    return _("Cet article n’existe qu’en %(language)s.") % {"language": language_name(language)}
