"""Reports of mails that came back are read in the manner of each server; what is hostile is refused, in good time."""

import base64
import random
from contextlib import suppress
from time import process_time

import pytest

from monproduit.core.errors import BounceError
from monproduit.integrations.bounce import Report, Returned, read
from tests.reports import ID, MANNERS, postfix

CLAIRE = "claire@exemple.fr"


def _one(report: Report) -> Returned:
    (one,) = report.recipients
    return one


@pytest.mark.parametrize(
    ("manner", "status"), [("postfix", "5.1.1"), ("exchange", "5.1.10"), ("qmail", "5.1.1"), ("global", "5.1.1"), ("envelope", "5.1.1")]
)
def test_each_server_is_understood(manner: str, status: str) -> None:
    report = read(MANNERS[manner](CLAIRE, ID))
    one = _one(report)
    assert report.message_id == ID
    assert (one.address, one.action, one.status) == (CLAIRE, "failed", status)
    assert "\n" not in one.words
    assert one.words


def test_words_are_on_one_line_and_not_without_end() -> None:
    assert _one(read(postfix(CLAIRE))).words == f"550 5.1.1 <{CLAIRE}>: Recipient address rejected: User unknown in virtual mailbox table"
    said = _one(read(postfix(CLAIRE, said="550 \x1b[31m\x00" + "x" * 5000))).words
    assert said.isprintable()
    assert len(said) == 300


def test_an_address_with_accents_is_itself_in_each_of_its_forms() -> None:
    one = _one(read(MANNERS["global"]("hélène@exemple.fr", ID)))
    assert (one.address, one.original, one.words) == ("hélène@exemple.fr", "hélène@exemple.fr", "550 5.1.1 boîte inconnue : hélène@exemple.fr")


@pytest.mark.parametrize("kind", ["base64", "quoted-printable"])
def test_parts_may_be_encoded_where_the_newer_standard_lets_them(kind: str) -> None:
    report, parts = MANNERS["global"](CLAIRE, ID), (b"Reporting-MTA: dns; exemple.fr", b"Message-ID: <" + ID.encode() + b">")
    if kind == "quoted-printable":
        report = report.replace(b"8bit\n\nReporting", b"quoted-printable\n\nReporting").replace(b"550 5.1.1", b"=35=35=30 5.1.1")
    else:
        for start in parts:
            before, _, rest = report.partition(start)
            body, mark, after = rest.partition(b"\n--g")
            report = before.removesuffix(b"\n").replace(b"global-headers", b"global-headers\nContent-Transfer-Encoding: base64")
            report = report.replace(b"8bit\n\nReport", b"8bit") + b"\n" + base64.encodebytes(start + body) + mark + after
        report = report.replace(b"delivery-status\nContent-Transfer-Encoding: 8bit", b"delivery-status\nContent-Transfer-Encoding: base64")
    assert (read(report).message_id, _one(read(report)).status) == (ID, "5.1.1")


def test_several_recipients_each_have_their_own() -> None:
    block = "Final-Recipient: rfc822; {}\nAction: {}\nStatus: {}\n\n"
    more = block.format("lea@exemple.fr", "delayed", "4.4.1") + block.format("bruno@exemple.fr", "delivered", "2.0.0")
    report = read(postfix(CLAIRE).replace(b"Final-Recipient", more.encode() + b"Final-Recipient"))
    assert [(one.address, one.action, one.status) for one in report.recipients] == [
        ("lea@exemple.fr", "delayed", "4.4.1"),
        ("bruno@exemple.fr", "delivered", "2.0.0"),
        (CLAIRE, "failed", "5.1.1"),
    ]


def test_a_forwarded_mail_tells_where_it_was_first_sent() -> None:
    one = _one(read(postfix("claire.perso@ailleurs.example", original=CLAIRE)))
    assert (one.address, one.original) == ("claire.perso@ailleurs.example", CLAIRE)


