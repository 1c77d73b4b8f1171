"""Too much of everything: connections, commands, clients that never read. The server stays up and small."""

import random
import re
import socket
import unittest

import letters
import nasty
import office
import raw
from office import BOB, BOB_PASSWORD

SERVICES = {"smtp": b"220", "submission": b"220", "pop3": b"+OK", "imap": b"* OK"}
PER_DOOR = 400  # connections; one more is told so
MEMORY_LIMIT = 400 << 20  # octets that the server may hold in memory at any time

# Each is one command within the length that is allowed, and wants depth, memory or time.
GROWN = (
    b"SEARCH " + b"(" * 30_000,
    b"SEARCH " + b"NOT " * 16_000 + b"ALL",
    b"SEARCH " + b"OR ALL " * 9_000 + b"ALL",
    b"FETCH 1 " + b"(" * 30_000,
    b"FETCH 1 BODY[" + b"1." * 30_000 + b"1]",
    b"FETCH 1 BODY[]<4294967295.4294967295>",
    b"FETCH 1 BODY[]<0.0>",
    b"UID FETCH " + b"1:*," * 16_000 + b"1 (UID)",
    b"UID FETCH 1:4294967295 (UID)",
    b"UID FETCH 4294967296 (UID)",
    b"UID FETCH 99999999999999999999 (UID)",
    b"UID FETCH 0 (UID)",
    b"CREATE " + b"a/" * 30_000,
    b"ID (" + b'"a" "b" ' * 6_000 + b")",
)


