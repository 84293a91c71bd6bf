"""The dates of one version: by the schema, and by the mandatory tests of section 7.1 of OpenEoX Core 1.0."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

CORE = "https://docs.oasis-open.org/openeox/v1.0/schema/core.json"
DRAFTS = "https://docs.oasis-open.org/openeox/tbd/schema/"
TBA = "tba"
_DATES = ("general_availability", "end_of_sales", "end_of_security_support", "end_of_life")
_LATEST = datetime.max.replace(tzinfo=UTC)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def check(core: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong: the test's number or `schema`, the field, and why."""
    known = {**core, "$schema": CORE} if isinstance(core, dict) and core.get("$schema") == f"{DRAFTS}core.json" else core
    broken = [(".".join(map(str, error.instance_path)), str(error.message)) for error in _schema().iter_errors(known)]
    badly_written = [(name, core[name]) for name in (*_DATES, "last_updated") if isinstance(core, dict) and _is_badly_written(core.get(name))]
    yield from (("OpenEoX Core 1.0, 7.1.2", name, f"{value!r} is not a date and time like 2027-03-14T23:59:59Z") for name, value in badly_written)
    yield from (("OpenEoX Core 1.0, schema", where, message) for where, message in broken if where not in dict(badly_written))
    if not broken and not badly_written:
        yield from _inconsistent({name: _moment(core[name]) for name in _DATES if name in core})


def _inconsistent(dates: dict[str, datetime]) -> Iterator[tuple[str, str, str]]:
    end, start = dates["end_of_life"], dates.get("general_availability", _LATEST)
    known = {name: moment for name, moment in dates.items() if moment != _LATEST}
    yield from (("OpenEoX Core 1.0, 7.1.1", "end_of_life", f"it is before {name}") for name, moment in known.items() if moment > end)
    if start != _LATEST:
        yield from (("OpenEoX Core 1.0, 7.1.3", "general_availability", f"it is after {name}") for name, moment in known.items() if moment < start)


def _is_badly_written(value: Any) -> bool:
    return isinstance(value, str) and value != TBA and not _MOMENT.fullmatch(value)


def _moment(value: str) -> datetime:
    return _LATEST if value == TBA else datetime.fromisoformat(value)


@cache
def _schema() -> Any:
    return jsonschema_rs.validator_for(_plain(json.loads(Path(__file__).with_name("eox-core.json").read_text("utf-8"))), validate_formats=True)


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Name the dialect that the schema's own one builds on: it only asks for formats to be tested, as we do."""
    return schema | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
