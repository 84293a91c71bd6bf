"""What was kept comes back whole, on either database, or not at all."""

import asyncio
import json
import shutil
import tarfile
import traceback
from collections.abc import Awaitable, Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import func, select
from sqlmodel import col
from typer.testing import CliRunner

from monproduit.cli import app
from monproduit.core import clock, database
from monproduit.core.database import reading, writing
from monproduit.demo import load as load_demo
from monproduit.migrations.run import migrate
from monproduit.models import Alert, Article, Attachment, License, Person
from monproduit.services import knowledge
from tests.conftest import fresh_engine
from tests.postgresql import Postgres
from tests.world import PEOPLE, actor, license_, load

Elsewhere = Callable[..., Awaitable[Path]]
OLDER = "20261127f"
NEWER = {
    "alert": ("withdrawn", "version", "edited_at", "revision"),
    "alert_product": ("affected", "fixed"),
    "login": ("proven_at", "browser"),
    "outbox_message": ("is_suspended", "digest", "bounced_at", "bounce_status", "bounce_words"),
    "person": ("wants_answers",),
    "product": ("identifiers",),
    "release": ("updated_at",),
}
NEW = ("alert_event", "suspended_address")
"""What the steps after it added: columns, and tables."""


async def _run(*arguments: object) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, app, [str(one) for one in arguments])


def _digests(result: Result) -> dict[str, str]:
    """Return the digest of each table as it was printed."""
    assert result.exit_code == 0, (result.output, result.exception)
    return {line.split()[2]: f"{line.split()[0]} {line.split()[1]}" for line in result.stdout.splitlines() if len(line.split()[0]) == 64}


def _rewrite(archive: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Change an archive as somebody could who knows what they do."""
    with tarfile.open(archive) as old:
        parts = {info.name: stream.read() for info in old if (stream := old.extractfile(info))}
    manifest = json.loads(parts.pop("manifest.json"))
    change(manifest, parts)
    with tarfile.open(archive, "w:gz") as new:
        for name, content in {**parts, "manifest.json": json.dumps(manifest).encode()}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            new.addfile(info, BytesIO(content))


def _to_older(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
    manifest["head"] = OLDER
    manifest["tables"] = [shape for shape in manifest["tables"] if shape["name"] not in NEW]
    for table in NEW:
        parts.pop(f"tables/{table}.jsonl")
    for shape in manifest["tables"]:
        gone = NEWER.get(shape["name"], ())
        kept = [place for place, name in enumerate(shape["columns"]) if name not in gone]
        shape["columns"] = {name: kind for name, kind in shape["columns"].items() if name not in gone}
        rows = [json.loads(line) for line in parts[f"tables/{shape['name']}.jsonl"].splitlines()]
        lines = (json.dumps([row[place] for place in kept], ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows)
        content = "".join(lines).encode()
        shape["sha256"] = sha256(content).hexdigest()
        parts[f"tables/{shape['name']}.jsonl"] = content


@pytest.fixture
def elsewhere(portal: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Go to another portal, with nothing in it, on a database of the other kind or a given one."""
    here = database.engine().dialect.name

    async def go(kind: str = "") -> Path:
        await database.engine().dispose()
        kind = kind or ("sqlite" if here == "postgresql" else "postgresql")
        folder = portal / "elsewhere"
        shutil.rmtree(folder, ignore_errors=True)
        monkeypatch.setenv("MONPRODUIT_DATA_DIR", str(folder))
        monkeypatch.setenv("MONPRODUIT_DATABASE_URL", "" if kind == "sqlite" else postgres.database())
        return folder

    return go


async def _world(folder: Path) -> None:
    await load_demo()
    await load(*PEOPLE, license_("153-482-907", key="CLÉ-1", maintenance_from="2024-02-29"))
    (folder / "attachments").mkdir()
    (folder / "attachments" / "a1").write_bytes(b"\x00\xff" * 700_000)
    async with writing() as session:
        person = (await actor("claire@exemple.fr")).id
        known = {"name": "trace «é».log", "kind": "log", "size": 1_400_000, "sha256": "…", "form_key": "f"}
        session.add(Attachment(key="k", stored="a1", user_id=person, created_at=clock.now(), **known))


async def test_what_comes_back_is_what_was_kept(portal: Path, elsewhere: Elsewhere) -> None:
    await _world(portal)
    archive = portal / "kept.tar.gz"
    kept = await _run("backup", archive)
    assert kept.exit_code == 0, (kept.output, traceback.format_exception(kept.exception))
    assert archive.stat().st_mode & 0o077 == 0
    folder = await elsewhere()
    async with fresh_engine():
        restored = await _run("restore", archive)
        again = await _run("backup", portal / "again.tar.gz")
        assert _digests(kept) == _digests(restored) == _digests(again)
        assert len(_digests(kept)) == 49
        assert (folder / "attachments" / "a1").read_bytes() == b"\x00\xff" * 700_000
        async with reading() as session:
            title = (await session.scalars(select(col(Article.title)).order_by(col(Article.id)))).first() or ""
        assert title in {card.title for card in await knowledge.suggest(await actor("claire@exemple.fr"), title)}
        async with writing() as session:
            last = await session.scalar(select(func.max(col(Person.id))))
            session.add(person := Person(email="nouveau@exemple.fr"))
            await session.flush()
            assert person.id > (last or 0)


async def _refusal(archive: Path, words: str) -> None:
    """Have a restoration refused in a sentence, after which the portal is as empty as before."""
    result = await _run("restore", archive)
    assert result.exit_code == 1
    assert words in " ".join(result.stderr.split()), (result.output, result.exception)
    async with reading() as session:
        assert await session.scalar(select(func.count()).select_from(License)) == 0
        assert await session.scalar(select(func.count()).select_from(Person)) == 0


async def test_what_is_damaged_or_unknown_is_refused_and_changes_nothing(portal: Path, elsewhere: Elsewhere) -> None:
    await load(*PEOPLE, license_("100-1"))
    archive = portal / "kept.tar.gz"
    assert (await _run("backup", archive)).exit_code == 0
    assert "is there already" in (await _run("backup", archive)).stderr
    whole = archive.read_bytes()
    await elsewhere("sqlite")
    async with fresh_engine():
        await asyncio.to_thread((portal / "elsewhere").mkdir)
        await asyncio.to_thread(migrate)
        middle = len(whole) // 2
        for damaged in (whole[:middle], whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :], b"", b"nothing"):
            archive.write_bytes(damaged)
            await _refusal(archive, "kept.tar.gz ")  # what a turned bit says differs each time: that it cannot be read, or that it does not fit
        archive.write_bytes(whole)
        _rewrite(archive, lambda manifest, _parts: manifest.update(head="20991231"))
        await _refusal(archive, "is at migration 20991231, which this portal")
        archive.write_bytes(whole)
        _rewrite(archive, lambda _manifest, parts: parts.update({"tables/person.jsonl": parts["tables/person.jsonl"].replace(b"Claire", b"Clarie")}))
        await _refusal(archive, "tables/person.jsonl is not what it was")
        archive.write_bytes(whole)
        _rewrite(archive, lambda manifest, _parts: manifest["files"].append({"path": "files/../../x", "size": 1, "sha256": ""}))
        await _refusal(archive, "its manifest cannot be read")
        await _refusal(portal / "nowhere.tar.gz", "is not there")


