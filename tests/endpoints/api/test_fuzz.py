"""Requests made from the description: no failure of ours, and every answer as described."""

import asyncio
import os
from collections import Counter
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from monproduit.endpoints.application import plain_http
from monproduit.services import api_tokens
from tests.world import PEOPLE, load

CASES = int(os.environ.get("MONPRODUIT_API_CASES") or 120)
"""How many requests; thousands for the long form."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schemathesis.serializer("application/x-ndjson")
def lines(_context: object, value: object) -> bytes:
    """Send a text as it is."""
    return str(value).encode("utf-8", "replace")


async def _token() -> str:
    await load(*PEOPLE)
    return await api_tokens.create("fuzz")


def test_whatever_is_sent_is_answered_as_described(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 (the database)
    token = asyncio.run(_token())
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", plain_http(None, ""))
    operations = [found.ok() for found in schema.get_all_operations()]
    answered = Counter[int]()
    for place, operation in enumerate(operations):

        @seed(place)
        @hypothesis_settings(max_examples=-(-CASES // len(operations)), deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def one(case: schemathesis.Case) -> None:
            answer = case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})
            answered[answer.status_code // 100] += 1

        one()
    assert sum(answered.values()) >= CASES * 0.9
    assert all(count > 0 for count in (answered[2], answered[4])), answered
