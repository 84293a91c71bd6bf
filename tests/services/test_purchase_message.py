"""The license numbers of purchase messages, in three languages; of real messages that hold none; and of messages that mean harm."""

import os
import random
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from monproduit.core.errors import PortalError
from monproduit.services.purchase_message import LARGEST, license_numbers
from monproduit.services.purchase_text import numbers_in

REAL = os.environ.get("MONPRODUIT_REAL_DATA", "")
MUTANTS = int(os.environ.get("MONPRODUIT_MUTANTS") or 2000)
FRENCH = "Bonjour,\n\nNuméro de licence\u00a0: 482-913-006\nProduit : Archivo Cloud, 10 postes\nFacture n° 2026-00417\nTél. 01 99 00 12 34\n"
ENGLISH = "Thank you.\nLicense Number: ABC-4829-X13\nOrder number: 771-220-001\nLicense key: AAAA-BBBB-1111\n"
GERMAN = "Vielen Dank!\nLizenznummer: 482 913 006\nRechnungsnummer: 2026-9981\nLizenzschlüssel: XXXX-2222\n"


def _mail(text: str, *, html: str = "", charset: str = "utf-8", cte: str | None = None) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Votre commande", "achats@editeur.example", "claire@exemple.fr"
    if text:
        mail.set_content(text, charset=charset, cte=cte)
    if html:
        (mail.add_alternative if text else mail.set_content)(html, subtype="html", charset=charset)
    return mail.as_bytes()


def _pdf(text: str) -> bytes:
    """Write a PDF of one line by hand."""
    stream = b"BT /F1 12 Tf 72 720 Td (" + text.encode("latin-1") + b") Tj ET"
    return _pdf_of(b"<< /Length %d >> stream\n" % len(stream) + stream + b"\nendstream")


def _pdf_of(content: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content]
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(made)
    return bytes(made)


@pytest.mark.parametrize(("text", "number"), [(FRENCH, "482-913-006"), (ENGLISH, "ABC-4829-X13"), (GERMAN, "482 913 006")])
@pytest.mark.parametrize(
    "made",
    [
        lambda text: ("a.eml", _mail(text)),
        lambda text: ("a.eml", _mail(text, cte="base64")),
        lambda text: ("a.EML", _mail(text, charset="iso-8859-1", cte="quoted-printable")),
        lambda text: ("a.eml", _mail("", html="<style>p{}</style><table><tr><td>" + text.replace("\n", "</td></tr><tr><td>") + "</td></tr></table>")),
        lambda text: ("a.txt", text.encode()),
        lambda text: ("a.txt", text.encode("latin-1")),
        lambda text: ("a.pdf", _pdf(text.replace("\n", "  ").replace("(", "").replace(")", ""))),
    ],
    ids=["plain", "base64", "latin-1", "html", "txt", "txt-latin-1", "pdf"],
)
def test_the_labelled_number_is_found_and_no_other(made, text: str, number: str) -> None:  # noqa: ANN001 (a function of the text)
    assert license_numbers(*made(text)) == [number]


