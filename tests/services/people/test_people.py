"""Claire takes out what is hers; Zoé is forgotten, and nothing of her is found anywhere."""

import asyncio
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import func, select, text
from sqlmodel import SQLModel, col
from typer.testing import CliRunner

from monproduit.cli import app
from monproduit.core import clock, database
from monproduit.core.database import reading, writing
from monproduit.core.enums import AuditAction, ChatEvent, RequestEntry
from monproduit.core.search import findable
from monproduit.models import (
    AlertEvent,
    Article,
    Attachment,
    Chat,
    ChatLine,
    Invitation,
    License,
    Membership,
    OutboxMessage,
    Person,
    ServiceRequest,
    ServiceRequestEntry,
    SuspendedAddress,
    UserGroup,
)
from monproduit.services import audit, knowledge, logins
from monproduit.services.people.columns import EMAIL, MENTIONS, OWN, PERSON
from monproduit.services.people.mentions import texts
from tests.world import PEOPLE, actor, license_, load

ZOE, NAME = "zoe.canari@exemple.fr", "Zoé Canarival"
_NAMING = {"email", "recipient", "actor", "phone", "issuer", "subject"}


async def _run(*arguments: object) -> Result:
    await database.engine().dispose()
    return await asyncio.to_thread(CliRunner().invoke, app, [str(one) for one in arguments])


def _is_personal(column: Any) -> bool:
    refers = any(key.target_fullname == "person.id" for key in column.foreign_keys)
    return refers or column.name in _NAMING or column.name.endswith(("user_id", "actor_id"))


def test_each_column_that_names_a_person_has_a_fate() -> None:
    """Whoever adds one says what becomes of it."""
    found = {f"{table.name}.{column.name}" for table in SQLModel.metadata.sorted_tables for column in table.columns if _is_personal(column)}
    declared = {*PERSON, *EMAIL, *MENTIONS, *(f"person.{name}" for name in OWN)}
    assert found - declared == set()
    known = {f"{table.name}.{column.name}" for table in SQLModel.metadata.sorted_tables for column in table.columns}
    assert declared <= known
    assert set(MENTIONS) <= {f"{table.name}.{column.name}" for table in SQLModel.metadata.sorted_tables for column in texts(table)}


