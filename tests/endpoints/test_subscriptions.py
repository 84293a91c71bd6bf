"""The link that ends alerts by e-mail: RFC 8058, without a cookie."""

from urllib.parse import urlsplit

import httpx2
import pytest

from monproduit.endpoints.application import plain_http
from monproduit.services import alerts, profile, subscriptions
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE = "claire@exemple.fr"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


async def _link() -> str:
    await load(*PEOPLE, license_("100-1"))
    claire = await actor(CLAIRE)
    await subscriptions.choose(claire, "vigie", wants=True)
    return urlsplit(subscriptions.unsubscribe_link(claire.id)).path


async def _is_ticked() -> bool:
    return (await alerts.cells(await actor(CLAIRE)))["vigie"].wants_email


async def _ask(method: str, path: str, **asked: object) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=plain_http(None, ""))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        return await client.request(method, path, **asked)  # type: ignore[arg-type]


async def test_one_post_of_a_mail_program_unticks_the_box_and_twice_is_as_once() -> None:
    link = await _link()
    answers = [await _ask("POST", link, data=ONE_CLICK, headers={"origin": "https://mail.example"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "C’est fait" in answers[0].text
    assert not await _is_ticked()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_program_that_only_looks_changes_nothing(method: str) -> None:
    link = await _link()
    answer = await _ask(method, link)
    assert answer.status_code == 200
    assert method == "HEAD" or '<form method="post">' in answer.text
    assert await _is_ticked()


async def test_it_speaks_the_language_of_the_person_and_else_of_the_browser() -> None:
    link = await _link()
    assert "tous vos produits" in (await _ask("GET", link, headers={"accept-language": "en"})).text
    await load({"type": "user", "email": CLAIRE, "name": "Claire", "locale": "en"})
    english = (await _ask("GET", link)).text
    assert "all your products" in english
    assert ">Stop receiving them</button>" in english


async def test_the_link_of_an_answer_ends_answers_by_one_post_and_leaves_alerts_alone() -> None:
    await _link()
    link = urlsplit(subscriptions.answers_link((await actor(CLAIRE)).id)).path
    asked = await _ask("GET", link)
    assert "Réponses du support" in asked.text
    assert (await profile.page(await actor(CLAIRE))).answers
    assert "Votre profil" in (await _ask("POST", link, data=ONE_CLICK)).text
    assert not (await profile.page(await actor(CLAIRE))).answers
    assert await _is_ticked()


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_forged_link_is_as_if_it_had_never_been(method: str) -> None:
    link = await _link()
    for forged in ("/mail/unsubscribe/1", link[:-1], link + "a", link.replace("/1-", "/2-"), "/mail/unsubscribe/%00-%ff"):
        assert (await _ask(method, forged)).status_code == 404
    assert await _is_ticked()
