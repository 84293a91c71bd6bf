"""The knowledge base: what is found, in which order, for whom, and what people say of it."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.core.localisation import use_locale
from monproduit.models import ArticleVote
from monproduit.services import articles, knowledge
from monproduit.services.search.texts import suggestions
from monproduit.services.shelves import ALL, Wanted
from monproduit.views.knowledge import ArticleList
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"


def article(key: str, title: str, body: str = "", *, products: tuple[str, ...] = ("vigie",), **fields: Any) -> Line:
    """Return the line of an article."""
    return {"type": "article", "key": key, "title": title, "body": body, "products": list(products), **fields}


async def _world() -> None:
    await load(*PEOPLE, license_("100-1"))
    await load(
        article("numeros", "Retrouver ses numéros", "Le numéro de licence est dans l’e-mail d’achat.", products=(), updated="2026-11-01"),
        article(
            "muette", "Une sonde est muette", "## Cause\n\nLe **coupe-feu** la bloque.\n\n## Remède\n\nOuvrez le port `4420`.", updated="2026-11-02"
        ),
        article("port", "Ouvrir un port", "La sonde écoute.", keywords=["coupe-feu"], updated="2026-10-01"),
        article("archive", "Archives lentes", "Le numéro du volume.", products=("archivo",)),
        article("muette", "A probe is silent", "The firewall blocks it.", language="en"),
    )


async def _find(email: str = CLAIRE, **wanted: Any) -> ArticleList:
    return await knowledge.find(await actor(email), Wanted(**wanted), 50)


async def _keys(email: str = CLAIRE, **wanted: Any) -> list[str]:
    return [card.key for card in (await _find(email, **wanted)).cards]


@pytest.mark.parametrize("text", ["numéro", "numéros", "NUMERO", "numer", "licences d’achat", "l’achat du numéro"])
async def test_words_are_found_whatever_their_accents_case_number_and_end(text: str) -> None:
    await _world()
    assert await _keys(text=text) == ["numeros"]


async def test_a_title_weighs_more_than_a_text_and_keywords_are_found_too() -> None:
    await _world()
    assert await _keys(text="sonde") == ["muette", "port"]
    assert set(await _keys(text="coupe feu")) == {"muette", "port"}


async def test_an_excerpt_marks_what_was_found() -> None:
    await _world()
    (card,) = (await _find(text="4420")).cards
    assert [bit.text for bit in card.excerpt if bit.is_marked] == ["4420"]
    assert "**" not in "".join(bit.text for bit in card.excerpt)


async def test_ones_own_products_come_alone_until_all_are_asked_for() -> None:
    await _world()
    found = await _find(text="numéro")
    assert ([card.key for card in found.cards], found.elsewhere) == (["numeros"], "1 article sur d’autres produits")
    assert set(await _keys(text="numéro", is_mine=False)) == {"numeros", "archive"}
    assert await _keys(NORA) == ["numeros"]


async def test_the_pages_language_comes_alone_until_another_is_chosen() -> None:
    await _world()
    found = await _find()
    assert [card.key for card in found.cards] == ["muette", "numeros", "port"]
    assert [(choice.key, choice.count) for choice in found.languages] == [("fr", "3"), ("en", "1"), (ALL, "4")]
    assert [card.title for card in (await _find(language="en")).cards] == ["A probe is silent"]
    with use_locale("en"):
        assert await _keys() == ["muette"]


async def test_where_no_article_has_all_words_those_with_some_are_shown_and_it_is_said() -> None:
    await _world()
    found = await _find(text="sonde volcanique")
    assert found.loosely
    assert [card.key for card in found.cards] == ["muette", "port"]
    assert (await _find(text="volcan")).label == "0 article"


@pytest.mark.parametrize(
    "text", ['"', "'", '" OR "', "*", "sonde* NEAR(port)", "search_title:sonde", "100 %_", "sonde & | ! :*", "\\", "(", "--", "é" * 300]
)
async def test_signs_of_query_languages_mean_nothing(text: str) -> None:
    await _world()
    await _find(text=text)


async def test_an_article_is_found_by_its_new_words_and_not_by_its_old_ones() -> None:
    await _world()
    await load(article("port", "Autoriser une adresse", "Dans la liste blanche."))
    assert await _keys(text="liste blanche") == ["port"]
    assert await _keys(text="coupe feu") == ["muette"]


async def test_an_article_has_titles_to_jump_to_and_neighbours() -> None:
    await load(*PEOPLE, article("long", "Sondes", "\n\n".join(f"## Titre {place}\n\nTexte." for place in (1, 2, 3, 4))), article("near", "Ma sonde"))
    page = await articles.one(await actor(CLAIRE), "long")
    assert [heading.id for heading in page.headings] == ["t-titre-1", "t-titre-2", "t-titre-3", "t-titre-4"]
    assert 'id="t-titre-1"' in page.body
    assert [card.key for card in page.related] == ["near"]


async def test_an_article_that_is_in_another_language_only_says_so() -> None:
    await load(*PEOPLE, article("only", "Only here", language="en"))
    page = await articles.one(await actor(CLAIRE), "only")
    assert (page.language, page.notice) == ("en", "Cet article n’existe qu’en anglais.")


async def test_an_article_runs_no_script() -> None:
    await load(*PEOPLE, article("evil", "X", "<script>alert(1)</script> [a](javascript:alert(1)) ![i](https://spy.example/i.png)"))
    body = (await articles.one(await actor(CLAIRE), "evil")).body
    assert not any(word in body for word in ("<script", 'href="javascript', "<img"))


async def test_an_unknown_article_is_said_to_be_unknown() -> None:
    await load(*PEOPLE)
    claire = await actor(CLAIRE)
    for deed in (articles.one(claire, "x"), articles.vote(claire, "x", is_helpful=True), articles.remark(claire, "x", "y")):
        with pytest.raises(PortalError, match="no_such_article"):
            await deed


async def test_an_answer_can_be_changed_and_explained_and_is_ones_own() -> None:
    await _world()
    claire = await actor(CLAIRE)
    await articles.vote(claire, "muette", is_helpful=True)
    await articles.vote(claire, "muette", is_helpful=False)
    await articles.remark(claire, "muette", "  Le port a changé.  ")
    page = await articles.one(claire, "muette")
    assert (page.answer, page.remark) == ("no", "Le port a changé.")
    assert (await articles.one(await actor(NORA), "muette")).answer == ""
    async with reading() as session:
        assert [(vote.is_helpful, vote.remark) for vote in await session.scalars(select(ArticleVote).order_by(col(ArticleVote.voted_at)))] == [
            (False, "Le port a changé.")
        ]


async def test_a_remark_needs_an_answer_and_has_an_end() -> None:
    await _world()
    claire = await actor(CLAIRE)
    with pytest.raises(PortalError, match="no_answer_yet"):
        await articles.remark(claire, "muette", "x")
    await articles.vote(claire, "muette", is_helpful=True)
    with pytest.raises(PortalError, match="too_long"):
        await articles.remark(claire, "muette", "x" * 1001)


async def test_suggestions_are_about_the_product_or_about_all() -> None:
    await _world()
    claire = await actor(CLAIRE)
    found = await suggestions(claire, "Ma sonde ne répond plus, quel numéro donner ?", "vigie")
    assert {hit.title for hit in found} >= {"Une sonde est muette", "Retrouver ses numéros"}
    assert found[0].address.startswith("/fr/knowledge/")
    assert {hit.title for hit in await suggestions(claire, "le numéro du volume", "archivo")} == {"Archives lentes", "Retrouver ses numéros"}
    assert await suggestions(claire, " ", "vigie") == []
