"""What particular clients do or expect, said over a real socket where no program of the other tests says it."""

import base64
import re
import unittest

import letters
import office
import wire
from office import ALICE, ALICE_PASSWORD, BOB, BOB_PASSWORD

PLAIN = base64.b64encode(f"\0{ALICE}\0{ALICE_PASSWORD}".encode())


class Traps(office.Office):
    def connect(self, service, **more):
        line = wire.Line(self.server.port_of(service), **more)
        self.addCleanup(line.close)
        return line


class ImapTraps(Traps):
    def session(self, select=True):
        line = self.connect("imap")
        quoted = BOB_PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
        self.assertIn(b"t OK", line.imap(f'LOGIN {BOB} "{quoted}"'.encode()))
        if select:
            self.assertIn(b"t OK", line.imap(b"SELECT INBOX"))
        return line

    def test_done_and_the_next_command_come_in_one_packet(self):  # iOS
        line = self.session()
        for ending in (b"DONE\r\nb NOOP\r\n", b"done\r\nb NOOP\r\nc NOOP\r\n"):
            line.say(b"a IDLE\r\n")
            self.assertTrue(line.line().startswith(b"+ "))
            line.say(ending)
            self.assertRegex(line.tagged(b"a"), rb"^a OK ")
            self.assertRegex(line.tagged(b"b"), rb"^b OK ")

    def test_idle_and_done_in_one_packet(self):
        line = self.session()
        line.say(b"a IDLE\r\nDONE\r\nb NOOP\r\n")
        self.assertRegex(line.tagged(b"b"), rb"^\+ [^\r\n]*\r\na OK [^\r\n]*\r\nb OK ")

    def test_idle_tells_of_a_letter_at_once(self):
        line = self.session()
        line.say(b"a IDLE\r\n")
        line.line()
        self.send(letters.simple("news"))
        self.assertIn(b"* 1 EXISTS\r\n", line.until(rb"\* 1 EXISTS\r\n"))
        line.say(b"DONE\r\n")
        self.assertIn(b"a OK", line.tagged(b"a"))

    def test_enable_of_what_was_not_offered_is_no_error(self):  # mutt
        line = self.session(select=False)
        answer = line.imap(b"ENABLE QRESYNC X-NO-SUCH-THING UTF8=ACCEPT")
        self.assertRegex(answer, rb"(?m)^\* ENABLED *\r\n")
        self.assertRegex(answer, rb"(?m)^t OK ")

    def test_capabilities_are_told_again_after_login(self):  # K-9
        line = self.connect("imap")
        before = line.imap(b"CAPABILITY")
        self.assertIn(b" STARTTLS", before)
        line.say(b"a AUTHENTICATE PLAIN " + base64.b64encode(f"\0{BOB}\0{BOB_PASSWORD}".encode()) + b"\r\n")
        answer = line.tagged(b"a")
        self.assertRegex(answer, rb"(?m)(^\* CAPABILITY|^a OK \[CAPABILITY) [^\r\n]*IMAP4rev1")
        after = line.imap(b"CAPABILITY")
        self.assertRegex(after, rb"^\* CAPABILITY IMAP4rev1")
        for word in (b"STARTTLS", b"AUTH=", b"COMPRESS"):
            self.assertNotIn(word, after)
        for word in (b"IDLE", b"NAMESPACE", b"UIDPLUS", b"MOVE", b"SPECIAL-USE", b"CHILDREN", b"UNSELECT", b"ID", b"ESEARCH"):
            self.assertIn(b" " + word, after)

    def test_uid_fetch_answers_ascending_and_with_uids(self):
        self.send(*(letters.simple(str(number)) for number in range(4)))
        line = self.session()
        answer = line.imap(b"UID FETCH 4,2,1:3,*:3,9:100 (FLAGS)")
        self.assertEqual(re.findall(rb"(?m)^\* (\d) FETCH \([^\r\n]*UID (\d)", answer), [(b"%d" % n, b"%d" % n) for n in range(1, 5)])
        self.assertIn(b"t OK", answer)
        self.assertRegex(line.imap(b"UID FETCH 900:* (UID)"), rb"^\* 4 FETCH \(UID 4\)\r\nt OK")

    def test_text_follows_every_response_code(self):
        self.send(letters.simple("x"))
        line = self.session(select=False)
        heard = line.greeting + b"\r\n"
        for command in (b"SELECT INBOX", b"EXAMINE INBOX", b"SELECT Nowhere", b"CREATE INBOX", b"UID COPY 1 Nowhere", b"APPEND Nowhere {3+}\r\na:b",
                        b"APPEND INBOX {5+}\r\na: b\n", b"UID COPY 1 INBOX", b"DELETE Nowhere", b"SUBSCRIBE x", b"STATUS Nowhere (MESSAGES)"):
            heard += line.imap(command)
        codes = re.findall(rb"(?m)^(?:\*|t|\+) (?:(?:OK|NO|BAD|BYE|PREAUTH) )?\[[^\]\r\n]*\][^\r\n]*", heard)
        self.assertGreater(len(codes), 8)
        for code in codes:
            self.assertRegex(code, rb"\] [^ \r\n]")
        for status in re.findall(rb"(?m)^(?:\*|t) (?:OK|NO|BAD|BYE)[^\r\n]*", heard):
            self.assertRegex(status, rb"^\S+ \w+ \S")

    def test_flags_have_no_asterisk(self):
        line = self.session(select=False)
        answer = line.imap(b"SELECT INBOX")
        [flags] = re.findall(rb"(?m)^\* FLAGS \(([^)]*)\)", answer)
        self.assertNotIn(rb"\*", flags)
        [permanent] = re.findall(rb"(?m)^\* OK \[PERMANENTFLAGS \(([^)]*)\)\] ", answer)
        self.assertIn(rb"\*", permanent)
        for flag in (rb"\Answered", rb"\Flagged", rb"\Deleted", rb"\Seen", rb"\Draft"):
            self.assertIn(flag, flags)

    def test_envelope_escapes_quotes(self):
        self.send(b'From: "A \\"B\\" \\\\ C" <alice@example.org>\r\nSubject: say "hi" \\o/\r\nTo: bob@example.org\r\n'
                  b"Date: Mon, 02 Mar 2026 10:00:00 +0100\r\nMessage-ID: <q@x.test>\r\n\r\n")
        client = self.imap_client()
        _, [answer] = client.fetch("1", "(ENVELOPE)")
        self.assertIn(b'"say \\"hi\\" \\\\o/"', answer)
        self.assertIn(b'(("A \\"B\\" \\\\ C" NIL "alice" "example.org"))', answer)

    def test_sequence_sets_on_an_empty_mailbox(self):
        line = self.session()
        for command in (b"FETCH 1:* (FLAGS)", b"FETCH * (FLAGS)", rb"STORE 1:* FLAGS (\Seen)", b"SEARCH 1:*"):
            self.assertRegex(line.imap(command), rb"(?m)^t (OK|BAD) ")
        for command in (b"UID FETCH 1:* (FLAGS)", b"UID FETCH * (FLAGS)", rb"UID STORE 1:* FLAGS (\Seen)", b"UID COPY 1:* INBOX"):
            self.assertRegex(line.imap(command), rb"^t OK ")
        self.assertRegex(line.imap(b"UID SEARCH UID 1:*"), rb"^\* SEARCH\r\nt OK ")

    def test_list_wildcards_take_bounded_time(self):
        line = self.session(select=False)
        self.assertIn(b"t OK", line.imap(b"CREATE " + b"a" * 200))
        for pattern in (b"*a" * 60 + b"b", b"%a" * 60 + b"b", b"*%" * 100, b"*" * 900 + b"b"):
            self.assertIn(b"t OK", line.imap(b'LIST "" "' + pattern + b'"'))
        self.assertRegex(line.imap(b'LIST "" ""'), rb'^\* LIST \(\\Noselect\) "/" ""\r\nt OK ')

    def test_what_clients_say_first(self):  # Thunderbird, Apple Mail, Outlook
        line = self.session(select=False)
        for command in (b'ID ("name" "Thunderbird" "version" "128.0")', b"ID NIL", b"NAMESPACE", b'LIST (SUBSCRIBED) "" "*" RETURN (SPECIAL-USE)',
                        b'LIST "" "*" RETURN (STATUS (MESSAGES UNSEEN UIDNEXT))', b'LSUB "" "*"', b"STATUS INBOX (UIDNEXT MESSAGES UNSEEN RECENT)",
                        b"SELECT INBOX", b"UID FETCH 1:* (FLAGS)", b"UID SEARCH RETURN (ALL) UNDELETED", b"NOOP", b"CHECK", b"GETQUOTAROOT INBOX",
                        b'UID SEARCH NOT DELETED SINCE 1-Jan-2020', b"UNSELECT"):
            self.assertRegex(line.imap(command), rb"(?m)^t OK ", command)
        for command in (b'XLIST "" "*"', b"COMPRESS DEFLATE", b"XAPPLEPUSHSERVICE x"):
            self.assertRegex(line.imap(command), rb"^t BAD ", command)
        self.assertRegex(line.imap(b"LOGOUT"), rb"^\* BYE [^\r\n]+\r\nt OK ")
        self.assertEqual(line.all(), b"")

    def test_login_in_every_form(self):
        login, password = BOB.encode(), BOB_PASSWORD.encode()
        sasl = base64.b64encode(b"\0" + login + b"\0" + password)
        line = self.connect("imap")
        line.say(b"a AUTHENTICATE PLAIN\r\n")
        self.assertRegex(line.line(), rb"^\+ ?$")
        line.say(b"*\r\n")
        self.assertRegex(line.tagged(b"a"), rb"^a (BAD|NO) ")
        self.assertRegex(line.imap(b"LOGIN %s wrong" % login), rb"^t NO \[AUTHENTICATIONFAILED\] \S")
        for saying in (b"t LOGIN {%d+}\r\n%s {%d+}\r\n%s\r\n" % (len(login), login, len(password), password),
                       b"t AUTHENTICATE PLAIN " + sasl + b"\r\n", b"t authenticate plain\r\n" + sasl + b"\r\n"):
            line = self.connect("imap")
            line.say(saying)
            self.assertRegex(line.tagged(b"t"), rb"(?m)^t OK ")

    def test_octets_after_starttls_are_forgotten(self):
        line = self.connect("imap")
        line.say(b"a STARTTLS\r\nb CREATE injected\r\nc LOGOUT\r\n")
        self.assertRegex(line.tagged(b"a"), rb"^a OK ")
        line.secure(self.server.tls())
        self.assertRegex(line.imap(b"NOOP"), rb"^t OK ")


