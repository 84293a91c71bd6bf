"""Reports of mails that came back, in the manner of several mail servers; each gives back a mail with a Message-ID."""

from collections.abc import Callable

ID = "0123456789abcdef0123456789abcdef@portail.example"
_HEADERS = """Return-Path: <retours@portail.example>
From: =?utf-8?q?=C3=89diteur?= <no-reply@portail.example>
To: {to}
Subject: Vigie
Message-ID: <{id}>
"""


def postfix(to: str, id_: str = ID, *, status: str = "5.1.1", action: str = "failed", said: str = "", original: str = "") -> bytes:
    """Return what a server on the way writes that could not hand the mail over."""
    said = said or f"550 {status} <{to}>: Recipient address rejected: User unknown in virtual\n    mailbox table"
    return f"""Return-Path: <>
From: MAILER-DAEMON@relais.example (Mail Delivery System)
To: retours@portail.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="A1B2C3.1764067200/relais.example"
Message-Id: <20261125104000.A1B2C3@relais.example>

This is a MIME-encapsulated message.

--A1B2C3.1764067200/relais.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

The mail system could not deliver your message.

--A1B2C3.1764067200/relais.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relais.example
X-Postfix-Queue-ID: A1B2C3
Arrival-Date: Wed, 25 Nov 2026 10:39:58 +0000 (UTC)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{original or to}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.exemple.fr
Diagnostic-Code: smtp; {said}

--A1B2C3.1764067200/relais.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

{_HEADERS.format(to=original or to, id=id_)}MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=x"

--=x
Content-Type: text/plain

Bonjour
--=x--

--A1B2C3.1764067200/relais.example--
""".encode()


def exchange(to: str, id_: str = ID) -> bytes:
    """Return what a groupware server writes: lines end in CR LF, the words of the code stand in the diagnostics alone, the headers in a part."""
    text = f"""From: <postmaster@exemple.fr>
To: <retours@portail.example>
Date: Wed, 25 Nov 2026 10:40:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="67f1-4c0e"
Content-Language: fr-FR
In-Reply-To: <{id_}>
References: <{id_}>
Subject: Non remis : Vigie

--67f1-4c0e
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Échec de la remise à ces destinataires.
--inner
Content-Type: text/html; charset="utf-8"

<p>Échec</p>
--inner--

--67f1-4c0e
Content-Type: message/delivery-status

Reporting-MTA: dns;SRV-EX01.exemple.local
Received-From-MTA: dns;relais.example

Original-Recipient: rfc822;{to}
Final-Recipient: RFC822;{to.upper()}
Action: Failed
Status: 5.0.0
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {to} not found by SMTP address lookup
X-Display-Name: Claire Laurent

--67f1-4c0e
Content-Type: text/rfc822-headers

{_HEADERS.format(to=to, id=id_)}
--67f1-4c0e--
"""
    return text.replace("\n", "\r\n").encode()


def qmail(to: str, id_: str = ID) -> bytes:
    """Return what qmail writes: text, which has a form of its own."""
    return f"""Return-Path: <>
Date: 25 Nov 2026 10:40:00 -0000
From: MAILER-DAEMON@exemple.fr
To: retours@portail.example
Subject: failure notice

Hi. This is the qmail-send program at exemple.fr.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{to}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <retours@portail.example>
Received: (qmail 4242 invoked from network); 25 Nov 2026 10:39:59 -0000
{_HEADERS.format(to=to, id=id_)}
Bonjour
""".encode()


def global_(to: str, id_: str = ID) -> bytes:
    """Return what a server writes about an address beyond ASCII (RFC 6533)."""
    escaped = "".join(sign if sign.isascii() else f"\\x{{{ord(sign):X}}}" for sign in to)
    return f"""From: postmaster@exemple.fr
To: retours@portail.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=global-delivery-status; boundary="g"

--g
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Boîte inconnue.
--g
Content-Type: message/global-delivery-status
Content-Transfer-Encoding: 8bit

Reporting-MTA: dns; exemple.fr

Original-Recipient: utf-8; {escaped}
Final-Recipient: utf-8; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 boîte inconnue : {to}

--g
Content-Type: message/global-headers

Message-ID: <{id_}>
To: {to}

--g--
""".encode()


def envelope(to: str, id_: str = ID) -> bytes:
    """Return a report that gives nothing back, and names the envelope alone."""
    text = postfix(to, "other@elsewhere.example").decode()
    head, _, _rest = text.partition("--A1B2C3.1764067200/relais.example\nContent-Description: Undelivered Message")
    return head.replace("Reporting-MTA:", f"Original-Envelope-Id: {id_}\nReporting-MTA:").encode() + b"--A1B2C3.1764067200/relais.example--\n"


MANNERS: dict[str, Callable[[str, str], bytes]] = {"postfix": postfix, "exchange": exchange, "qmail": qmail, "global": global_, "envelope": envelope}
