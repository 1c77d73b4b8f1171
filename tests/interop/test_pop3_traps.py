"""What particular POP3 clients say or expect, where no program of the other tests does."""

import base64
import re
import unittest

import letters
import office
from office import BOB, BOB_PASSWORD


class Pop3Traps(office.Office):
    def test_top(self):
        self.send(letters.dotted())
        line = self.connect_pop3()
        text_lines = letters.dotted().split(b"\r\n\r\n", 1)[1].splitlines(keepends=True)
        for lines in (0, 1, 3, len(text_lines), 10**9):
            self.assertIn(b"+OK", line.ask_pop3(b"TOP 1 %d" % lines))
            header, text = line.dot_text().split(b"\r\n\r\n", 1)
            self.assertIn(b"Subject: dots", header)
            self.assertEqual(text, b"".join(text_lines[:lines]))
        for command in (b"TOP 1", b"TOP 1 -1", b"TOP 2 0", b"TOP x 0", b"TOP 1 0 0", b"TOP"):
            self.assertTrue(line.ask_pop3(command).startswith(b"-ERR"), command)

    def test_capa_and_auth_in_every_form(self):
        line = self.connect("pop3")
        self.assertEqual(line.ask_pop3(b"capa")[:3], b"+OK")
        capabilities = line.dot_text().split(b"\r\n")
        for word in (b"TOP", b"UIDL", b"USER", b"STLS", b"RESP-CODES", b"AUTH-RESP-CODE", b"PIPELINING"):
            self.assertIn(word, capabilities)
        self.assertTrue(any(word.startswith(b"SASL ") and b"PLAIN" in word for word in capabilities))
        sasl = base64.b64encode(f"\0{BOB}\0{BOB_PASSWORD}".encode())
        self.assertTrue(line.ask_pop3(b"AUTH PLAIN").startswith(b"+ "))
        self.assertTrue(line.ask_pop3(b"*").startswith(b"-ERR"))
        wrong = base64.b64encode(b"\0bob@example.org\0wrong")
        self.assertRegex(line.ask_pop3(b"AUTH PLAIN " + wrong), rb"^-ERR \[AUTH\] ")
        self.assertTrue(line.ask_pop3(b"AUTH PLAIN " + sasl).startswith(b"+OK"))
        self.assertTrue(line.ask_pop3(b"AUTH PLAIN").startswith(b"-ERR"))

    def test_a_whole_session_in_one_packet(self):
        self.send(letters.simple("x"))
        line = self.connect("pop3")
        line.say(f"USER {BOB}\r\nPASS {BOB_PASSWORD}\r\nSTAT\r\nUIDL\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n".encode())
        heard = line.all()
        self.assertEqual(len(re.findall(rb"(?m)^\+OK", heard)), 7)
        self.assertNotIn(b"-ERR", heard)
        self.assertEqual(self.mailbox(), [])

    def test_octets_after_stls_are_forgotten(self):
        line = self.connect("pop3")
        line.say(b"STLS\r\nUSER injected@example.org\r\nQUIT\r\n")
        self.assertRegex(line.line(), rb"^\+OK")
        line.secure(self.server.tls())
        self.assertRegex(line.ask_pop3(b"PASS x"), rb"^-ERR")
        self.assertRegex(line.ask_pop3(b"CAPA"), rb"^\+OK")

    def test_a_maildrop_is_locked_and_freed(self):
        self.send(letters.simple("x"))
        first = self.connect_pop3()
        second = self.connect("pop3")
        second.ask_pop3(b"USER " + BOB.encode())
        self.assertRegex(second.ask_pop3(b"PASS " + BOB_PASSWORD.encode()), rb"^-ERR \[IN-USE\] ")
        first.ask_pop3(b"DELE 1")
        first.close()  # without QUIT nothing is deleted
        self.assertEqual(len(self.mailbox()), 1)
        third = self.connect_pop3()
        self.assertEqual(third.ask_pop3(b"STAT")[:6], b"+OK 1 ")


if __name__ == "__main__":
    unittest.main()
