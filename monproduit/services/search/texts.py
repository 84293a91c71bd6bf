"""Articles, alerts, documents and videos, as their own pages find them."""

from urllib.parse import quote

from monproduit.routes import ALERTS, DOCUMENTATION, KNOWLEDGE, VIDEOS, to
from monproduit.services import alert_list, knowledge
from monproduit.services import documents as document_shelf
from monproduit.services import videos as video_shelf
from monproduit.services.access import Actor
from monproduit.services.search.things import SHOWN
from monproduit.services.shelves import ALL, Wanted
from monproduit.views.knowledge import ArticleCard
from monproduit.views.search import Hit


async def articles(actor: Actor, text: str) -> list[Hit]:
    """Find articles in the page's language, of all products; where there is none, in any language."""
    wanted = Wanted(is_mine=False, text=text)
    cards = await knowledge.exactly(actor, wanted, SHOWN) or await knowledge.exactly(actor, Wanted(is_mine=False, language=ALL, text=text), SHOWN)
    return [_article(card) for card in cards]


async def suggestions(actor: Actor, text: str, product: str) -> list[Hit]:
    """Return the articles that may answer a question about a product, before it is asked of the support."""
    return [_article(card) for card in await knowledge.suggest(actor, text, product=product)]


async def alerts(actor: Actor, text: str) -> list[Hit]:
    """Find the published alerts about the person's products."""
    found = await alert_list.find(actor, alert_list.Wanted(text=text), SHOWN)
    return [Hit(card.key, card.title, f"{card.published} · {card.products}", f"{to(ALERTS)}/{quote(card.key)}") for card in found.lines]


async def documents(actor: Actor, text: str) -> list[Hit]:
    """Find technical documents about the person's products, in all languages."""
    found = await document_shelf.find(actor, Wanted(language=ALL, text=text), SHOWN)
    address = f"{to(DOCUMENTATION)}?q={quote(text)}"
    return [Hit(line.key, line.title, f"{group.product} · {line.language}", address) for group in found.groups for line in group.lines]


async def videos(actor: Actor, text: str) -> list[Hit]:
    """Find videos about the person's products, in all languages."""
    found = await video_shelf.find(actor, Wanted(language=ALL, text=text), SHOWN)
    return [Hit(card.key, card.title, card.about, f"{to(VIDEOS)}?q={quote(text)}") for card in found.cards]


def _article(card: ArticleCard) -> Hit:
    return Hit(f"{card.key}-{card.language}", card.title, card.about, f"{to(KNOWLEDGE)}/{quote(card.key)}")
