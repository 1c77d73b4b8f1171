"""What particular IMAP clients say or expect, where no program of the other tests does."""

import base64
import re
import unittest

import letters
import office
from office import BOB, BOB_PASSWORD

OFFERED = (b"IDLE", b"NAMESPACE", b"UIDPLUS", b"MOVE", b"SPECIAL-USE", b"CHILDREN", b"UNSELECT", b"ID", b"ESEARCH")

# What Thunderbird, Apple Mail and Outlook begin with; all of it is offered.
BEGINNINGS = (
    b'ID ("name" "Thunderbird" "version" "128.0")',
    b"ID NIL",
    b"NAMESPACE",
    b'LIST (SUBSCRIBED) "" "*" RETURN (SPECIAL-USE)',
    b'LIST "" "*" RETURN (STATUS (MESSAGES UNSEEN UIDNEXT))',
    b'LSUB "" "*"',
    b"STATUS INBOX (UIDNEXT MESSAGES UNSEEN RECENT)",
    b"SELECT INBOX",
    b"UID FETCH 1:* (FLAGS)",
    b"UID SEARCH RETURN (ALL) UNDELETED",
    b"UID SEARCH NOT DELETED SINCE 1-Jan-2020",
    b"NOOP",
    b"CHECK",
    b"GETQUOTAROOT INBOX",
    b"UNSELECT",
)

# Commands whose answers have response codes, or would have.
CODED = (
    b"SELECT INBOX",
    b"EXAMINE INBOX",
    b"SELECT Nowhere",
    b"CREATE INBOX",
    b"UID COPY 1 Nowhere",
    b"APPEND Nowhere {3+}\r\na:b",
    b"APPEND INBOX {5+}\r\na: b\n",
    b"UID COPY 1 INBOX",
    b"DELETE Nowhere",
    b"STATUS Nowhere (MESSAGES)",
)


class ImapTraps(office.Office):
    def session(self):
        """With the inbox selected."""
        line = self.connect_imap()
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
        line = self.connect_imap()
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
        for word in OFFERED:
            self.assertIn(b" " + word, after)

    def test_uid_fetch_answers_ascending_and_with_uids(self):
        self.send(*(letters.simple(str(number)) for number in range(4)))
        line = self.session()
        answer = line.imap(b"UID FETCH 4,2,1:3,*:3,9:100 (FLAGS)")
        numbers_and_uids = re.findall(rb"(?m)^\* (\d) FETCH \([^\r\n]*UID (\d)", answer)
        self.assertEqual(numbers_and_uids, [(b"%d" % n, b"%d" % n) for n in range(1, 5)])
        self.assertIn(b"t OK", answer)
        self.assertRegex(line.imap(b"UID FETCH 900:* (UID)"), rb"^\* 4 FETCH \(UID 4\)\r\nt OK")

    def test_text_follows_every_response_code(self):
        self.send(letters.simple("x"))
        line = self.connect_imap()
        heard = line.greeting + b"\r\n"
        for command in CODED:
            heard += line.imap(command)
        codes = re.findall(rb"(?m)^(?:\*|t|\+) (?:(?:OK|NO|BAD|BYE|PREAUTH) )?\[[^\]\r\n]*\][^\r\n]*", heard)
        self.assertGreater(len(codes), 8)
        for code in codes:
            self.assertRegex(code, rb"\] [^ \r\n]")
        for status in re.findall(rb"(?m)^(?:\*|t) (?:OK|NO|BAD|BYE)[^\r\n]*", heard):
            self.assertRegex(status, rb"^\S+ \w+ \S")

    def test_flags_have_no_asterisk(self):
        line = self.connect_imap()
        answer = line.imap(b"SELECT INBOX")
        [flags] = re.findall(rb"(?m)^\* FLAGS \(([^)]*)\)", answer)
        self.assertNotIn(rb"\*", flags)
        [permanent] = re.findall(rb"(?m)^\* OK \[PERMANENTFLAGS \(([^)]*)\)\] ", answer)
        self.assertIn(rb"\*", permanent)
        for flag in (rb"\Answered", rb"\Flagged", rb"\Deleted", rb"\Seen", rb"\Draft"):
            self.assertIn(flag, flags)

    def test_envelope_escapes_quotes(self):
        self.send(b'From: "A \\"B\\" \\\\ C" <alice@example.org>\r\nSubject: say "hi" \\o/\r\n'
                  b"To: bob@example.org\r\n"
                  b"Date: Mon, 02 Mar 2026 10:00:00 +0100\r\nMessage-ID: <q@x.test>\r\n\r\n")
        client = self.imap_client()
        _, [answer] = client.fetch("1", "(ENVELOPE)")
        self.assertIn(b'"say \\"hi\\" \\\\o/"', answer)
        self.assertIn(b'(("A \\"B\\" \\\\ C" NIL "alice" "example.org"))', answer)

    def test_sequence_sets_on_an_empty_mailbox(self):
        line = self.session()
        for command in (b"FETCH 1:* (FLAGS)", b"FETCH * (FLAGS)", rb"STORE 1:* FLAGS (\Seen)", b"SEARCH 1:*"):
            self.assertRegex(line.imap(command), rb"(?m)^t (OK|BAD) ")
        for command in (b"UID FETCH 1:* (FLAGS)", b"UID FETCH * (FLAGS)", rb"UID STORE 1:* FLAGS (\Seen)",
                        b"UID COPY 1:* INBOX"):
            self.assertRegex(line.imap(command), rb"^t OK ")
        self.assertRegex(line.imap(b"UID SEARCH UID 1:*"), rb"^\* SEARCH\r\nt OK ")

    def test_list_wildcards_take_bounded_time(self):
        line = self.connect_imap()
        self.assertIn(b"t OK", line.imap(b"CREATE " + b"a" * 200))
        for pattern in (b"*a" * 60 + b"b", b"%a" * 60 + b"b", b"*%" * 100, b"*" * 900 + b"b"):
            self.assertIn(b"t OK", line.imap(b'LIST "" "' + pattern + b'"'))
        self.assertRegex(line.imap(b'LIST "" ""'), rb'^\* LIST \(\\Noselect\) "/" ""\r\nt OK ')

    def test_what_clients_say_first(self):
        line = self.connect_imap()
        for command in BEGINNINGS:
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
                       b"t AUTHENTICATE PLAIN " + sasl + b"\r\n",
                       b"t authenticate plain\r\n" + sasl + b"\r\n",
                       b"t AUTHENTICATE PLAIN \r\n" + sasl + b"\r\n"):  # mutt: a space, and nothing
            line = self.connect("imap")
            line.say(saying)
            self.assertRegex(line.tagged(b"t"), rb"(?m)^t OK ")

    def test_octets_after_starttls_are_forgotten(self):
        line = self.connect("imap")
        line.say(b"a STARTTLS\r\nb CREATE injected\r\nc LOGOUT\r\n")
        self.assertRegex(line.tagged(b"a"), rb"^a OK ")
        line.secure(self.server.tls())
        self.assertRegex(line.imap(b"NOOP"), rb"^t OK ")


if __name__ == "__main__":
    unittest.main()