class Pop3Traps(Traps):
    def session(self):
        line = self.connect("pop3")
        self.assertIn(b"+OK", line.ask_pop3(b"USER " + BOB.encode()))
        self.assertIn(b"+OK", line.ask_pop3(b"PASS " + BOB_PASSWORD.encode()))
        return line

    def test_top(self):
        self.send(letters.dotted())
        line = self.session()
        for lines, expected in ((0, []), (1, [b"Hello."]), (3, [b"Hello.", b".", b".."]), (10**9, None)):
            self.assertIn(b"+OK", line.ask_pop3(b"TOP 1 %d" % lines))
            header, text = line.dot_text().split(b"\r\n\r\n", 1)
            self.assertIn(b"Subject: dots", header)
            expected = letters.dotted().split(b"\r\n\r\n", 1)[1].split(b"\r\n")[:-1] if expected is None else expected
            self.assertEqual(text, b"".join(part + b"\r\n" for part in expected))
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
        self.assertRegex(line.ask_pop3(b"AUTH PLAIN " + base64.b64encode(b"\0bob@example.org\0wrong")), rb"^-ERR \[AUTH\] ")
        self.assertTrue(line.ask_pop3(b"AUTH PLAIN " + sasl).startswith(b"+OK"))
        self.assertTrue(line.ask_pop3(b"AUTH PLAIN").startswith(b"-ERR"))

    def test_a_whole_session_in_one_packet(self):
        self.send(letters.simple("x"))
        line = self.connect("pop3")
        line.say(b"USER %s\r\nPASS %s\r\nSTAT\r\nUIDL\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n" % (BOB.encode(), BOB_PASSWORD.encode()))
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
        first = self.session()
        second = self.connect("pop3")
        second.ask_pop3(b"USER " + BOB.encode())
        self.assertRegex(second.ask_pop3(b"PASS " + BOB_PASSWORD.encode()), rb"^-ERR \[IN-USE\] ")
        first.ask_pop3(b"DELE 1")
        first.close()  # without QUIT nothing is deleted
        self.assertEqual(len(self.mailbox()), 1)
        third = self.session()
        self.assertEqual(third.ask_pop3(b"STAT")[:6], b"+OK 1 ")


