"""Alerts by e-mail: one mail for each alert and person, at its hour, in their language, until they want no more."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import update
from sqlmodel import col

from monproduit.core.database import writing
from monproduit.models import Alert, Person
from monproduit.services import alert_mails, alerts, products, subscriptions
from monproduit.services.mailing_times import digest_time
from tests.office import posted, send_due
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, LEA, NORA = "claire@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
PARIS = ZoneInfo("Europe/Paris")


def _alert(key: str, at: str, slugs: tuple[str, ...] = ("vigie",), **fields: object) -> Line:
    known = {"type": "alert", "key": key, "products": list(slugs), "kind": "security", "severity": "high", "title": f"Titre {key}"}
    return {**known, "body": "Installez **7.2**.\n\n- tout\n- de suite", "published_at": at, **fields}


async def _world() -> None:
    await load(*PEOPLE, license_("100-1"), license_("100-2", product="archivo"))
    for email_, slug in ((CLAIRE, "vigie"), (CLAIRE, "archivo"), (LEA, "vigie")):
        await subscriptions.choose(await actor(email_), slug, wants=True)


async def _set(email_: str, **values: object) -> None:
    async with writing() as session:
        await session.execute(update(Person).where(col(Person.email) == email_).values(**values))


async def _send() -> None:
    await alert_mails.note_published()
    await alert_mails.send_digests()
    await send_due()


def _subjects(folder: Path, to: str = CLAIRE) -> list[str]:
    return sorted(str(one["Subject"]) for one in posted(folder) if one["To"] == to)


async def test_one_alert_about_two_products_is_one_mail_for_each_who_wants_it(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await load(_alert("cve", "2026-11-24T11:00:00Z", ("vigie", "archivo")))
        await _send()
        await _send()
        await load(_alert("cve", "2026-11-24T11:30:00Z", ("vigie", "archivo"), title="Retouché"))
        await _send()
    assert sorted(str(one["To"]) for one in posted(portal)) == [CLAIRE, LEA]
    assert _subjects(portal) == ["Archivo, Vigie – Titre cve"]
    assert _subjects(portal, LEA) == ["Vigie – Titre cve"]


async def test_what_is_withdrawn_is_not_mailed_nor_gathered(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await _set(LEA, mail_frequency="daily")
        await load(_alert("cve", "2026-11-24T11:00:00Z"), _alert("gone", "2026-11-24T11:00:00Z"))
        async with writing() as session:
            await session.execute(update(Alert).where(col(Alert.key) == "gone").values(withdrawn=True))
        await _send()
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        async with writing() as session:
            await session.execute(update(Alert).values(withdrawn=True))
        await _send()
    assert [(one["To"], one["Subject"]) for one in posted(portal)] == [(CLAIRE, "Vigie – Titre cve")]


async def test_a_mail_is_whole_in_both_forms_and_loads_nothing(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await _set(CLAIRE, locale="en")
        await load(_alert("cve", "2026-11-24T11:00:00Z", title="A <b>&\r\nBcc: eve@elsewhere.example"))
        await _send()
    (mail,) = [one for one in posted(portal) if one["To"] == CLAIRE]
    text, html = (part.get_content() for part in mail.iter_parts())  # type: ignore[attr-defined]
    assert mail["Bcc"] is None
    assert mail["Content-Language"] == "en"
    assert "Installez **7.2**." in text
    assert "http://localhost:3000/en/alerts/cve" in text
    assert mail["List-Unsubscribe"].strip("<>") in text
    assert "<strong>7.2</strong>" in html
    assert "A &lt;b&gt;&amp;" in html
    assert "Read it in the portal" in html
    assert not any(word in html for word in ("<img", "<script", "<link", "url(", "@import", "<b>&"))


async def test_an_alert_of_tomorrow_is_mailed_tomorrow_and_history_never(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        await _world()
        await load(_alert("later", "2026-11-25T12:00:00Z"), _alert("old", "2026-11-10T12:00:00Z"))
        await _send()
        assert posted(portal) == []
        clock.shift(timedelta(days=1))
        await _send()
    assert _subjects(portal) == ["Vigie – Titre later"]


async def test_two_processes_at_once_mail_it_once(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await _set(LEA, mail_frequency="daily")
        await load(*(_alert(f"a{number}", "2026-11-24T11:00:00Z") for number in range(5)))
        await asyncio.gather(*(alert_mails.note_published() for _process in range(4)))
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        await asyncio.gather(*(alert_mails.send_digests() for _process in range(4)))
        await _send()
    assert len(_subjects(portal)) == 5
    assert _subjects(portal, LEA) == ["5 actualités et alertes – Mes produits"]


async def test_nobody_gets_what_is_hidden_unticked_meanwhile_withdrawn_or_anothers(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await products.hide(await actor(CLAIRE), "archivo")
        await load(_alert("hidden", "2026-11-24T11:00:00Z", ("archivo",)), _alert("cve", "2026-11-24T11:00:00Z"))
        await alert_mails.note_published()
        await subscriptions.choose(await actor(CLAIRE), "vigie", wants=False)
        await _send()
        assert _subjects(portal) == _subjects(portal, NORA) == []
        await load(_alert("gone", "2026-11-24T11:59:00Z"))
        await alert_mails.note_published()
        async with writing() as session:
            await session.execute(update(Alert).where(col(Alert.key) == "gone").values(published_at=NOON + timedelta(days=9)))
        await _send()
    assert _subjects(portal, LEA) == ["Vigie – Titre cve"]


@pytest.mark.parametrize(
    ("frequency", "time_zone", "hour"),
    [
        ("daily", "Europe/Paris", "2026-11-25T07:00"),
        ("daily", "Pacific/Noumea", "2026-11-24T21:00"),
        ("daily", "Pacific/Pago_Pago", "2026-11-24T19:00"),
        ("weekly", "Europe/Paris", "2026-11-30T07:00"),
        ("weekly", "Pacific/Noumea", "2026-11-29T21:00"),
    ],
)
async def test_a_digest_comes_at_eight_where_the_person_is(portal: Path, frequency: str, time_zone: str, hour: str) -> None:
    moment = datetime.fromisoformat(hour).replace(tzinfo=UTC)
    with time_machine.travel(NOON, tick=False) as clock:
        await _world()
        await _set(CLAIRE, mail_frequency=frequency, time_zone=time_zone)
        await load(_alert("one", "2026-11-24T11:00:00Z"), _alert("two", "2026-11-24T11:00:00Z", ("archivo",)))
        await _send()
        clock.move_to(moment - timedelta(seconds=1))
        await _send()
        assert _subjects(portal) == []
        clock.move_to(moment)
        await _send()
        await _send()
        assert _subjects(portal) == ["2 actualités et alertes – Mes produits"]
        await load(_alert("three", moment.isoformat()))
        await _send()
        clock.shift(timedelta(days=8))
        await _send()
        await _send()
    assert _subjects(portal) == ["1 actualité ou alerte – Mes produits", "2 actualités et alertes – Mes produits"]


def test_mornings_are_mornings_in_summer_and_winter() -> None:
    before = datetime(2026, 3, 28, 9, tzinfo=PARIS)
    assert digest_time("daily", "Europe/Paris", before).isoformat() == "2026-03-29T08:00:00+02:00"
    assert digest_time("daily", "Europe/Paris", datetime(2026, 10, 24, 9, tzinfo=PARIS)).isoformat() == "2026-10-25T08:00:00+01:00"
    assert digest_time("weekly", "Europe/Paris", datetime(2028, 2, 28, 8, tzinfo=PARIS)).isoformat() == "2028-03-06T08:00:00+01:00"
    assert digest_time("weekly", "Europe/Paris", datetime(2028, 2, 28, 7, 59, tzinfo=PARIS)).isoformat() == "2028-02-28T08:00:00+01:00"


async def test_whoever_goes_back_to_instant_gets_what_waited_at_once(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await _set(CLAIRE, mail_frequency="weekly")
        await load(_alert("one", "2026-11-24T11:00:00Z"))
        await _send()
        await _set(CLAIRE, mail_frequency="instant")
        await _send()
    assert _subjects(portal) == ["1 actualité ou alerte – Mes produits"]


async def test_the_link_of_a_mail_unticks_its_products_and_no_others(portal: Path) -> None:
    with time_machine.travel(NOON, tick=False):
        await _world()
        await load(_alert("cve", "2026-11-24T11:00:00Z"))
        await _send()
        (mail,) = [one for one in posted(portal) if one["To"] == CLAIRE]
        token = str(mail["List-Unsubscribe"]).strip("<>").rpartition("/")[2]
        looked = await subscriptions.look(token)
        assert looked
        assert (looked.products, looked.is_all) == (["Vigie"], False)
        assert await _boxes() == {"vigie": True, "archivo": True}
        assert await subscriptions.unsubscribe(token) == await subscriptions.unsubscribe(token) == looked
    assert await _boxes() == {"vigie": False, "archivo": True}


async def test_the_link_of_a_digest_unticks_all_and_a_forged_one_nothing() -> None:
    await _world()
    claire, lea = await actor(CLAIRE), await actor(LEA)
    token = subscriptions.unsubscribe_link(claire.id).rpartition("/")[2]
    signature = token.rpartition("-")[2]
    for forged in ("", "x", "1", "-", signature, f"{lea.id}-{signature}", f"{claire.id}-1-{signature}", f"{claire.id}-{'é' * 32}", "1-" * 5000):
        assert await subscriptions.unsubscribe(forged) is None
    assert await _boxes() == {"vigie": True, "archivo": True}
    await subscriptions.unsubscribe(token)
    assert await _boxes() == {"vigie": False, "archivo": False}


async def _boxes() -> dict[str, bool]:
    return {slug: cell.wants_email for slug, cell in (await alerts.cells(await actor(CLAIRE))).items()}