async def _leave_traces(folder: Path) -> None:
    """Let Zoé be wherever a person can be."""
    member = {"type": "membership", "group": "lyon", "user": ZOE, "role": "support_user"}
    download = {
        "type": "download",
        "key": "d-1",
        "user": ZOE,
        "product": "vigie",
        "version": "7.1",
        "file": "v.zip",
        "downloaded_at": "2026-11-01T09:00:00Z",
    }
    body = f"Écrire à {NAME} ({ZOE})."
    article = {"type": "article", "key": "a-1", "language": "fr", "title": f"Avec {NAME}", "body": body, "products": ["vigie"]}
    await load({"type": "user", "email": ZOE, "name": NAME}, member, license_("100-1"), download, article)
    zoe, claire, moment = await actor(ZOE), await actor("claire@exemple.fr"), clock.now()
    await logins.start("https://op", {"sub": "z", "email": ZOE, "email_verified": True, "name": NAME}, "token")
    (folder / "attachments").mkdir()
    (folder / "attachments" / "f1").write_text(NAME)
    (folder / "mail").mkdir()
    (folder / "mail" / "1.eml").write_text(f"To: {ZOE}\n\nBonjour")
    (folder / "mail" / "2.eml").write_text("To: claire@exemple.fr\n\nBonjour")
    async with writing() as session:
        product = await session.scalar(select(col(License.product_id)))
        group = await session.scalar(select(col(UserGroup.id)).where(col(UserGroup.key) == "lyon"))
        assert product
        assert group
        audit.record(session, zoe, AuditAction.MEMBER_JOINED, group_id=group, detail=ZOE)
        audit.record(session, claire, AuditAction.MEMBER_INVITED, group_id=group, detail=f"{NAME.upper()}: {ZOE}")
        session.add(AlertEvent(at=moment, alert="a", actor_id=zoe.id, actor=NAME, action="edited"))
        known = {"product_id": product, "severity": 3, "status": "new", "created_at": moment, "updated_at": moment}
        session.add(case := ServiceRequest(number="SR-1", created_by_id=zoe.id, assigned_to_id=zoe.id, title=f"De {NAME}", **known))
        await session.flush()
        session.add(
            entry := ServiceRequestEntry(key="e", request_id=case.id, kind=RequestEntry.MESSAGE, author_id=zoe.id, body=f"— {NAME}", at=moment)
        )
        await session.flush()
        file = {"stored": "f1", "form_key": "f", "name": f"{NAME}.log", "kind": "log", "size": 1, "sha256": "x", "created_at": moment}
        session.add(Attachment(key="k", user_id=zoe.id, entry_id=entry.id, **file))
        session.add(chat := Chat(customer_id=zoe.id, opened_at=moment, last_at=moment, places=1))
        session.add(other := Chat(customer_id=claire.id, opened_at=moment, last_at=moment, places=1))
        await session.flush()
        session.add(ChatLine(chat_id=chat.id, place=1, author_id=zoe.id, kind=ChatEvent.TEXT, text=NAME, at=moment))
        session.add(ChatLine(chat_id=other.id, place=1, author_id=zoe.id, kind=ChatEvent.TEXT, text=f"Je suis {NAME.lower()}", at=moment))
        session.add(
            Invitation(
                digest="i", group_id=group, email=ZOE, name=NAME, role="support_user", invited_by_id=claire.id, invited_at=moment, expires_at=moment
            )
        )
        late = {"topic": "webhook", "created_at": moment, "due_at": moment, "give_up_at": moment}
        session.add(OutboxMessage(key="w", payload={"body": json.dumps({"member": ZOE, "name": NAME})}, **late))
        session.add(SuspendedAddress(email=ZOE, since=moment, status="5.1.1", words=f"550 <{ZOE}>: {NAME} is gone"))
        bounced = {"bounced_at": moment, "bounce_words": f"see {ZOE}"}
        session.add(OutboxMessage(key="b", recipient="claire@exemple.fr", payload={}, **bounced, **{**late, "topic": "mail"}))
        session.add(OutboxMessage(key="m", recipient=ZOE, payload={"letter": "alert"}, **{**late, "topic": "mail"}))


async def _everything() -> str:
    """Return all that the database holds, its index of words too."""
    async with reading() as session:
        rows = [str(row) for table in SQLModel.metadata.sorted_tables for row in await session.execute(select(table))]
        if session.get_bind().dialect.name == "sqlite":
            rows += [str(row) for row in await session.execute(text("SELECT * FROM article_search_data"))]
    return "\n".join(rows)


@pytest.fixture
async def traces(portal: Path) -> Path:
    """A portal in which Zoé has been for a while."""
    await load(*PEOPLE)
    await _leave_traces(portal)
    return portal


def _left(folder: Path) -> list[str]:
    """Return the names of the files that are left beside the database."""
    return [place.name for place in folder.rglob("*") if place.is_file() and ".db" not in place.name]


def _bytes(folder: Path) -> str:
    """Return all bytes of the database, those that it no longer uses too."""
    return "".join(place.read_bytes().decode("utf-8", errors="replace") for place in folder.glob("monproduit.db*"))


def _hits(where: str) -> list[str]:
    folded = where.casefold()
    return [word for word in (ZOE, "zoe.canari", NAME.casefold(), "canarival", findable(NAME)) if word in folded]


