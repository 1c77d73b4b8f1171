"""What particular SMTP clients say or expect, where no program of the other tests does."""

import base64
import json
import re
import smtplib
import unittest

import mailflow
import office
from office import ALICE, ALICE_PASSWORD

PLAIN = base64.b64encode(f"\0{ALICE}\0{ALICE_PASSWORD}".encode())
WRONG = base64.b64encode(f"\0{ALICE}\0wrong".encode())


class SmtpTraps(office.Office):
    def connect_submission(self):
        line = self.connect("submission")
        self.assertEqual(line.greeting[:4], b"220 ")
        return line

    def keywords(self, line):
        heard = line.ask(b"EHLO client.test").split(b"\r\n")
        self.assertTrue(all(text.startswith(b"250") for text in heard[:-1]))
        return [text[4:] for text in heard[1:-1]]

    def test_a_second_ehlo_repeats_the_keywords(self):
        line = self.connect_submission()
        first = self.keywords(line)
        self.assertIn(b"SIZE 25000000", first)
        self.assertTrue(any(word.startswith(b"AUTH ") for word in first))
        for word in (b"PIPELINING", b"8BITMIME", b"STARTTLS", b"ENHANCEDSTATUSCODES"):
            self.assertIn(word, first)
        self.assertEqual(self.keywords(line), first)
        self.assertEqual(line.ask(b"STARTTLS")[:3], b"220")
        line.secure(self.server.tls())
        secured = self.keywords(line)
        self.assertEqual([word for word in first if word != b"STARTTLS"], secured)
        self.assertEqual(line.ask(b"AUTH PLAIN " + PLAIN)[:3], b"235")
        self.assertEqual(self.keywords(line)[0], secured[0])
        self.assertEqual(line.ask(b"MAIL FROM:<alice@example.org>")[:3], b"250", "the login outlives EHLO")

    def test_auth_with_and_without_initial_response(self):
        user, password = (base64.b64encode(text.encode()) for text in (ALICE, ALICE_PASSWORD))
        for conversation in ((b"AUTH PLAIN " + PLAIN,), (b"AUTH PLAIN", PLAIN), (b"auth plain", PLAIN),
                             (b"AUTH LOGIN", user, password), (b"AUTH LOGIN " + user, password)):
            line = self.connect_submission()
            self.keywords(line)
            for saying in conversation[:-1]:
                self.assertEqual(line.ask(saying)[:4], b"334 ", conversation)
            self.assertEqual(line.ask(conversation[-1])[:10], b"235 2.7.0 ", conversation)
            self.assertEqual(line.ask(b"AUTH PLAIN " + PLAIN)[:3], b"503", "only once")

    def test_auth_that_fails(self):
        line = self.connect_submission()
        self.keywords(line)
        self.assertEqual(line.ask(b"AUTH PLAIN")[:4], b"334 ")
        self.assertEqual(line.ask(b"*")[:3], b"501")
        self.assertEqual(line.ask(b"AUTH PLAIN !!!")[:3], b"501")
        self.assertEqual(line.ask(b"AUTH NOPE")[:3], b"504")
        self.assertEqual(line.ask(b"AUTH PLAIN " + WRONG)[:10], b"535 5.7.8 ")
        self.assertEqual(line.ask(b"MAIL FROM:<alice@example.org>")[:10], b"530 5.7.0 ")
        self.assertEqual(line.ask(b"AUTH PLAIN " + PLAIN)[:3], b"235")

    def test_the_null_path_and_parameters(self):
        line = self.connect("smtp")
        self.keywords(line)
        for path in (b"MAIL FROM:<>", b"mail from:<> SIZE=100", b"MAIL FROM:<a@x.test> BODY=8BITMIME SIZE=100",
                     b"MAIL FROM:<a@x.test> size=0 body=7bit"):
            self.assertEqual(line.ask(path)[:3], b"250", path)
            self.assertEqual(line.ask(b"RCPT TO:<Bob@EXAMPLE.Org>")[:3], b"250")
            self.assertEqual(line.ask(b"RSET")[:3], b"250")
        self.assertEqual(line.ask(b"MAIL FROM:<a@x.test> NO-SUCH=1")[:3], b"555")
        self.assertEqual(line.ask(b"MAIL FROM:<a@x.test> SIZE=x")[:3], b"501")
        self.assertEqual(line.ask(b"RCPT TO:<bob@example.org>")[:3], b"503")
        self.assertEqual(line.ask(b"DATA")[:3], b"503")

    def test_postmaster_needs_no_domain(self):
        """RFC 5321 section 4.5.1: at every server, spelled in any case; and the letter gets to a mailbox."""
        self.assertEqual(self.server.stop(), 0)
        trace = self.path("trace.jsonl")
        server = self.serve("--trace", trace, data=self.path("another"))
        for node in ("mail.example.org", "mx.example.net"):
            with self.subTest(node=node), smtplib.SMTP("localhost", server.port(node, "smtp")) as client:
                client.ehlo()
                self.assertEqual(client.docmd("MAIL FROM:<x@y.test>")[0], 250)
                self.assertEqual(client.docmd("RCPT TO:<PostMaster>")[0], 250)
                self.assertEqual(client.data(b"Subject: help\r\n\r\n")[0], 250)
        self.assertEqual(server.stop(), 0)
        with open(trace, encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        stored = [record["facts"]["recipient"] for record in records if record["kind"] == "letter-stored"]
        self.assertEqual(stored, ["postmaster@example.org", "postmaster@example.net"])

    def test_a_whole_session_in_one_packet(self):
        line = self.connect("smtp", greeting=False)
        line.say(b"EHLO client.test\r\nMAIL FROM:<>\r\n"
                 b"RCPT TO:<bob@example.org>\r\nRCPT TO:<nobody@example.org>\r\nDATA\r\n"
                 b"Subject: x\r\n\r\n..\r\n.\r\nNOOP\r\nQUIT\r\n")
        codes = re.findall(rb"(?m)^(\d{3}) ", line.all())
        self.assertEqual(codes, [b"220", b"250", b"250", b"250", b"550", b"354", b"250", b"250", b"221"])
        self.assertTrue(self.received(1)[0].endswith(b"Subject: x\r\n\r\n.\r\n"))

    def test_octets_after_starttls_are_forgotten(self):
        line = self.connect_submission()
        self.keywords(line)
        line.say(b"STARTTLS\r\nEHLO injected.test\r\nMAIL FROM:<x@example.org>\r\n")
        self.assertEqual(line.reply()[:3], b"220")
        line.secure(self.server.tls())
        self.assertEqual(line.ask(b"MAIL FROM:<alice@example.org>")[:3], b"503", "EHLO is forgotten, too")
        self.assertTrue(self.keywords(line))


if __name__ == "__main__":
    unittest.main()
