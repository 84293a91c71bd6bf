"""The page of a group."""

from dataclasses import replace

from monproduit.components.group_sheet import GroupDeeds, group_sheet
from monproduit.gallery.example import LONG_WORD, Example, Size, State, deeds, example
from monproduit.views.groups import AccessLine, AuditLine, GroupPage, InvitationLine, Journal, MemberLine

CLAIRE = MemberLine(
    id=1,
    name="Claire Laurent",
    email="claire@exemple.fr",
    phone="+33 4 00 00 00 00",
    initials="CL",
    role="Administrateur",
    is_me=True,
    is_administrator=True,
    is_license_user=False,
    is_support_user=False,
    is_last_administrator=True,
)
LEA = MemberLine(
    id=2,
    name="Léa Roy",
    email="lea@exemple.fr",
    phone="",
    initials="LR",
    role="Utilisateur de licence",
    is_me=False,
    is_administrator=False,
    is_license_user=True,
    is_support_user=False,
    is_last_administrator=False,
)
GROUP = GroupPage(
    id=1,
    name="Production Lyon",
    policy="domain",
    sharing="administrators",
    domain="exemple.fr",
    my_role="Administrateur",
    is_administrator=True,
    can_leave=False,
    licenses="76 licences",
    members=[CLAIRE, LEA],
    invitations=[InvitationLine(1, "Paul", "paul@exemple.fr", "Utilisateur du support", "8 déc. 2026", has_expired=False)],
    requests=[AccessLine(1, "Nora Weiss", "nora@ailleurs.fr", "Archivo", "153-482-907", "24 nov. 2026")],
)
JOURNAL = Journal([AuditLine("1", "24 nov. 2026 09:05", "Léa Roy <lea@exemple.fr>", "Clé affichée", "153-482-907", "")], 12, "Afficher encore 12")


@example(State.MANY, size=Size.WIDE)
def administrator() -> Example:
    """As its administrator sees it."""
    return Example(group_sheet, GROUP, JOURNAL, deeds(GroupDeeds))


@example(State.ONE, size=Size.WIDE)
def member() -> Example:
    """As a member sees it."""
    page = replace(GROUP, is_administrator=False, requests=[], invitations=[], my_role="Utilisateur du support", can_leave=True)
    return Example(group_sheet, page, Journal(), deeds(GroupDeeds))


@example(State.MANY, size=Size.WIDE, is_heavy=True)
def hundred() -> Example:
    """A hundred members."""
    members = [replace(LEA, id=number, email=f"lea{number}@exemple.fr") for number in range(2, 102)]
    return Example(group_sheet, replace(GROUP, members=members), JOURNAL, deeds(GroupDeeds))


@example(State.EXPIRED, State.LONG, size=Size.WIDE)
def long_words() -> Example:
    """A name without a place to break, and an invitation that has expired."""
    late = InvitationLine(1, LONG_WORD, f"{LONG_WORD.lower()}@exemple.fr", "Utilisateur du support", "8 nov. 2026", has_expired=True)
    return Example(group_sheet, replace(GROUP, name=LONG_WORD, invitations=[late]), Journal(), deeds(GroupDeeds))