async def test_nothing_of_the_erased_is_found_anywhere(traces: Path) -> None:
    assert len(_hits(await _everything())) == 5
    zoe = await actor(ZOE)
    result = await _run("person", "erase", ZOE, "--yes")
    assert result.exit_code == 0, (result.output, result.exception)
    assert _hits(await _everything()) == [], [line for line in (await _everything()).splitlines() if _hits(line)]
    assert _hits(result.output) == []
    assert _left(traces) == ["2.eml"]
    assert _hits(_bytes(traces)) == []
    claire = await actor("claire@exemple.fr")
    assert await knowledge.suggest(claire, "canarival") == []
    async with reading() as session:
        case = (await session.scalars(select(ServiceRequest))).one()
        assert (case.created_by_id, case.assigned_to_id, case.title) == (zoe.id, None, f"De [{zoe.id}]")
        assert (await session.scalars(select(Article.title))).one() == f"Avec [{zoe.id}]"
        outbox = (await session.scalars(select(OutboxMessage).where(col(OutboxMessage.key) == "w"))).one()
        assert json.loads(outbox.payload["body"]) == {"member": f"[{zoe.id}]", "name": f"[{zoe.id}]"}
        assert await session.scalar(select(func.count()).select_from(Person)) == 5
    assert (await _run("person", "erase", ZOE, "--yes")).exit_code == 1


async def test_the_records_of_deeds_cannot_be_changed_afterwards_either(traces: Path) -> None:
    assert traces
    assert (await _run("person", "erase", ZOE, "--yes")).exit_code == 0
    with pytest.raises(Exception, match="append-only"):
        async with writing() as session:
            await session.execute(text("UPDATE audit_event SET actor = 'x'"))


async def test_the_last_administrator_is_kept_until_another_takes_over(traces: Path) -> None:
    assert traces
    before = await _everything()
    refused = await _run("person", "erase", "claire@exemple.fr", "--yes")
    assert (refused.exit_code, "Nobody else administers Production Lyon" in refused.stderr) == (1, True)
    stranger = await _run("person", "erase", "claire@exemple.fr", "--yes", "--successor", "nora@ailleurs.fr")
    assert (stranger.exit_code, "is not a member" in stranger.stderr) == (1, True)
    assert await _everything() == before
    assert (await _run("person", "erase", "claire@exemple.fr", "--yes", "--successor", ZOE)).exit_code == 0
    zoe = await actor(ZOE)
    async with reading() as session:
        roles = await session.scalars(select(col(Membership.role)).where(col(Membership.user_id) == zoe.id))
        assert set(roles) == {"administrator", "support_user"}


async def test_a_group_without_any_other_member_ends_and_its_licenses_are_free(traces: Path) -> None:
    assert traces
    await load(license_("200-1", group="ailleurs"))
    result = await _run("person", "erase", "nora@ailleurs.fr", "--yes")
    assert "The group Ailleurs had no other member and is gone" in result.stdout
    async with reading() as session:
        assert (await session.scalars(select(License.group_id).where(col(License.canonical_number) == "2001"))).one() is None
        assert (await session.scalars(select(UserGroup.key))).all() == ["lyon"]


async def test_what_is_given_to_a_person_is_theirs_and_opens_no_door(traces: Path) -> None:
    result = await _run("person", "export", ZOE, traces / "zoe.zip")
    assert result.exit_code == 0, (result.output, result.exception)
    with zipfile.ZipFile(traces / "zoe.zip") as archive:
        data = json.loads(archive.read("data.json"))
        (name,) = set(archive.namelist()) - {"data.json"}
        assert archive.read(name).decode() == NAME
    tables = data["tables"]
    expected = {"person", "login", "membership", "download", "service_request", "service_request_entry", "attachment", "chat", "chat_line"}
    assert expected | {"invitation", "outbox_message", "suspended_address", "audit_event", "alert_event"} <= set(tables)
    assert tables["person"][0]["name"] == NAME
    assert "id_token" not in tables["login"][0]
    assert "claire@exemple.fr" not in {row.get("email") for rows in tables.values() for row in rows}
    again = await _run("person", "export", ZOE, traces / "zoe.zip")
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)
    assert (await _run("person", "export", "nobody@exemple.fr", traces / "n.zip")).exit_code == 1
