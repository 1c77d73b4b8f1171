"""Letters that break mail programs go in by SMTP and by APPEND, and come out by POP3 and by IMAP as they were."""

import re
import unittest

import letters
import nasty
import office
import raw

BOB_BY_SMTP = b"<bob@example.org>"


def crlf_ended(octets):
    """POP3 can only give whole lines (RFC 1939 section 3)."""
    return octets if octets.endswith(b"\r\n") or not octets else octets + b"\r\n"


class NastyLetters(office.Office):
    # ---- in ----

    def by_smtp(self, names, chunk=None):
        with self.connect("smtp") as client:
            self.assertEqual(client.ask(b"HELO client.test")[:3], b"250")
            for name in names:
                for command in (b"MAIL FROM:<alice@example.org>", b"RCPT TO:" + BOB_BY_SMTP):
                    self.assertEqual(client.ask(command)[:3], b"250")
                self.assertEqual(client.ask(b"DATA")[:3], b"354")
                client.say(raw.stuffed(nasty.LETTERS[name]), chunk)
                self.assertEqual(client.reply()[:3], b"250", name)

    def by_append(self, letters_by_name):
        client = self.imap_client()
        for name, octets in letters_by_name.items():
            self.assertEqual(imap_append(client, octets), "OK", name)
        client.logout()

    # ---- out ----

    def check_pop3(self, expected):
        """RETR, LIST and TOP of each letter, in their order."""
        client = self.connect_pop3()
        octets_in_all = sum(map(len, expected.values()))
        self.assertEqual(client.ask_pop3(b"STAT"), b"+OK %d %d" % (len(expected), octets_in_all))
        for number, (name, octets) in enumerate(expected.items(), 1):
            with self.subTest(name=name, by="POP3"):
                self.assertEqual(client.ask_pop3(b"LIST %d" % number), b"+OK %d %d" % (number, len(octets)))
                self.assertEqual(client.ask_pop3(b"RETR %d" % number)[:3], b"+OK")
                self.check_same(client.dot_text(), crlf_ended(octets))
                for lines in (0, 3):
                    self.assertEqual(client.ask_pop3(b"TOP %d %d" % (number, lines))[:3], b"+OK")
                    self.check_same(client.dot_text(), top(octets, lines))
        client.ask_pop3(b"QUIT")

    def check_imap(self, expected):
        """Whole, by header and text, in pieces, and part by part."""
        client = self.imap_client()
        for number, (name, octets) in enumerate(expected.items(), 1):
            with self.subTest(name=name, by="IMAP"):
                self.check_same(fetch(client, number, "BODY.PEEK[]"), octets)
                header, text = split(octets)
                self.check_same(fetch(client, number, "BODY.PEEK[HEADER]"), header)
                self.check_same(fetch(client, number, "BODY.PEEK[TEXT]"), text)
                size = max(1, len(octets) // 3)
                starts = range(0, len(octets), size)
                pieces = [fetch(client, number, f"BODY.PEEK[]<{start}.{size}>") for start in starts]
                self.check_same(b"".join(pieces), octets)
                told = client.fetch(str(number), "(RFC822.SIZE)")[1]
                self.assertEqual(told, [b"%d (RFC822.SIZE %d)" % (number, len(octets))])
                self.check_parts(client, number, octets)
        client.logout()

    def check_parts(self, client, number, octets):
        """BODY[n.MIME] and BODY[n] lie in the letter, the one right above the other."""
        self.assertEqual(client.fetch(str(number), "(ENVELOPE BODY BODYSTRUCTURE)")[0], "OK")
        searched_from = 0
        for part in range(1, 6):
            mime = fetch(client, number, f"BODY.PEEK[{part}.MIME]")
            body = fetch(client, number, f"BODY.PEEK[{part}]")
            if mime is None or body is None:
                return
            where = octets.find(mime + body, searched_from)
            self.assertGreaterEqual(where, 0, f"part {part} is a piece of the letter")
            searched_from = where + len(mime)

    def check_same(self, found, expected):
        """As assertEqual, but says where they differ instead of printing megabytes."""
        if found == expected:
            return
        self.assertIsNotNone(found)
        differing = (place for place, (a, b) in enumerate(zip(found, expected)) if a != b)
        place = next(differing, min(len(found), len(expected)))
        around = slice(max(0, place - 30), place + 30)
        self.fail(f"{len(found)} octets, not {len(expected)}; "
                  f"at {place}: {found[around]!r}, not {expected[around]!r}")

    # ---- the tests ----

    def test_by_smtp(self):
        self.by_smtp(nasty.LETTERS)
        read = self.received(len(nasty.LETTERS))
        expected = dict(zip(nasty.LETTERS, read))
        for name, octets in nasty.LETTERS.items():
            with self.subTest(name=name, by="SMTP"):
                self.assertTrue(expected[name].endswith(octets))
                added = expected[name][:len(expected[name]) - len(octets)]
                below = letters.without_trace_headers(added + b"-")[0]
                self.assertEqual(below, b"-", "only trace headers are added")
        self.check_pop3(expected)
        self.check_imap(expected)

    def test_in_small_packets(self):
        small = {name: octets for name, octets in nasty.LETTERS.items() if len(octets) < 2000}
        self.assertGreater(len(small), 20)
        self.by_smtp(small, chunk=1)
        for chunk in (98, 97, 3):
            self.by_smtp(["dots-at-borders"], chunk)
        sent = [*small.values(), *[nasty.LETTERS["dots-at-borders"]] * 3]
        for octets, found in zip(sent, self.received(len(sent)), strict=True):
            self.assertTrue(found.endswith(octets))

    def test_by_append(self):
        expected = {name: octets for name, octets in {**nasty.LETTERS, **nasty.APPEND_ONLY}.items() if octets}
        self.by_append(expected)
        self.check_imap(expected)
        self.check_pop3(expected)

    def test_what_smtp_refuses(self):
        with self.connect("smtp") as client:
            client.ask(b"EHLO client.test")
            for name in ("bare-cr", "bare-lf"):
                client.ask(b"MAIL FROM:<alice@example.org>")
                client.ask(b"RCPT TO:" + BOB_BY_SMTP)
                client.ask(b"DATA")
                client.say(nasty.APPEND_ONLY[name] + b"\r\n.\r\n")
                self.assertRegex(client.reply(), rb"^550 5\.[56]\.\d ", name)
            announced = b"MAIL FROM:<alice@example.org> SIZE=%d"
            self.assertRegex(client.ask(announced % nasty.SIZE_LIMIT), rb"^250 ")
            client.ask(b"RSET")
            self.assertRegex(client.ask(announced % (nasty.SIZE_LIMIT + 1)), rb"^552 5\.3\.4 ")
            client.ask(b"MAIL FROM:<alice@example.org>")
            client.ask(b"RCPT TO:" + BOB_BY_SMTP)
            client.ask(b"DATA")
            client.say(raw.stuffed(nasty.large(nasty.SIZE_LIMIT + 1)))
            self.assertRegex(client.reply(), rb"^552 5\.3\.4 ")
            self.assertEqual(client.ask(b"NOOP")[:3], b"250", "the session goes on")
        self.assertEqual(self.mailbox(), [])

    def test_what_append_refuses(self):
        client = self.connect_imap()
        self.assertRegex(client.imap(b"APPEND INBOX {%d}" % (nasty.SIZE_LIMIT + 1)), rb"^t NO \[TOOBIG\] ")
        self.assertRegex(client.imap(b"NOOP"), rb"t OK ")
        self.assertEqual(self.mailbox(), [])


def imap_append(client, octets):
    """imaplib's append() changes newlines; this does not."""
    client.literal = octets
    return client._simple_command("APPEND", "INBOX", "()")[0]  # pylint: disable=protected-access


def fetch(client, number, item):
    """The octets of one item; None if there is no such section."""
    status, parts = client.fetch(str(number), f"({item})")
    assert status == "OK", parts
    for part in parts:
        if isinstance(part, tuple):
            return part[1]
    return b"" if b'""' in parts[0] else None


def split(octets):
    """Header with its blank line, and text (RFC 3501 section 6.4.5)."""
    if octets.startswith(b"\r\n"):
        return octets[:2], octets[2:]
    end = octets.find(b"\r\n\r\n")
    return (octets, b"") if end < 0 else (octets[:end + 4], octets[end + 4:])


def top(octets, lines):
    """What TOP gives: the header, the blank line, and so many lines of the text (RFC 1939 section 7)."""
    header, text = split(octets)
    return crlf_ended(header + b"".join(re.findall(rb"(?s).*?\r\n|.+", text)[:lines]))


if __name__ == "__main__":
    unittest.main()