class Floods(office.Office):
    def tearDown(self):
        self.assertIsNone(self.server.process.poll(), self.server.log())
        self.send(letters.simple("after the flood"))

    def crowd(self, service, count):
        """That many clients, all of them greeted."""
        lines = [self.connect(service, greeting=False) for _ in range(count)]
        for line in lines:
            self.assertTrue(line.line().startswith(SERVICES[service]))
        return lines

    def check_memory(self):
        """The most that the server has ever held, as the kernel counts it."""
        with open(f"/proc/{self.server.process.pid}/status", encoding="ascii") as file:
            peak = int(re.search(r"VmHWM:\s+(\d+) kB", file.read()).group(1)) * 1024
        self.assertLess(peak, MEMORY_LIMIT)

    # ---- connections ----

    def test_a_hundred_clients_at_each_door_are_all_served(self):
        crowds = {service: self.crowd(service, 100) for service in SERVICES}
        for service, lines in crowds.items():
            question = b"t NOOP" if service == "imap" else b"CAPA" if service == "pop3" else b"NOOP"
            for line in lines:
                line.say(question + b"\r\n")
            self.assertTrue(all(line.line()[:4] in (b"+OK ", b"250 ", b"t OK") for line in lines), service)

    def test_one_client_too_many_is_told_so(self):
        for service, goodbye in (("smtp", b"421 "), ("imap", b"* BYE "), ("pop3", b"-ERR ")):
            lines = self.crowd(service, PER_DOOR)
            late = self.connect(service)
            self.assertTrue(late.greeting.startswith(goodbye), late.greeting)
            self.assertEqual(late.all(), b"")
            for line in lines:
                line.close()

    def test_clients_that_come_and_go(self):
        for number in range(1000):
            line = raw.Line(self.server.port_of(list(SERVICES)[number % 4]), greeting=False)
            if number % 3:
                line.say(b"EHLO x\r\nCAPA\r\n"[:number % 14])
            line.close()

    # ---- commands ----

    def test_a_thousand_commands_in_one_packet(self):
        smtp = self.connect("smtp")
        smtp.say(b"EHLO client.test\r\n" + b"NOOP\r\nRSET\r\n" * 500 + b"QUIT\r\n")
        self.assertEqual(len(re.findall(rb"(?m)^250 ", smtp.all())), 1001)
        pop3 = self.connect("pop3")
        pop3.say(f"USER {BOB}\r\nPASS {BOB_PASSWORD}\r\n".encode() + b"NOOP\r\nSTAT\r\n" * 500 + b"QUIT\r\n")
        self.assertEqual(len(re.findall(rb"(?m)^\+OK", pop3.all())), 1003)
        imap = self.connect_imap()
        imap.say(b"".join(b"a%d NOOP\r\n" % number for number in range(1000)) + b"z LOGOUT\r\n")
        answered = re.findall(rb"(?m)^a(\d+) OK ", imap.all())
        self.assertEqual([int(tag) for tag in answered], list(range(1000)), "in their order")

    def test_commands_that_are_none_end_the_session(self):
        chance = random.Random(3)
        for service, last in (("smtp", rb"(?m)^421 "), ("imap", rb"(?m)^\* BYE "), ("pop3", rb"(?m)^-ERR ")):
            line = self.connect(service)
            for _ in range(200):
                try:
                    line.say(bytes(chance.choices(range(256), k=100)).replace(b"\n", b"") + b"\r\n")
                except ConnectionError:
                    break
            self.assertRegex(line.all(), last)

    def test_noise_at_every_door(self):
        chance = random.Random(4)
        for endpoint in self.server.endpoints["endpoints"]:
            for _ in range(5):
                line = raw.Line(endpoint["port"], greeting=False)
                try:
                    line.say(bytes(chance.choices(range(256), k=20_000)))
                    line.socket.shutdown(socket.SHUT_WR)
                except OSError:  # reset, or not connected any more
                    pass
                line.all()
                line.close()

    def test_too_many_recipients(self):
        smtp = self.connect("smtp")
        smtp.ask(b"EHLO client.test")
        smtp.ask(b"MAIL FROM:<>")
        smtp.say(b"RCPT TO:<bob@example.org>\r\n" * 101)
        replies = [smtp.reply() for _ in range(101)]
        self.assertTrue(all(reply.startswith(b"250 ") for reply in replies[:100]))
        self.assertRegex(replies[100], rb"^452 4\.5\.3 ")

    # ---- octets ----

    def test_ten_megabytes_without_a_newline(self):
        for service in SERVICES:
            line = self.connect(service)
            try:
                for _ in range(100):
                    line.say(b"x" * 100_000)
                line.say(b"\r\n")
                line.socket.shutdown(socket.SHUT_WR)
            except OSError:  # reset, or not connected any more
                pass
            self.assertRegex(line.all(), rb"^(500|421|-ERR|\* BYE|\S+ BAD|\* BAD)")
        self.check_memory()

    def test_a_letter_that_never_ends(self):
        smtp = self.connect("smtp")
        smtp.say(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n")
        smtp.until(rb"(?m)^354 [^\r\n]*\r\n")
        try:
            for _ in range(600):
                smtp.say(b"y" * 98 + b"\r\n" + b"x" * 99_900)
        except ConnectionError:
            pass
        smtp.close()
        self.assertEqual(self.mailbox(), [])
        self.check_memory()

    def test_clients_that_never_read(self):
        self.send(nasty.large(5_000_000))
        quiet = []
        for _ in range(20):
            imap = self.connect_imap()
            imap.say(b"a SELECT INBOX\r\n" + b"b FETCH 1 (BODY.PEEK[])\r\n" * 50)
            pop3 = self.connect("pop3")
            pop3.say(f"USER {BOB}\r\nPASS {BOB_PASSWORD}\r\n".encode() + b"RETR 1\r\n" * 50)
            quiet += [imap, pop3]
        self.assertEqual(len(self.mailbox()), 1, "others are served")
        self.check_memory()

    def test_forms_that_grow(self):
        line = self.connect_imap()
        self.assertIn(b"t OK", line.imap(b"SELECT INBOX"))
        for command in GROWN:
            self.assertRegex(line.imap(command), rb"(?m)^t (OK|NO|BAD) ", command[:40])
        for literal in (b"99999999999999999999", b"4294967295", b"70000", b"99999999999+", b"-1", b"", b"x"):
            line = self.connect_imap()
            line.say(b"a CREATE {" + literal + b"}\r\n")
            answer = line.until(rb"(?m)^(a (BAD|NO)|\+|\* BYE)[^\r\n]*\r\n")
            self.assertRegex(answer, rb"(BAD|NO|BYE)", literal)
        self.check_memory()

    def test_one_octet_at_a_time(self):
        lines = [self.connect(service) for service in ("smtp", "pop3", "imap")]
        for octet in b"t NOOP\r\n":
            for line in lines:
                line.say(bytes([octet]))
        self.assertEqual([line.line()[:4] for line in lines], [b"500 ", b"-ERR", b"t OK"])


if __name__ == "__main__":
    unittest.main()
