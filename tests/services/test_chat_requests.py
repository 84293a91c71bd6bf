"""What is said in a chat is kept in a service request: the one it came from, one that the engineer picks, or a new one."""

from dataclasses import replace

import pytest

from monproduit.core.errors import PortalError
from monproduit.services import chat_customer, chat_desk, chat_requests, chats, products, request_conversation
from monproduit.services.access import Actor
from monproduit.views.alerts import Choice
from tests.services.test_request_opening import NOON
from tests.world import PEOPLE, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal", "world")
CLAIRE, NORA = "claire@exemple.fr", "nora@ailleurs.fr"
MOMENTS = {"created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z"}


async def _sam(email: str = "sam@editeur.fr") -> Actor:
    return replace(await actor(email), is_staff=True)


@pytest.fixture
async def world() -> None:
    """Lyon with two requests, Nora with one, and two engineers."""
    engineers = [{"type": "user", "email": f"{name.lower()}@editeur.fr", "name": f"{name} Morel", "staff": True} for name in ("Sam", "Ines")]
    numbers = (("SR-1", CLAIRE, "in_progress"), ("SR-2", CLAIRE, "closed"), ("SR-3", NORA, "new"))
    requests = [
        {"type": "service_request", "number": number, "product": "vigie", "created_by": who, "title": f"Sonde {number}", "severity": 3}
        | {"status": status, **MOMENTS}
        for number, who, status in numbers
    ]
    license_line = license_("100-1", support_plan="premier", maintenance_from="2020-01-01", renewal_date="2030-01-01")
    await load(*PEOPLE, *engineers, license_line, *requests)


async def _chat(*words: str, about: str = "") -> int:
    """Let Claire write and Sam join, and return the chat."""
    claire = await actor(CLAIRE)
    for place, one in enumerate(words or ("La sonde est muette", "Depuis 8 h")):
        await chats.send(claire, f"key-claire-{place}", one, about)
    chat = (await chats.panel(claire)).chat
    await chat_desk.join(await _sam(), chat)
    return chat


async def _kept(number: str, email: str = CLAIRE) -> list[tuple[str, bool, str]]:
    """Return the messages of a request: by whom, whether by the support, and what."""
    page = await request_conversation.page(await actor(email), number, NOON)
    return [(one.author, one.by_staff, one.body) for one in page.entries if one.kind == "message"]


async def _refusal(work: object) -> str:
    with pytest.raises(PortalError) as caught:
        await work  # type: ignore[misc]
    return caught.value.key


async def test_what_was_said_and_what_follows_joins_the_request_that_the_engineer_picks_once() -> None:
    sam, chat = await _sam(), await _chat()
    await chat_requests.join(sam, chat, "SR-1")
    await chat_requests.join(sam, chat, "SR-1")
    await chat_desk.answer(sam, chat, "key-sam-01", "Je regarde")
    await chats.send(await actor(CLAIRE), "key-claire-9", "Merci")
    assert await _kept("SR-1") == [
        ("Claire Laurent", False, "La sonde est muette"),
        ("Claire Laurent", False, "Depuis 8 h"),
        ("Sam Morel", True, "Je regarde"),
        ("Claire Laurent", False, "Merci"),
    ]
    assert (await chats.panel(await actor(CLAIRE))).request == "SR-1"
    told = [line.text for line in await chat_desk.words(sam, chat, 1) if line.kind == "request"]
    assert told == ["Cette conversation est liée à la demande SR-1."]


async def test_a_new_request_holds_what_was_said_and_brings_its_product() -> None:
    sam, claire, chat = await _sam(), await actor(CLAIRE), await _chat()
    await products.hide(claire, "vigie")
    for _again in range(2):
        await chat_requests.create(sam, chat, "vigie", 2, "Sonde muette")
    number = (await chats.panel(claire)).request
    page = await request_conversation.page(claire, number, NOON)
    assert (page.title, page.license, page.creator, page.severity) == (
        "Sonde muette",
        "100-1",
        "Claire Laurent",
        "2 – importante, l’activité est gênée",
    )
    assert [body for _author, _staff, body in await _kept(number)] == [
        "La sonde est muette",
        "Depuis 8 h",
        "Sam Morel a ouvert cette demande à partir de la conversation ci-dessus.",
    ]
    assert [row.hidden for row in await products.rows(claire)] == [""]
    assert await _refusal(chat_requests.join(sam, chat, "SR-1")) == "chat_has_request"
    assert (await chat_customer.conversation(sam, chat)).may_file is False


