"""The pages about security say what the code does: their figures, tables and events are looked up in it."""

import re
from pathlib import Path

from sqlmodel import SQLModel

import monproduit.models  # noqa: F401 (it makes the tables)
from monproduit.core.settings import Settings
from monproduit.endpoints import attachments as attachment_door
from monproduit.endpoints import frames, purchase_messages, sockets
from monproduit.endpoints.api import door
from monproduit.identity_provider import accounts
from monproduit.integrations import identity
from monproduit.services import (
    attachment_kinds,
    attachments,
    calendar_addresses,
    feeds,
    invitations,
    license_registration,
    logins,
    own_logins,
    purchase_text,
    webhook_endpoints,
)
from monproduit.state import action, guard

_ROOT = Path(__file__).parents[2]
_PAGES = _ROOT / "docs" / "security"


def _page(name: str) -> str:
    return (_PAGES / name).read_text(encoding="utf-8")


def test_each_table_is_in_one_class_of_data() -> None:
    listed = [
        table for line in _page("data.md").partition("## Tables")[2].splitlines() if line.startswith("|") for table in re.findall(r"`(\w+)`", line)
    ]
    assert sorted(listed) == sorted(SQLModel.metadata.tables)


def test_the_limits_are_those_of_the_code() -> None:
    page, usual = _page("rules.md"), Settings(_env_file=None)
    rates = {one.amount: one for one in (attachment_door._RATE, purchase_messages._RATE, accounts._WRONG)}
    assert {amount: (one.multiples, one.GRANULARITY.name) for amount, one in rates.items() if amount != 60} == {20: (1, "minute"), 8: (5, "minute")}
    for words in (
        f"| events | {guard._MOST} in {guard._SECONDS} seconds",
        f"| open sockets of a login | {sockets.AT_MOST} |",
        f"10 in {_minutes(license_registration._WINDOW)} minutes, then none for {_minutes(license_registration._PAUSE)} |",
        f"| numbers pasted at once | {purchase_text._MOST} |",
        f"| purchase messages read | {purchase_messages._RATE.amount} in a minute |",
        f"{attachment_door._RATE.amount} in a minute; {usual.attachments} to a form, {usual.attachments * attachments._WAITING} waiting |",
        f"| {feeds._MOST}, {calendar_addresses._MOST} |",
        f"| open invitations of a group | {invitations._MOST_OPEN} |",
        f"| webhook addresses | {webhook_endpoints._MOST} |",
        f"| {usual.api_per_minute:,} in a minute",
        f"| {door.LARGEST:,} bytes; an import {usual.import_megabytes} MB",
        f"| {identity._LARGEST:,} bytes, {identity.PATIENCE:.0f} seconds |",
        f"{accounts._WRONG.amount} for a name in {accounts._WRONG.multiples} minutes",
        f"forms of at most {action._FIELDS} fields",
        f"at most {frames._DEEPEST} levels deep",
        f"{usual.attachment_megabytes} MB each",
    ):
        assert words in page, words
    for kind in attachment_kinds.KINDS:
        assert f"`{kind}`" in page, kind


def test_the_times_of_logins_are_those_of_the_code() -> None:
    text = " ".join((_ROOT / "SECURITY.md").read_text("utf-8").split())
    hours = {2: "two", 12: "twelve"}
    idle, life = (int(span.total_seconds() // 3600) for span in (logins._IDLE, logins._LIFE))
    assert f"after {hours[idle]} idle hours, after {hours[life]} in all" in text
    assert f"less than {_minutes(own_logins.FRESH)} minutes" in text.replace(" ten ", " 10 ")


def test_each_event_of_the_log_that_is_explained_is_written_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (_ROOT / "monproduit").rglob("*.py"))
    events = [word for line in _page("logging.md").partition("## Events")[2].splitlines() if line.startswith("| `") for word in _events(line)]
    assert len(events) > 14
    for event in events:
        assert all(part.strip() in code for part in event.split("…") if part.strip()), event


def test_each_setting_that_is_named_exists() -> None:
    for page in _PAGES.glob("*.md"):
        for name in re.findall(r"MONPRODUIT_([A-Z_]+[A-Z])\b", page.read_text("utf-8")):
            assert name.lower() in Settings.model_fields, (page.name, name)


def _events(line: str) -> list[str]:
    return re.findall(r"`([^`]+)`", line.split("|")[1])


def _minutes(span: object) -> int:
    return int(span.total_seconds() // 60)  # type: ignore[attr-defined]
