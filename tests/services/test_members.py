"""The people of a group: roles, going, and the administrator who always stays."""

import asyncio

import pytest
from sqlalchemy import select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.errors import PortalError
from monproduit.models import LicenseUser, UserGroup
from monproduit.services import groups, license_users, licenses, members, products
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE, BRUNO, LEA, NORA = "claire@exemple.fr", "bruno@exemple.fr", "lea@exemple.fr", "nora@ailleurs.fr"
SECOND = {"type": "membership", "group": "lyon", "user": BRUNO, "role": "administrator"}


async def _lyon(*lines: Line) -> int:
    await load(*PEOPLE, license_("100-1"), *lines)
    async with reading() as session:
        return (await session.execute(select(col(UserGroup.id)).where(col(UserGroup.key) == "lyon"))).scalar_one()


async def _roles(group: int) -> dict[str, str]:
    return {one.email: one.role for one in (await groups.page(await actor(CLAIRE), group)).members}


async def test_the_directory_shows_people_with_their_roles() -> None:
    group = await _lyon({"type": "user", "email": LEA, "name": "Léa Roy", "phone": "+33 1 99 00 12 34"})
    lea = (await groups.page(await actor(CLAIRE), group)).members[1]
    assert (lea.name, lea.phone, lea.role, lea.is_me, lea.is_last_administrator) == (
        "Léa Roy",
        "+33 1 99 00 12 34",
        "Utilisateur de licence",
        False,
        False,
    )
    seen_by_lea = await groups.page(await actor(LEA), group)
    assert (len(seen_by_lea.members), seen_by_lea.is_administrator, seen_by_lea.invitations) == (2, False, [])


async def test_the_list_of_groups_counts_for_each_person() -> None:
    await _lyon()
    (line,) = await groups.mine(await actor(CLAIRE))
    assert (line.name, line.role, line.members, line.licenses, line.waiting) == ("Production Lyon", "Administrateur", "2 membres", "1 licence", "")
    assert [one.name for one in await groups.mine(await actor(NORA))] == ["Ailleurs"]


async def test_roles_are_changed_as_ticked() -> None:
    group = await _lyon()
    await members.change_roles(await actor(CLAIRE), group, (await actor(LEA)).id, ["support_user", "administrator"])
    assert (await _roles(group))[LEA] == "Administrateur, Utilisateur du support"


@pytest.mark.parametrize(("roles", "key"), [([], "no_role"), (["king"], "unknown_role")])
async def test_impossible_roles_are_refused(roles: list[str], key: str) -> None:
    group = await _lyon()
    with pytest.raises(PortalError, match=key):
        await members.change_roles(await actor(CLAIRE), group, (await actor(LEA)).id, roles)


async def test_the_last_administrator_can_neither_leave_nor_be_removed_nor_demoted() -> None:
    group, claire = await _lyon(), await actor(CLAIRE)
    for deed in (
        members.leave(claire, group),
        members.remove(claire, group, claire.id),
        members.change_roles(claire, group, claire.id, ["support_user"]),
    ):
        with pytest.raises(PortalError, match="last_administrator"):
            await deed
    assert (await _roles(group))[CLAIRE] == "Administrateur"


async def test_two_administrators_who_remove_each_other_at_once_leave_one() -> None:
    group = await _lyon(SECOND)
    claire, bruno = await actor(CLAIRE), await actor(BRUNO)
    answers = await asyncio.gather(members.remove(claire, group, bruno.id), members.remove(bruno, group, claire.id), return_exceptions=True)
    assert sum(isinstance(answer, PortalError) for answer in answers) == 1
    left = [one for one in (claire, bruno) if await groups.mine(one)]
    assert len(left) == 1


async def test_two_administrators_who_leave_at_once_leave_one() -> None:
    group = await _lyon(SECOND)
    claire, bruno = await actor(CLAIRE), await actor(BRUNO)
    answers = await asyncio.gather(members.leave(claire, group), members.leave(bruno, group), return_exceptions=True)
    assert [type(answer) for answer in answers].count(PortalError) == 1


async def test_whoever_leaves_sees_no_license_any_more_and_keeps_the_row() -> None:
    group, lea = await _lyon(), await actor(LEA)
    await license_users.assign(await actor(CLAIRE), "100-1", LEA)
    await members.leave(lea, group)
    assert (await licenses.lines(lea, "vigie", 50)).total == 0
    assert [row.has_license for row in await products.rows(lea)] == [False]
    async with reading() as session:
        assert list(await session.scalars(select(LicenseUser))) == []


async def test_a_member_is_removed_once() -> None:
    group, lea = await _lyon(), await actor(LEA)
    assert await members.remove(await actor(CLAIRE), group, lea.id) == "Léa Roy"
    with pytest.raises(PortalError, match="no_such_member"):
        await members.remove(await actor(CLAIRE), group, lea.id)


async def test_a_group_is_renamed_and_its_name_shows_on_the_licenses() -> None:
    group, claire = await _lyon(), await actor(CLAIRE)
    await groups.rename(claire, group, "  Production   Rhône ")
    assert (await licenses.lines(claire, "vigie", 50)).lines[0].group == "Production Rhône"
    for wrong, key in (("   ", "no_name"), ("x" * 201, "too_long")):
        with pytest.raises(PortalError, match=key):
            await groups.rename(claire, group, wrong)


async def test_a_stranger_gets_the_same_answer_for_a_group_as_for_none() -> None:
    group, nora = await _lyon(), await actor(NORA)
    for id_ in (group, 987_654):
        with pytest.raises(PortalError, match="no_such_group"):
            await groups.page(nora, id_)