async def test_a_chat_that_has_a_request_opens_no_other() -> None:
    sam, chat = await _sam(), await _chat()
    await chat_requests.join(sam, chat, "SR-1")
    assert await _refusal(chat_requests.create(sam, chat, "vigie", 3, "Une autre")) == "chat_has_request"
    assert [one.key for one in (await chat_requests.choices(sam, chat)).requests] == ["SR-1"]


async def test_a_chat_begun_on_the_page_of_a_request_is_kept_there_from_the_first_word() -> None:
    claire = await actor(CLAIRE)
    assert await chat_requests.about(claire, "SR-1") == "SR-1"
    await _chat("Du nouveau ?", about="SR-1")
    assert await _kept("SR-1") == [("Claire Laurent", False, "Du nouveau ?")]


async def test_an_open_chat_does_not_follow_to_another_page() -> None:
    await _chat("Autre chose")
    await chats.send(await actor(CLAIRE), "key-claire-9", "Et cela", "SR-1")
    assert (await _kept("SR-1"), (await chats.panel(await actor(CLAIRE))).request) == ([], "")


@pytest.mark.parametrize("number", ["SR-2", "SR-3", "SR-99", ""])
async def test_a_request_that_is_closed_or_anothers_is_not_what_a_chat_comes_from(number: str) -> None:
    assert await chat_requests.about(await actor(CLAIRE), number) == ""
    sam, chat = await _sam(), await _chat("Bonjour", about=number)
    assert (await chats.panel(await actor(CLAIRE))).request == ""
    assert await _refusal(chat_requests.join(sam, chat, number)) == "no_such_service_request"


async def test_the_engineer_chooses_among_the_open_requests_and_products_of_the_customer() -> None:
    found = await chat_requests.choices(await _sam(), await _chat())
    assert found.requests == [Choice("SR-1", "SR-1 · Sonde SR-1")]
    assert found.products == [Choice("vigie", "Vigie")]
    assert [one.key for one in found.severities] == ["2", "3", "4"]


async def test_after_the_end_whoever_was_in_it_may_still_file_it_and_nobody_else() -> None:
    sam, ines, chat = await _sam(), await _sam("ines@editeur.fr"), await _chat()
    assert await _refusal(chat_requests.join(ines, chat, "SR-1")) == "chat_not_joined"
    await chats.end(await actor(CLAIRE))
    assert await _refusal(chat_requests.join(ines, chat, "SR-1")) == "no_such_chat"
    assert (await chat_customer.conversation(sam, chat)).may_file
    await chat_requests.join(sam, chat, "SR-1")
    assert len(await _kept("SR-1")) == 2


@pytest.mark.parametrize(
    ("product", "severity", "title", "refusal"),
    [
        ("vigie", 1, "Arrêt", "by_telephone_only"),
        ("vigie", 9, "Arrêt", "no_severity"),
        ("vigie", 3, " ", "no_title"),
        ("rien", 3, "x", "unknown_product"),
    ],
)
async def test_what_cannot_be_opened_is_refused_and_the_chat_stays_free(product: str, severity: int, title: str, refusal: str) -> None:
    sam, chat = await _sam(), await _chat()
    assert await _refusal(chat_requests.create(sam, chat, product, severity, title)) == refusal
    assert (await chat_customer.conversation(sam, chat)).may_file


async def test_customers_file_nothing() -> None:
    claire, chat = await actor(CLAIRE), await _chat()
    for work in (chat_requests.choices(claire, chat), chat_requests.join(claire, chat, "SR-1"), chat_requests.create(claire, chat, "vigie", 3, "x")):
        assert await _refusal(work) == "staff_only"