async def test_a_portal_in_use_is_not_written_over(portal: Path) -> None:
    await load(*PEOPLE)
    assert (await _run("backup", portal / "kept.tar.gz")).exit_code == 0
    result = await _run("restore", portal / "kept.tar.gz")
    assert (result.exit_code, "The database is not empty: person has rows" in result.stderr) == (1, True), result.stderr
    assert await actor("claire@exemple.fr")


async def test_a_row_that_does_not_fit_takes_all_others_back(portal: Path, elsewhere: Elsewhere) -> None:
    """The archive is whole and well signed, and yet contradicts itself: the last table refuses, and nothing stays."""
    await load(*PEOPLE, license_("100-1"))
    archive = portal / "kept.tar.gz"
    assert (await _run("backup", archive)).exit_code == 0

    def dangle(manifest: dict[str, Any], parts: dict[str, bytes]) -> None:
        content = parts["tables/membership.jsonl"].replace(b"administrator", b"king")
        parts["tables/membership.jsonl"] = content
        next(shape for shape in manifest["tables"] if shape["name"] == "membership")["sha256"] = sha256(content).hexdigest()

    _rewrite(archive, dangle)
    await elsewhere()
    async with fresh_engine():
        await _refusal(archive, "does not fit into this database (IntegrityError)")


async def test_an_older_backup_is_upgraded_on_the_way(portal: Path, elsewhere: Elsewhere) -> None:
    alert = {"type": "alert", "key": "a-1", "products": ["vigie"], "kind": "news", "title": "Nouveau", "published_at": "2026-11-01T09:00:00Z"}
    await load(*PEOPLE, license_("100-1"), alert)
    archive = portal / "kept.tar.gz"
    assert (await _run("backup", archive)).exit_code == 0
    _rewrite(archive, _to_older)
    await elsewhere()
    async with fresh_engine():
        restored = await _run("restore", archive)
        assert restored.exit_code == 0, restored.output
        assert f"migration {OLDER}" in restored.stdout
        assert (await actor("claire@exemple.fr")).name == "Claire Laurent"
        async with reading() as session:
            assert (await session.scalars(select(Alert))).one().version == 1