@pytest.mark.parametrize(
    ("told", "said", "status"),
    [
        ("5.2.2", "552 5.1.1 no", "5.2.2"),
        ("5.0.0", "550 5.7.1 refused", "5.7.1"),
        ("5.0.0", "550 no such user", "5.1.0"),
        ("5.0.0", "552 quota", "5.2.2"),
        ("5.0.0", "554 blocked, see 192.0.2.55", "5.7.0"),
        ("5.0.0", "no", "5.0.0"),
        ("4.0.0", "421 4.4.2 timeout", "4.4.2"),
        ("", "550 5.1.1 unknown", "5.1.1"),
        ("nonsense", "nothing from 5.1.1.1 on port 2550", ""),
    ],
)
def test_the_code_is_the_most_telling_one(told: str, said: str, status: str) -> None:
    report = read(postfix(CLAIRE, said=said).replace(b"Status: 5.1.1", f"Status: {told}".encode()))
    assert _one(report).status == status


def test_a_report_within_another_mail_is_found_and_one_that_came_back_itself_is_not() -> None:
    head, wrapped = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="out"\n\n--out\n', b"\n--out--\n"
    inner = b"Content-Type: multipart/report;" + postfix(CLAIRE).partition(b"Content-Type: multipart/report;")[2]
    assert read(head + inner + wrapped).message_id == ID
    with pytest.raises(BounceError, match="no report"):
        read(head + b"Content-Type: message/rfc822\n\n" + postfix(CLAIRE) + wrapped)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 5000,
        b"From: claire@exemple.fr\nSubject: Re: Vigie\n\nJe suis absente.\n",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nno boundary",
        b'Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n\n\n--x--',
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; claire@exemple.fr\nAction: failed\n",
        b"From: x\n\nHi. This is the end.\n\n<>:\n",
        b"Content-Type: text/plain; charset=x-unknown\nContent-Transfer-Encoding: base64\n\n!!!\n",
        b"Final-Recipient: rfc822; claire@exemple.fr\n\nAction: failed",
    ],
    ids=range(9),
)
def test_what_is_no_report_is_one_clear_error(content: bytes) -> None:
    with pytest.raises(BounceError):
        read(content)


def _nest(depth: int) -> bytes:
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (one, one) for one in range(depth))
    return heads + b"x\n" * 200_000


@pytest.mark.parametrize(
    "content",
    [
        _nest(20),
        _nest(3000),
        postfix(CLAIRE).replace(b"Final-Recipient", b"X: y\n\n" * 100_000 + b"Final-Recipient", 1),
        postfix(CLAIRE).replace(b"Final-Recipient", b"Final-Recipient: a@b\n\n" * 50_000 + b"Final-Recipient", 1),
        postfix(CLAIRE, said="(" * 900_000),
        b"References: " + b"<" * 900_000 + b"\n" + postfix(CLAIRE),
        postfix(CLAIRE) + b"a" * 30_000_000,
        b"From: x\n\nHi. This is the \n\n" + b"<\n\n" * 200_000,
        b"From: x\n\n" + b"Hi. This is the \n-" * 50_000,
    ],
    ids=range(9),
)
def test_a_hostile_mail_takes_no_time(content: bytes) -> None:
    begun = process_time()
    with suppress(BounceError):
        assert len(read(content).recipients) <= 100
    assert process_time() - begun < 5


def test_damaged_reports_raise_nothing_else() -> None:
    chance = random.Random(7)  # noqa: S311 (places of a test)
    for number in range(400):
        report = bytearray(list(MANNERS.values())[number % len(MANNERS)](CLAIRE, ID))
        for _change in range(chance.randint(1, 30)):
            place = chance.randrange(len(report))
            if chance.random() < 0.3:
                del report[place : place + chance.randint(1, 60)]
            else:
                report[place] = chance.randrange(256)
        with suppress(BounceError):
            read(bytes(report))
