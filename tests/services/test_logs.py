"""The log is one event a line, which machines read, and by which one request is followed."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from monproduit.core import database, logs
from monproduit.core.database import engine, reading, writing
from monproduit.core.enums import LogForm
from monproduit.core.metrics import REGISTRY
from monproduit.core.settings import Settings, settings
from monproduit.models import Person

Said = Callable[[], list[dict[str, Any]]]
_log = logging.getLogger("monproduit.tests")


@pytest.fixture
def said() -> Iterator[Said]:
    """Let the log be written as on a server, and give its lines."""
    written, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.formatter(LogForm.JSON))
    former = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(former)


def test_a_line_is_an_object_that_says_when_who_and_what(said: Said) -> None:
    with logs.naming(path="/fr") as name:
        _log.warning("message %s was not sent", 7, extra={"attempts": 2})
    (line,) = said()
    assert (line["id"], line["path"], line["event"], line["attempts"]) == (name, "/fr", "message 7 was not sent", 2)
    assert (line["level"], line["logger"]) == ("warning", "monproduit.tests")
    assert line["timestamp"].endswith("Z")


def test_two_requests_have_two_names_and_what_is_outside_has_none(said: Said) -> None:
    with logs.naming():
        _log.info("first")
    with logs.naming():
        _log.info("second")
    _log.info("third")
    first, second, third = said()
    assert first["id"] != second["id"]
    assert "id" not in third


def test_an_exception_stays_on_its_line(said: Said) -> None:
    try:
        int("Zoé")
    except ValueError:
        _log.exception("a sweep failed")
    (line,) = said()
    assert line["exception"].endswith("ValueError: invalid literal for int() with base 10: '…'")


def test_fields_and_the_words_of_others_are_cleaned(said: Said) -> None:
    _log.info("sent", extra={"to": "zoe@exemple.fr"})
    logging.getLogger("reflex.app").warning("Event(payload={'text': 'Zoé'})")
    ours, theirs = said()
    assert ours["to"] == "<email>"
    assert theirs["event"] == "Event(payload={'…': '…'})"


def test_on_a_terminal_people_read_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(isatty=lambda: True))
    known = logs.configuration(Settings(_env_file=None))
    assert (known["formatters"]["events"]["form"], known["root"]["level"]) == ("text", "WARNING")


@pytest.mark.parametrize("milliseconds", ["0", "1"])
async def test_a_slow_query_is_noted_without_what_was_asked(portal: Path, said: Said, monkeypatch: pytest.MonkeyPatch, milliseconds: str) -> None:
    assert portal
    monkeypatch.setenv("MONPRODUIT_SLOW_QUERY_MS", milliseconds)
    settings.cache_clear()
    database.engine.cache_clear()
    before = REGISTRY.get_sample_value("monproduit_slow_queries_total") or 0
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*), :email FROM n"
    async with reading() as session:
        await session.execute(text(counting), {"email": "zoe@exemple.fr"})
        await session.execute(select(col(Person.id)).where(col(Person.name) == "Zoé"))
    lines = [line for line in said() if line["event"] == "slow query"]
    assert any(line["query"].startswith("WITH RECURSIVE") for line in lines) == bool(int(milliseconds))
    assert REGISTRY.get_sample_value("monproduit_slow_queries_total") == before + len(lines)
    assert all(line["ms"] >= 1 and not {"zoe@exemple.fr", "Zoé"} & set(str(line).split("'")) for line in lines)
    await engine().dispose()


async def test_a_refused_row_is_told_without_its_values(portal: Path, said: Said) -> None:
    assert portal
    try:
        async with writing() as session:
            session.add_all([Person(email="zoe@exemple.fr", name="Zoé Canari"), Person(email="zoe@exemple.fr", name="Zoé Canari")])
    except IntegrityError:
        _log.exception("it failed")
    (line,) = said()
    assert "IntegrityError" in line["exception"]
    assert not any(word in str(line) for word in ("zoe@", "Canari"))