def test_an_attached_message_and_pdf_are_read_too() -> None:
    mail = EmailMessage()
    mail.set_content("voir pièce jointe")
    mail.add_attachment(_pdf("License number: 111-222-333"), maintype="application", subtype="pdf", filename="x.pdf")
    mail.add_attachment(_mail("Numéro de licence : 444-555-666"), maintype="application", subtype="octet-stream", filename="x.eml")
    assert license_numbers("a.eml", mail.as_bytes()) == ["111-222-333", "444-555-666"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Numéros de licence :\n482-913-006\n482-913-014\n\nMerci", ["482-913-006", "482-913-014"]),
        ("license numbers: 1111-2 and 2222-3.", ["1111-2", "2222-3"]),
        ("Lizenznummern: 482-913-006, 482-913-014 und 482-913-015", ["482-913-006", "482-913-014", "482-913-015"]),
        ("Licence n° 482-913-006, licence n° 482 913 006", ["482-913-006"]),
        ("Numéro de licence : 482-913-006\n2026-11-24", ["482-913-006"]),
        ("License Number\n\n    482-913-006", ["482-913-006"]),
        ("License key: 482-913-006. License fee: 1200. Licensed to 12345.", []),
        ("Numéro de licence : à venir. Numéro de commande : 482-913-006", []),
        ("Licence number: none\nInvoice 20260417", []),
        ("license number " * 1000, []),
    ],
)
def test_what_counts_as_a_number(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.exe", b"x", "message_kind"),
        ("", b"x", "message_kind"),
        ("a.txt", b"x" * (LARGEST + 1), "message_too_large"),
        ("a.pdf", b"not a pdf", "message_unreadable"),
        ("a.pdf", b"", "message_unreadable"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, key: str) -> None:
    with pytest.raises(PortalError, match=key):
        license_numbers(name, content)


@pytest.mark.skipif(not REAL, reason="REAL DATA: MONPRODUIT_REAL_DATA is not set")
def test_real_mails_and_invoices_hold_no_license_number() -> None:
    files = [
        path for name in ("mail-stalwart", "mail-templates-postmark", "pdf-invoices") for path in (Path(REAL) / name).rglob("*") if path.is_file()
    ]
    assert len(files) > 50
    for path in files:
        kind = {".pdf": ".pdf", ".txt": ".txt", ".html": ".txt", ".md": ".txt"}.get(path.suffix, ".eml")
        assert license_numbers(f"a{kind}", path.read_bytes()) == [], path


def test_mutants_of_mails_are_read_or_refused_and_each_at_once() -> None:
    seeds = [_mail(FRENCH), _mail(ENGLISH, cte="base64"), _mail(GERMAN, html=f"<p>{GERMAN}</p>", charset="iso-8859-1"), _nested()]
    dice, slowest = random.Random(MUTANTS), 0.0  # noqa: S311 (mutants, not secrets)
    for _ in range(MUTANTS):
        start = _spent()
        try:
            license_numbers("a.eml", _mutant(dice, dice.choice(seeds)))
        except PortalError as error:
            assert error.key == "message_unreadable"  # noqa: PT017 (any of the two outcomes is right)
        slowest = max(slowest, _spent() - start)
    assert slowest < 1


def _spent() -> float:
    """Return the seconds that this process and those it began have computed: how long others kept them waiting does not count."""
    return sum(os.times()[:4])


def _nested() -> bytes:
    mail = EmailMessage()
    mail.set_content("pièce jointe")
    mail.add_attachment(_mail(FRENCH), maintype="application", subtype="octet-stream", filename="x.eml")
    return mail.as_bytes()


def _mutant(dice: random.Random, seed: bytes) -> bytes:
    made = bytearray(seed)
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(made))
        match dice.randrange(5):
            case 0:
                made[place] = dice.randrange(256)
            case 1:
                del made[place : place + dice.randint(1, 40)]
            case 2:
                made[place:place] = dice.choice(
                    [b"\r\n", b"=?utf-8?q?", b"--", b"\x00", b"Content-Type: multipart/mixed; boundary=x\r\n", b"License no: "]
                )
            case 3:
                made[place:place] = made[dice.randrange(len(made)) :][:60]
            case _:
                made = bytearray(bytes(made).replace(b"charset=", dice.choice([b"charset=utf-7;x=", b"charset=\xff", b"charset=rot13;"]), 1))
        if not made:
            return b"\n"
    return bytes(made)


def test_mutants_of_pdfs_are_read_or_refused() -> None:
    dice, seed = random.Random(MUTANTS), _pdf("License number: 111-222-333")  # noqa: S311 (mutants, not secrets)
    for _ in range(MUTANTS // 500):  # each is read by a process of its own
        try:
            license_numbers("a.pdf", _mutant(dice, seed))
        except PortalError as error:
            assert error.key == "message_unreadable"  # noqa: PT017 (any of the two outcomes is right)


@pytest.mark.parametrize("times", [1, 2])
def test_a_pdf_that_would_explode_is_refused_soon(times: int) -> None:
    stream = b"BT (License number: 111-222-333) Tj ET" + b" " * 200_000_000
    for _ in range(times):
        stream = zlib.compress(stream, 9)
    filters = b"[" + b" /FlateDecode" * times + b" ]"
    bomb = _pdf_of(b"<< /Length %d /Filter " % len(stream) + filters + b" >> stream\n" + stream + b"\nendstream")
    assert len(bomb) < LARGEST
    start = _spent()
    try:
        assert license_numbers("a.pdf", bomb) == []
    except PortalError as error:
        assert error.key == "message_unreadable"  # noqa: PT017 (any of the two outcomes is right)
    assert _spent() - start < 6
