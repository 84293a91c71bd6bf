"""What people do on the pages of licenses and groups, and which role may: said here anew, not read from the portal's own table."""

from dataclasses import dataclass, field
from typing import Any

from tests.world import PEOPLE, Line, license_

A, L, S = "claire@exemple.fr", "lea@exemple.fr", "bruno@exemple.fr"
MEMBERS = (A, L, S)
STRANGER = "nora@ailleurs.fr"


@dataclass(frozen=True)
class Deed:
    """One deed.

    Attributes:
        audit: the line that it leaves in the journal.
        who: the members of the group who may.
        payload: what the browser sends; `{member}`, `{request}` … are replaced by ids of the group's things.
        before: handlers called first on the same page, with their payloads.
    """

    page: str
    audit: str
    who: tuple[str, ...]
    payload: dict[str, Any] = field(default_factory=dict)
    before: tuple[tuple[str, dict[str, Any]], ...] = ()


_FORM = {"quantity": "30", "until": "2027-12-31", "message": "merci"}
_CONSIDER = (("GroupState.consider", {"user": "{member}"}),)
LICENSE, GROUP = "/licenses/{number}", "/groups/{group}"
DEEDS: dict[str, Deed] = {
    "LicenseState.reveal": Deed(LICENSE, "key_revealed", (A, L)),
    "LicenseState.copy_key": Deed(LICENSE, "key_copied", (A, L)),
    "LicenseState.ask_renewal": Deed(LICENSE, "renewal_requested", (A,), {"form": _FORM}),
    "LicenseState.assign": Deed(LICENSE, "license_user_assigned", (A,), {"form": {"email": S}}),
    "LicenseState.remove_user": Deed(LICENSE, "license_user_removed", (A,), {"user": "{member}"}),
    "LicenseState.revoke": Deed(LICENSE, "invitation_revoked", (A,), {"invitation": "{invitation}"}),
    "GroupState.change": Deed(GROUP, "group_renamed", (A,), {"form": {"name": "Autre nom", "policy": "closed"}}),
    "GroupState.invite": Deed(GROUP, "member_invited", (A,), {"form": {"email": "paul@exemple.fr", "role": "support_user"}}),
    "GroupState.revoke": Deed(GROUP, "invitation_revoked", (A,), {"invitation": "{invitation}"}),
    "GroupState.change_roles": Deed(GROUP, "roles_changed", (A,), {"form": {"support_user": "yes"}}, _CONSIDER),
    "GroupState.remove": Deed(GROUP, "member_removed", (A,), before=_CONSIDER),
    "GroupState.leave": Deed(GROUP, "member_left", (L, S)),
    "GroupState.answer": Deed(GROUP, "access_granted", (A,), {"request": "{request}", "grants": True}),
}
ROUTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "/files/licenses/{number}": ("file_downloaded", (A, L)),
    "/files/licenses/{number}/merged": ("file_downloaded", (A, L)),
    "/exports/audit/{group}.csv": ("audit_exported", (A,)),
    "/exports/audit/{group}.xlsx": ("audit_exported", (A,)),
}
HASH = "ab" * 32
SHELVES = ("KnowledgeState", "DocumentationState", "VideosState")
SHELF: dict[str, dict[str, Any]] = {
    "load": {},
    "search": {"text": "777"},
    "only_mine": {"is_mine": True},
    "choose_language": {"language": "all"},
    "more": {},
}
PLAIN: dict[str, dict[str, Any]] = {
    "LicenseState.load": {},
    "LicenseState.begin": {},
    "LicenseState.hide": {},
    "GroupState.load": {},
    "GroupState.begin": {},
    "GroupState.consider": {"user": 1},
    "GroupState.read_journal": {},
    "GroupsState.load": {},
    "GroupsState.make_calendar": {"group": 0},
    "GroupsState.revoke_calendar": {"calendar": 1},
    "AlertsState.load": {},
    "AlertsState.search": {"text": "CANARI"},
    "AlertsState.choose": {"product": "vigie"},
    "AlertsState.only_important": {"is_important": False},
    "AlertsState.more": {},
    "AlertsState.mark_all_seen": {},
    "AlertsState.make_feed": {},
    "AlertsState.revoke_feed": {"feed": 1},
    "AlertState.load": {},
    "SoftwareState.load": {},
    "SoftwareState.search": {"text": "777"},
    "SoftwareState.choose": {"product": "archivo"},
    "SoftwareState.more": {},
    "SoftwareState.read_notes": {"version": 1},
    "SoftwareState.identify": {"form": {"digest": HASH, "name": "x.zip"}},
    "SupportedProductsState.load": {},
    "ProductSupportState.load": {},
    "ProductSupportState.more": {},
    "ApiState.load": {},
    "ApiState.begin": {},
    "ApiState.make": {"form": {"name": "crm", "read": "yes", "write": "yes"}},
    "ApiState.revoke": {"token": "crm"},
    "WebhooksState.load": {},
    "WebhooksState.begin": {},
    "WebhooksState.add": {"form": {"name": "crm", "url": "https://crm.example/", "group_joined": "yes"}},
    "WebhooksState.ping": {"endpoint": 1},
    "WebhooksState.switch": {"endpoint": 1},
    "WebhooksState.remove": {"endpoint": 1},
    "WebhooksState.replay": {"delivery": 1},
    "UnreadState.load": {},
    "StaffAlertsState.load": {},
    "StaffAlertsState.search": {"text": "777"},
    "StaffAlertsState.more": {},
    "StaffAlertsState.withdraw": {"alert": "777-1"},
    "StaffAlertsState.restore": {"alert": "777-1"},
    "AlertEditorState.load": {},
    "AlertEditorState.discard": {},
    "AlertEditorState.write": {"part": "title", "text": "x"},
    "AlertEditorState.mark": {"is_important": True},
    "AlertEditorState.search": {"text": ""},
    "AlertEditorState.choose": {"product": "archivo"},
    "AlertEditorState.fix": {"product": "archivo", "versions": "1"},
    "AlertEditorState.accept": {},
    "AlertEditorState.save": {"form": {"title": "x", "when": "now"}},
    **{f"{shelf}.{name}": sent for shelf in SHELVES for name, sent in SHELF.items()},
    "ArticleState.load": {},
    "ArticleState.vote": {"is_helpful": True},
    "ArticleState.add_remark": {"form": {"remark": "merci"}},
    "ForumsState.load": {},
    "VendorState.load": {},
    "LicenseState.choose_reminders": {"form": {"d14": "on"}},
    "ProfileState.load": {},
    "ProfileState.save": {"form": {"language": "fr", "time_zone": "Pacific/Noumea", "frequency": "daily", "answers": "no"}},
    "ProfileState.retry_mail": {},
    "LoginsState.end": {"login": "0" * 16},
    "LoginsState.end_others": {},
    "DeliveriesState.load": {},
    "DeliveriesState.search": {"text": "claire"},
    "DeliveriesState.more": {},
    "DeliveriesState.retry": {"message": 1},
}
"""The other handlers of these pages: they read, or do something that is the person's own."""


