"""The letters that interop tests send, and how to read what came of them."""

import base64
import imaplib
import smtplib

from mailflow import PATIENCE, until

ALICE, CAROL = "alice@example.org", "carol@example.net"
ALICE_PASSWORD, CAROL_PASSWORD = "alice", "caterpillar"

ATTACHMENT = bytes(range(256)) * 40


def three_parts():
    """A letter of three parts with an attachment, as octets with CRLF."""
    encoded = base64.encodebytes(ATTACHMENT).decode().splitlines()
    lines = [
        "From: Alice <alice@example.org>", "To: Carol <carol@example.net>",
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Date: Mon, 02 Mar 2026 10:00:00 +0100",
        "Message-ID: <three-parts@example.org>", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="=_edge"', "",
        "A preamble for old programs.", "--=_edge", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", "Gr=C3=BC=C3=9Fe.", ".", "..a line with two dots", "",
        "--=_edge", "Content-Type: text/html", "", "<p>Hello, Carol.</p>", "--=_edge",
        'Content-Type: application/octet-stream; name="all.bin"', "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="all.bin"', "", *encoded, "--=_edge--", "An epilogue."]
    return "\r\n".join(lines).encode() + b"\r\n"


def simple(subject):
    """A short letter that has all the fields a submission server would add (RFC 6409 section 8)."""
    return (f"From: {ALICE}\r\nTo: {CAROL}\r\nSubject: {subject}\r\nDate: Mon, 02 Mar 2026 10:00:00 +0100\r\n"
            f"Message-ID: <{subject}@client.test>\r\n\r\nHello.\r\n").encode()


def dotted():
    """Dots where SMTP and POP3 double them, and none where they end."""
    return simple("dots") + b".\r\n..\r\n...\r\n.hidden\r\n\r\n. \r\n.\r\n"


def submit(server, letter):
    """Sends by Python's smtplib over STARTTLS; returns once the server has said 250."""
    with with_login(server) as client:
        client.sendmail(ALICE, [CAROL], letter)


def with_login(server):
    client = smtplib.SMTP("127.0.0.1", server.port("mail.example.org", "submission"), timeout=PATIENCE)
    client.starttls(context=server.tls())
    client.login(ALICE, ALICE_PASSWORD)
    return client


def read_by_imap(server, user=CAROL, password=CAROL_PASSWORD, node="store.example.net"):
    """All letters of the inbox, as octets; they stay unread."""
    with imaplib.IMAP4_SSL("127.0.0.1", server.port(node, "imaps"), ssl_context=server.tls(), timeout=PATIENCE) as client:
        client.login(user, password)
        _, counts = client.select("INBOX", readonly=True)
        letters = []
        for number in range(1, int(counts[0]) + 1):
            _, parts = client.fetch(str(number), "(BODY.PEEK[])")
            letters.append(parts[0][1])
        return letters


def wait_for_letters(server):
    return until("the letter arrives", lambda: read_by_imap(server))


def without_trace_headers(octets):
    """What was sent, and the names of the header fields that were put on top of it."""
    names = []
    while octets.split(b":", 1)[0].lower() in (b"received", b"return-path", b"delivered-to"):
        names.append(octets.split(b":", 1)[0].decode().lower())
        line, octets = octets.split(b"\r\n", 1)
        while octets[:1] in (b" ", b"\t"):
            line, octets = octets.split(b"\r\n", 1)
    return octets, names
