"""All alerts of a person's products: who sees which, what is new, what is found, and what its text may do."""

from datetime import UTC, datetime

import pytest
import time_machine

from monproduit.core.errors import PortalError
from monproduit.core.markdown import html
from monproduit.services import alert_list, alerts, products
from monproduit.services.alert_list import Wanted
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _alert(key: str, at: str, slugs: tuple[str, ...] = ("vigie",), **fields: object) -> Line:
    return {
        "type": "alert",
        "key": key,
        "products": list(slugs),
        "kind": "news",
        "title": f"Titre {key}",
        "published_at": f"{at}T09:00:00Z",
        **fields,
    }


async def _world() -> None:
    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC), tick=False):
        await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
        await load(
            _alert("old", "2026-11-01", body="Déjà **lu**"),
            _alert("new", "2026-11-22", ("vigie", "archivo"), kind="security", severity="high", important=True, title="Numéros périmés"),
            _alert("later", "2026-12-24"),
        )


async def _keys(email: str, **wanted: object) -> list[str]:
    return [card.key for card in (await alert_list.find(await actor(email), Wanted(**wanted), 50)).lines]  # type: ignore[arg-type]


async def test_the_latest_come_first_and_those_of_tomorrow_not_at_all() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        found = await alert_list.find(await actor(CLAIRE), Wanted(), 50)
    assert [(card.key, card.is_new, card.products) for card in found.lines] == [("new", True, "Archivo, Vigie"), ("old", False, "Vigie")]
    assert found.label == "2 actualités et alertes"


async def test_the_sum_of_the_marks_is_what_is_new_and_reading_all_takes_both_away() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        claire = await actor(CLAIRE)
        marks = [cell.new_count for cell in (await alerts.cells(claire)).values()]
        assert (await alert_list.find(claire, Wanted(), 50)).new == sum(marks) == 2
        await alert_list.mark_all_seen(claire)
        assert (await alert_list.find(claire, Wanted(), 50)).new == 0
        assert [cell.new_count for cell in (await alerts.cells(claire)).values()] == [0, 0]


async def test_filters_and_words_find_what_they_say() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        assert await _keys(CLAIRE, kind="security") == await _keys(CLAIRE, is_important=True) == await _keys(CLAIRE, product="archivo") == ["new"]
        assert await _keys(CLAIRE, text="numero PERIME") == ["new"]
        assert await _keys(CLAIRE, text="deja lu") == ["old"]
        assert await _keys(CLAIRE, kind="forged") == ["new", "old"]
        assert await _keys(CLAIRE, text="100%_") == []


async def test_a_stranger_a_hidden_product_and_an_unknown_key_give_nothing() -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        assert await _keys(NORA) == []
        assert (await alert_list.one(await actor(CLAIRE), "old")).body == "<p>Déjà <strong>lu</strong></p>\n"
        for email, key in ((NORA, "old"), (CLAIRE, "unknown"), (CLAIRE, "later")):
            with pytest.raises(PortalError, match="no_such_alert"):
                await alert_list.one(await actor(email), key)
        await products.hide(await actor(CLAIRE), "vigie")
        assert await _keys(CLAIRE) == ["new"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://elsewhere.example/pixel.png)",
        "<iframe src=https://elsewhere.example>",
        "<a href='jav&#x09;ascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
    ],
)
def test_a_text_can_do_no_harm_and_loads_nothing(text: str) -> None:
    made = html(text)
    assert not any(word in made for word in ("<script", "<img", "<iframe", "<svg", "<style", 'href="javascript', 'href="data'))


def test_markdown_is_shown_as_it_is_meant() -> None:
    made = html("# Titre\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[lien](https://editeur.example)")
    assert "<h2>Titre</h2>" in made
    assert "<td>1</td>" in made
    assert '<a href="https://editeur.example" rel="noopener noreferrer nofollow">lien</a>' in made