class SmtpTraps(Traps):
    def submission(self, wire_name="submission"):
        line = self.connect(wire_name)
        self.assertEqual(line.greeting[:4], b"220 ")
        return line

    def keywords(self, line):
        heard = line.ask(b"EHLO client.test").split(b"\r\n")
        self.assertTrue(all(text.startswith(b"250") for text in heard[:-1]))
        return [text[4:] for text in heard[1:-1]]

    def test_a_second_ehlo_repeats_the_keywords(self):
        line = self.submission()
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
        for conversation in ((b"AUTH PLAIN " + PLAIN,), (b"AUTH PLAIN", PLAIN), (b"auth plain", PLAIN), (b"AUTH LOGIN", user, password),
                             (b"AUTH LOGIN " + user, password)):
            line = self.submission()
            self.keywords(line)
            for saying in conversation[:-1]:
                self.assertEqual(line.ask(saying)[:4], b"334 ", conversation)
            self.assertEqual(line.ask(conversation[-1])[:10], b"235 2.7.0 ", conversation)
            self.assertEqual(line.ask(b"AUTH PLAIN " + PLAIN)[:3], b"503", "only once")

    def test_auth_that_fails(self):
        line = self.submission()
        self.keywords(line)
        self.assertEqual(line.ask(b"AUTH PLAIN")[:4], b"334 ")
        self.assertEqual(line.ask(b"*")[:3], b"501")
        self.assertEqual(line.ask(b"AUTH PLAIN !!!")[:3], b"501")
        self.assertEqual(line.ask(b"AUTH NOPE")[:3], b"504")
        self.assertEqual(line.ask(b"AUTH PLAIN " + base64.b64encode(b"\0alice@example.org\0wrong"))[:10], b"535 5.7.8 ")
        self.assertEqual(line.ask(b"MAIL FROM:<alice@example.org>")[:10], b"530 5.7.0 ")
        self.assertEqual(line.ask(b"AUTH PLAIN " + PLAIN)[:3], b"235")

    def test_the_null_path_and_parameters(self):
        line = self.connect("smtp")
        self.keywords(line)
        for path in (b"MAIL FROM:<>", b"mail from:<> SIZE=100", b"MAIL FROM:<a@x.test> BODY=8BITMIME SIZE=100", b"MAIL FROM:<a@x.test> size=0 body=7bit"):
            self.assertEqual(line.ask(path)[:3], b"250", path)
            self.assertEqual(line.ask(b"RCPT TO:<Bob@EXAMPLE.Org>")[:3], b"250")
            self.assertEqual(line.ask(b"RSET")[:3], b"250")
        self.assertEqual(line.ask(b"MAIL FROM:<a@x.test> NO-SUCH=1")[:3], b"555")
        self.assertEqual(line.ask(b"MAIL FROM:<a@x.test> SIZE=x")[:3], b"501")
        self.assertEqual(line.ask(b"RCPT TO:<bob@example.org>")[:3], b"503")
        self.assertEqual(line.ask(b"DATA")[:3], b"503")

    def test_a_whole_session_in_one_packet(self):
        line = self.connect("smtp", greeting=False)
        line.say(b"EHLO client.test\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nRCPT TO:<nobody@example.org>\r\nDATA\r\n"
                 b"Subject: x\r\n\r\n..\r\n.\r\nNOOP\r\nQUIT\r\n")
        codes = re.findall(rb"(?m)^(\d{3}) ", line.all())
        self.assertEqual(codes, [b"220", b"250", b"250", b"250", b"550", b"354", b"250", b"250", b"221"])
        self.assertTrue(self.received(1)[0].endswith(b"Subject: x\r\n\r\n.\r\n"))

    def test_octets_after_starttls_are_forgotten(self):
        line = self.submission()
        self.keywords(line)
        line.say(b"STARTTLS\r\nEHLO injected.test\r\nMAIL FROM:<x@example.org>\r\n")
        self.assertEqual(line.reply()[:3], b"220")
        line.secure(self.server.tls())
        self.assertEqual(line.ask(b"MAIL FROM:<alice@example.org>")[:3], b"503", "EHLO is forgotten, too")
        self.assertTrue(self.keywords(line))


if __name__ == "__main__":
    unittest.main()