def world() -> list[Line]:
    """Return Lyon with Claire, Léa and Bruno; a colleagues' group where none of them is; and Nora's, elsewhere."""
    paul = {"type": "user", "email": "anne@exemple.fr", "name": "Anne Faure"}
    nantes = {"type": "group", "key": "nantes", "name": "CANARI Nantes", "domain": "exemple.fr"}
    return [
        *[line | {"merges_keys": True} if line.get("slug") == "vigie" else line for line in PEOPLE],
        {"type": "membership", "group": "lyon", "user": S, "role": "support_user"},
        paul,
        nantes,
        {"type": "membership", "group": "nantes", "user": "anne@exemple.fr", "role": "administrator"},
        {"type": "membership", "group": "nantes", "user": "nora@ailleurs.fr", "role": "license_user"},
        _license("777-1", "lyon"),
        _license("777-2", "lyon"),
        license_("777-9", product="archivo"),
        _license("888-1", "nantes", edition="CANARI-888"),
        _license("888-2", "nantes"),
        _license("999-1", "ailleurs", edition="CANARI-999"),
        _license("999-2", "ailleurs"),
        {"type": "alert", "key": "777-1", "products": ["archivo"], "kind": "news", "title": "777-1 Claire", "published_at": "2026-11-01T09:00:00Z"},
        {"type": "release", "product": "archivo", "version": "777-1", "released_on": "2026-10-01", "notes": "Notes de 777-1"},
        {"type": "release_file", "product": "archivo", "version": "777-1", "name": "777-1.zip", "sha256": HASH},
    ]


def _license(number: str, group: str, **fields: Any) -> Line:
    dates = {"maintenance_from": "2026-01-01", "renewal_date": "2026-12-31"}
    return license_(number, group=group, key=f"CLE-{number}", **dates, **fields)
