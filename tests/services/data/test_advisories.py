"""Advisories in CSAF become alerts for the products that are meant, and tell each person what they have and what mends it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from monproduit.core import settings
from monproduit.services import alert_editor, alert_list, alerts
from monproduit.services.alert_drafts import Draft
from monproduit.services.data import exporting
from monproduit.services.data.applying import Report, apply
from monproduit.services.data.reading import lines
from tests.services.csaf.documents import Document, advisory
from tests.world import PEOPLE, Line, actor, license_, load

pytestmark = pytest.mark.usefixtures("portal")
CLAIRE = "claire@exemple.fr"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
_T = "document__tracking__"


async def _import(folder: Path, *documents: Document, keep_going: bool = False) -> Report:
    for place, document in enumerate(documents):
        (folder / f"avis-{place}.json").write_text(json.dumps(document))
    return await apply(lines([folder]), keep_going=keep_going)


def _download(version: str) -> Line:
    known = {"user": CLAIRE, "product": "vigie", "file": f"v-{version}.zip", "downloaded_at": "2026-11-01T09:00:00Z"}
    return {"type": "download", "key": f"d-{version}", "version": version, **known}


@pytest.mark.parametrize(
    ("has", "words", "is_exposed"),
    [
        ("7.1", "Vous avez 7.1, corrigé en 7.2.1", True),
        ("7.2.1", "Vous avez 7.2.1, qui est corrigée", False),
        ("6.10", "Vous avez 6.10, qui n’est pas concernée", False),
    ],
)
async def test_a_customer_reads_what_they_have_and_what_mends_it(tmp_path: Path, has: str, words: str, is_exposed: bool) -> None:
    await load(*PEOPLE, license_("100-1"), _download(has))
    report = await _import(tmp_path, advisory())
    assert (report.problems, report.written["alert"]) == ([], 1)
    (line,) = (await alerts.lines(await actor(CLAIRE), "vigie", 10)).lines
    assert (line.kind, line.severity, line.is_important) == ("security", "critical", True)
    assert (line.fix, line.is_exposed) == (words, is_exposed)


async def test_its_page_tells_the_weakness_and_what_to_do_and_no_sign_is_more_than_a_sign(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"))
    await _import(tmp_path, advisory())
    page = await alert_list.one(await actor(CLAIRE), "ed-2026-001")
    assert page.url == "https://editeur.example/avis/ed-2026-001"
    assert "<h2>CVE-2026-12345 – Injection de code</h2>" in page.body
    assert "CVSS 3.1: 9.8" in page.body
    assert "Le champ *nom* est évalué &lt;script&gt;." in page.body
    assert "<p><strong>Correctif</strong> – Installez 7.2.1." in page.body
    assert '<a href="https://editeur.example/7.2.1"' in page.body
    assert "À lire aussi" not in page.body
    assert [(fix.affected, fix.words) for fix in page.fixes] == [("≥ 7.0 < 7.2.1", "Corrigé en 7.2.1")]


async def test_it_speaks_the_language_of_the_document_and_names_what_else_to_read(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"))
    references = [{"summary": "The CVE", "url": "https://cve.example/1"}, {"summary": "Ours", "category": "self", "url": "https://editeur.example/1"}]
    await _import(tmp_path, advisory(document__lang="en-GB", document__references=[*references, {"summary": "No page", "url": "urn:x:1"}]))
    page = await alert_list.one(await actor(CLAIRE), "ed-2026-001")
    assert page.url == "https://editeur.example/1"
    assert "<p><strong>Fix</strong> – Installez 7.2.1." in page.body
    assert "<p><strong>Read also</strong></p>" in page.body
    assert page.body.count("<li>") == 1
    assert '<a href="https://cve.example/1"' in page.body


async def test_twice_changes_nothing_and_what_was_made_goes_out_and_in_again(tmp_path: Path) -> None:
    await load(*PEOPLE)
    await _import(tmp_path, advisory())
    again = await _import(tmp_path, advisory())
    assert (sum(again.written.values()), again.unchanged) == (0, 1)
    (line,) = [one async for one in exporting.export() if one.model_dump()["type"] == "alert"]
    told = line.model_dump()
    assert (told["revision"], told["products"]) == ("2", ["vigie"])
    assert told["versions"] == {"vigie": {"affected": ["vers:generic/>=7.0|<7.2.1"], "fixed": ["7.2.1"]}}


async def test_what_staff_edited_stays_until_a_newer_revision_comes(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"), {"type": "user", "email": "sam@editeur.fr", "name": "Sam Morel", "staff": True})
    with time_machine.travel(NOON, tick=False) as clock:
        await _import(tmp_path, advisory())
        clock.shift(60)
        await _edit("Titre relu")
        clock.shift(60)
        again = await _import(tmp_path, advisory())
        assert [one.partition(": ")[2] for one in again.aside] == ["revision 2 is there already, and was edited here since"]
        assert await _title() == "Titre relu"
        clock.shift(60)
        newer = await _import(tmp_path, _newer())
        assert (newer.aside, await _title()) == ([], "Plus grave que prévu")
        clock.shift(60)
        assert (await _import(tmp_path, _newer())).unchanged == 1


def _newer() -> Document:
    newer = advisory(document__title="Plus grave que prévu", **{_T + "version": "3"})
    newer["document"]["tracking"]["revision_history"].append({"date": "2026-11-21T09:00:00Z", "number": "3", "summary": "…"})
    return newer


async def _edit(title: str) -> None:
    sam = replace(await actor("sam@editeur.fr"), is_staff=True)
    found = await alert_editor.open_(sam, "ed-2026-001")
    draft = Draft(title=title, kind=found.kind, severity=found.severity, body=found.body, products=("vigie",), when="keep")
    await alert_editor.save(sam, found.key, found.version, draft)


async def _title() -> str:
    return (await alert_list.one(await actor(CLAIRE), "ed-2026-001")).title


async def test_the_latest_revision_counts_whatever_the_order(tmp_path: Path) -> None:
    await load(*PEOPLE)
    assert (await _import(tmp_path, _newer(), advisory())).written["alert"] == 1
    (tmp_path / "avis-0.json").unlink()
    report = await apply(lines([tmp_path]))
    assert [one.partition(": ")[2] for one in report.aside] == ["revision 3 is there already"]
    (line,) = [one.model_dump() async for one in exporting.export() if one.model_dump()["type"] == "alert"]
    assert line["title"] == "Plus grave que prévu"


@pytest.mark.parametrize(
    "identifiers",
    [["cpe:2.3:a:editeur:sentinelle:*:*:*:*:*:*:*:*"], ["cpe:/a:editeur:sentinelle"], ["pkg:generic/editeur/sentinelle"]],
)
async def test_a_product_of_another_name_is_known_by_its_identifiers(tmp_path: Path, identifiers: list[str]) -> None:
    await load(*PEOPLE, {"type": "product", "slug": "guet", "name": "Guet", "identifiers": identifiers})
    helper = {"cpe": "cpe:2.3:a:editeur:sentinelle:3.1:*:*:*:*:*:*:*", "purl": "pkg:generic/editeur/sentinelle@3.1"}
    named = [{"product_id": "S", "name": "Sentinelle", "product_identification_helper": helper}]
    status = {"vulnerabilities__0__product_status__known_affected": ["OLD", "S"]}
    await _import(tmp_path, advisory(product_tree__full_product_names=named, **status))
    (line,) = [one.model_dump() async for one in exporting.export() if one.model_dump()["type"] == "alert"]
    assert line["products"] == ["guet", "vigie"]
    assert line["versions"]["guet"] == {"affected": ["3.1"], "fixed": []}


async def test_where_no_fix_is_named_a_range_that_the_makers_fix_ends_names_it(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"), _download("7.1"))
    await _import(tmp_path, advisory(vulnerabilities__0__product_status__fixed=None))
    (line,) = (await alerts.lines(await actor(CLAIRE), "vigie", 10)).lines
    assert line.fix == "Vous avez 7.1, corrigé en 7.2.1"


async def test_a_version_that_mends_one_weakness_and_has_another_mends_nothing(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"), _download("7.1"))
    document = advisory()
    versions = document["product_tree"]["branches"][0]["branches"][0]["branches"]
    versions.append({"category": "product_version", "name": "v7.3", "product": {"product_id": "NEWER", "name": "Vigie 7.3"}})
    other = {**document["vulnerabilities"][0], "cve": "CVE-2026-12346", "product_status": {"known_affected": ["OLD", "NEW"], "fixed": ["NEWER"]}}
    document["vulnerabilities"].append(other)
    await _import(tmp_path, document)
    (line,) = (await alerts.lines(await actor(CLAIRE), "vigie", 10)).lines
    assert line.fix == "Vous avez 7.1, corrigé en 7.3"


async def test_what_is_said_to_be_mended_is_even_in_a_range_that_says_otherwise(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"), _download("6.10.4"))
    document = advisory()
    versions = document["product_tree"]["branches"][0]["branches"][0]["branches"]
    versions[0]["name"] = "<7.2.1"
    versions.append({"category": "product_version", "name": "6.10.5", "product": {"product_id": "BACK", "name": "Vigie 6.10.5"}})
    document["vulnerabilities"][0]["product_status"]["fixed"].append("BACK")
    await _import(tmp_path, document)
    (line,) = (await alerts.lines(await actor(CLAIRE), "vigie", 10)).lines
    assert line.fix == "Vous avez 6.10.4, corrigé en 6.10.5"


async def test_a_part_of_a_part_is_found_whatever_the_order(tmp_path: Path) -> None:
    await load(*PEOPLE)

    def made(id_: str, part: str, whole: str) -> Document:
        named = {"product_id": id_, "name": id_}
        return {"category": "default_component_of", "full_product_name": named, "product_reference": part, "relates_to_product_reference": whole}

    document = advisory(
        product_tree__full_product_names=[{"product_id": "LIB", "name": "libfoo 1.2"}, {"product_id": "ZIP", "name": "libzip 3"}],
        product_tree__relationships=[made("ALL", "ZIP", "BOTH"), made("BOTH", "LIB", "NEW")],
        vulnerabilities__0__product_status={"known_affected": ["ALL"]},
    )
    assert (await _import(tmp_path, document)).written["alert"] == 1


async def test_texts_stay_as_they_were_written(tmp_path: Path) -> None:
    await load(*PEOPLE, license_("100-1"))
    text = "1. Un\n- deux\n    trois & &lt; quatre\n===\n> cinq ![six](https://sept.example)"
    title = "Sur deux\nlignes"
    await _import(tmp_path, advisory(document__notes=[{"category": "summary", "text": text}], vulnerabilities__0__title=title))
    page = await alert_list.one(await actor(CLAIRE), "ed-2026-001")
    for mark in ("<ol", "<li>deux", "<code", "<pre", "<h1", "<blockquote", "<img"):
        assert mark not in page.body
    assert "trois &amp; &amp;lt; quatre" in page.body
    assert "<h2>CVE-2026-12345 – Sur deux lignes</h2>" in page.body


@pytest.mark.parametrize(("label", "is_shown"), [("WHITE", True), ("GREEN", False), ("AMBER", False)])
async def test_where_feeds_are_public_they_carry_what_everybody_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str, is_shown: bool
) -> None:
    await load(*PEOPLE)
    document = advisory(document__distribution={"tlp": {"label": label}})
    monkeypatch.setenv("MONPRODUIT_PUBLIC_FEEDS", "true")
    settings.settings.cache_clear()
    report = await _import(tmp_path, document)
    assert (report.written["alert"] == 1) is is_shown
    assert [one.partition(": ")[2] for one in report.aside] == ([] if is_shown else [f"it is marked TLP:{label}, and feeds are public here"])
    monkeypatch.delenv("MONPRODUIT_PUBLIC_FEEDS")
    settings.settings.cache_clear()
    await _import(tmp_path, document)
    assert [one async for one in exporting.export() if one.model_dump()["type"] == "alert"]


async def test_a_part_of_a_product_is_found_through_the_relationship(tmp_path: Path) -> None:
    await load(*PEOPLE)
    related = {"category": "default_component_of", "product_reference": "LIB", "relates_to_product_reference": "NEW"}
    document = advisory(
        product_tree__full_product_names=[{"product_id": "LIB", "name": "libfoo 1.2"}],
        product_tree__relationships=[{**related, "full_product_name": {"product_id": "BOTH", "name": "libfoo 1.2 in Vigie 7.2.1"}}],
        vulnerabilities__0__product_status={"known_affected": ["BOTH"]},
    )
    assert (await _import(tmp_path, document)).written["alert"] == 1


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (advisory(vulnerabilities__0__product_status={"known_not_affected": ["OLD", "NEW"]}), "it is about none of the products"),
        (advisory(**{_T + "status": "draft"}), "it is a draft"),
        (advisory(document__distribution={"tlp": {"label": "RED"}}), "it is marked TLP:RED"),
    ],
)
async def test_what_says_nothing_to_customers_is_set_aside(tmp_path: Path, document: Document, reason: str) -> None:
    await load(*PEOPLE)
    report = await _import(tmp_path, document)
    assert (report.problems, sum(report.written.values()), report.applied) == ([], 0, True)
    assert [one.partition(".json: ")[2] for one in report.aside] == [reason]


async def test_one_that_breaks_a_test_is_refused_with_its_number_and_nothing_is_changed(tmp_path: Path) -> None:
    await load(*PEOPLE)
    wrong = advisory(vulnerabilities__0__scores__0__cvss_v3__baseScore=9.9, document__tracking__id="ED-2026-002")
    report = await _import(tmp_path, advisory(), wrong)
    assert (report.applied, len(report.problems)) == (False, 1)
    assert str(report.problems[0]).startswith(f"{tmp_path}/avis-1.json:1: CSAF 2.0, 6.1.9: ")
    report = await _import(tmp_path, advisory(), wrong, keep_going=True)
    assert (report.applied, report.written["alert"]) == (True, 1)


async def test_products_of_the_same_import_are_known_and_other_json_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "products.jsonl").write_text('{"type":"product","slug":"vigie","name":"Vigie"}\n')
    (tmp_path / "feed.json").write_text('{"feed": {"title": "ROLIE"}}')
    report = await _import(tmp_path, advisory())
    assert (report.problems, report.written["product"], report.written["alert"]) == ([], 1, 1)
