"""Forget a person: what was theirs goes, what is a record of others stays and names nobody."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from monproduit.core.database import engine, writing
from monproduit.core.enums import Role
from monproduit.core.errors import PortalError
from monproduit.core.settings import settings
from monproduit.models import Attachment, License, Membership, Person, UserGroup
from monproduit.services.changes import PEOPLE, Touched, note
from monproduit.services.people.columns import EMAIL, OWN, PERSON, Fate
from monproduit.services.people.mentions import Words, forget


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of a person: rows deleted and rows in which they were named, by table or in all, files removed, groups ended."""

    deleted: dict[str, int]
    mentions: int
    files: int
    groups: list[str]


async def erase(email: str, successor: str = "") -> Erased:
    """Forget a person; their groups need another administrator first, or this successor among the members.

    A group of which they were the only member ends, and its licenses can be registered anew.

    Raises:
        PortalError: `no_such_person`; `last_administrator` (groups); `no_such_member`, the successor is not in one of these groups.
    """
    async with writing() as session:
        person = await session.scalar(select(Person).where(col(Person.email) == email.strip().lower()))
        if not person:
            raise PortalError("no_such_person")
        ended = await _hand_over(session, person, successor.strip().lower())
        groups = list(await session.scalars(select(col(Membership.group_id)).where(col(Membership.user_id) == person.id).distinct()))
        stored = list(await session.scalars(select(col(Attachment.stored)).where(col(Attachment.user_id) == person.id)))
        words = Words(person.email, person.name, f"[{person.id}]")
        deleted = await _delete(session, person)
        for field, value in OWN.items():
            setattr(person, field, value)
        person.email = f"erased-{person.id}@invalid"
        await session.flush()
        mentions = await forget(session, words)
        await note(session, [Touched(group_id=group, section=PEOPLE) for group in groups])
    await _wipe()
    return Erased(deleted, mentions, _remove(stored, words), ended)


async def _wipe() -> None:
    """Let SQLite overwrite what it only marked as free, in the file and in its index of words; PostgreSQL's vacuum does that by itself."""
    if engine().dialect.name != "sqlite":
        return
    async with engine().connect() as connection:
        for statement in ("INSERT INTO article_search(article_search) VALUES ('optimize')", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            await connection.exec_driver_sql(statement)


async def _hand_over(session: AsyncSession, person: Person, successor: str) -> list[str]:
    """See to the groups that only this person administers; return the names of those that end."""
    alone, ended = list[str](), list[str]()
    heir = await session.scalar(select(Person).where(col(Person.email) == successor)) if successor else None
    for group in await _administered_alone(session, person):
        others = set(await session.scalars(select(col(Membership.user_id)).where(_of(group), col(Membership.user_id) != person.id)))
        if not others:
            await session.execute(update(License).where(col(License.group_id) == group.id).values(group_id=None))
            ended.append(group.name)
            await session.delete(group)
        elif heir and heir.id in others:
            session.add(Membership(group_id=group.id, user_id=heir.id, role=Role.ADMINISTRATOR))
        elif successor:
            raise PortalError("no_such_member")
        else:
            alone.append(group.name)
    if alone:
        raise PortalError("last_administrator", groups=", ".join(sorted(alone)))
    await session.flush()
    return ended


async def _administered_alone(session: AsyncSession, person: Person) -> list[UserGroup]:
    is_administrator = col(Membership.role) == Role.ADMINISTRATOR
    mine = select(col(Membership.group_id)).where(col(Membership.user_id) == person.id)
    theirs = select(col(Membership.group_id)).where(col(Membership.user_id) != person.id, is_administrator)
    query = select(UserGroup).where(col(UserGroup.id).in_(mine), col(UserGroup.id).not_in(theirs)).order_by(col(UserGroup.id)).with_for_update()
    return list(await session.scalars(query))


def _of(group: UserGroup) -> ColumnElement[bool]:
    return col(Membership.group_id) == group.id


async def _delete(session: AsyncSession, person: Person) -> dict[str, int]:
    gone = dict[str, int]()
    for table in reversed(SQLModel.metadata.sorted_tables):
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            if PERSON.get(name) == Fate.CLEARED:
                await session.execute(update(table).where(column == person.id).values({column.name: None}))
            is_theirs = column == person.id if name in PERSON else func.lower(column) == person.email
            if PERSON.get(name, EMAIL.get(name)) == Fate.DELETED:
                count = (await session.execute(select(func.count()).select_from(table).where(is_theirs))).scalar_one()
                await session.execute(delete(table).where(is_theirs))
                gone[table.name] = gone.get(table.name, 0) + count
    return {name: count for name, count in gone.items() if count}


def _remove(stored: list[str], words: Words) -> int:
    """Remove the files that they sent, and mails to them that were written into a folder."""
    attachments, mail = settings().data_dir / "attachments", settings().data_dir / "mail"
    files = [attachments / name for name in stored] + [place for place in mail.glob("*.eml") if _names(place, words)]
    for place in files:
        place.unlink(missing_ok=True)
    return len(files)


def _names(place: Path, words: Words) -> bool:
    content = place.read_text("utf-8", errors="replace").replace("=\n", "")
    return words.out_of(content) != content
