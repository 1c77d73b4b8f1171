"""`serve` without a scenario: every letter is found at the one door, and takes the hops that it would take."""

import json
import os
import smtplib
import unittest

import letters
import mailflow

SERVER, ELSEWHERE = "mail.example.org", "rest-of-the-world"

# Domains that a tester's letters may be for, and some that nobody would think of.
ADDRESSES = ("you@example.org", "b@y.test", "b@example.com", "c@sub.example.org", "d@localhost", "e@org", "Postmaster@y.test",
             "f@mail.example.org", "g@deep.mail.example.org", "h@ns1.example.org", "i@a.root", "i@root", "i@x.root", "i@tld-org",
             "i@x.tld-org", "i@arpa", "i@foo.arpa", "j@xn--bcher-kva.test",
             "k@[127.0.0.1]", "l@" + "x" * 63 + ".test", "n+tag@y.test", '"o p"@y.test', "UPPER@Y.TEST")


class Catcher(mailflow.Case):
    def serve_anything(self, *options):
        return self.serve(*options, scenario=None)

    def send(self, server, letter, *recipients):
        with smtplib.SMTP("127.0.0.1", server.port(SERVER, "smtp"), timeout=mailflow.PATIENCE) as client:
            self.assertEqual(client.sendmail("a@x.test", recipients, letter), {})

    def read(self, server, login):
        """Once there is something."""
        return mailflow.until("a letter arrives for " + login,
                              lambda: letters.read_by_imap(server, imap_string(login), "any", SERVER))

    def test_every_letter_is_found_once_whoever_it_is_for(self):
        server = self.serve_anything()
        for number, address in enumerate(ADDRESSES):
            self.send(server, letters.simple(str(number)), address)
        for number, address in enumerate(ADDRESSES):
            with self.subTest(address=address):
                found = [letters.without_trace_headers(octets)[0] for octets in self.read(server, address)]
                same = [other for other in range(len(ADDRESSES)) if ADDRESSES[other].lower() == address.lower()]
                self.assertEqual(found, [letters.simple(str(other)) for other in same])
        self.assertEqual(letters.read_by_imap(server, "a@x.test", "any", SERVER), [], "nothing came back")

    def test_one_letter_for_several_networks(self):
        server = self.serve_anything()
        self.send(server, letters.three_parts(), "you@example.org", "b@y.test", "c@y.test", "d@z.test", "B@y.test")
        for login in ("you@example.org", "b@y.test", "c@y.test", "d@z.test"):
            found = [letters.without_trace_headers(octets)[0] for octets in self.read(server, login)]
            self.assertEqual(found, [letters.three_parts()], login)

    def test_the_hops_are_true(self):
        trace = os.path.join(self.data, "trace.jsonl")
        server = self.serve_anything("--trace", trace)
        self.send(server, letters.simple("abroad"), "b@y.test")
        self.read(server, "b@y.test")
        self.send(server, letters.simple("at home"), "you@example.org")
        self.read(server, "you@example.org")
        self.assertEqual(server.stop(), 0)
        with open(trace, encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        by_letter = {}
        for record in records:
            if record["kind"] in ("letter-accepted", "letter-relayed", "letter-stored"):
                by_letter.setdefault(record["mail"], []).append((record["kind"], record["from"]))
        self.assertEqual(list(by_letter.values()), [
            [("letter-accepted", SERVER), ("letter-accepted", ELSEWHERE), ("letter-relayed", SERVER),
             ("letter-accepted", SERVER), ("letter-stored", SERVER), ("letter-relayed", ELSEWHERE)],
            [("letter-accepted", SERVER), ("letter-stored", SERVER)]])
        self.assertTrue(any(record["kind"] == "datagram" and record["from"] == "resolver" for record in records))

    def test_the_largest_letter_gets_there(self):
        server = self.serve_anything()
        letter = letters.simple("large")
        letter += b"x" * 998 + b"\r\n"
        letter += (b"y" * 98 + b"\r\n") * ((25_000_000 - len(letter)) // 100)
        letter += b"z" * (25_000_000 - len(letter) - 2) + b"\r\n"
        self.send(server, letter, "b@y.test")
        self.assertEqual([len(letters.without_trace_headers(octets)[0]) for octets in self.read(server, "b@y.test")], [25_000_000])

    def test_dns_says_who_takes_mail_for_any_name(self):
        server = self.serve_anything()
        port = str(server.port_of("dns"))
        for name, answer in (("example.org", "10 mail.example.org.\n"), ("y.test", "10 rest-of-the-world.\n"),
                             ("sub.example.org", "10 rest-of-the-world.\n"), ("org", "10 rest-of-the-world.\n"),
                             ("other.org", "10 rest-of-the-world.\n")):
            self.assertEqual(self.run_program("dig", "@127.0.0.1", "-p", port, "+short", name, "MX"), answer, name)

    def test_after_a_crash_each_letter_is_there_once(self):
        for number in range(4):
            server = self.serve_anything()
            self.send(server, letters.simple(str(number)), "b@y.test", "you@example.org")
            server.kill()
        server = self.serve_anything()
        for login in ("b@y.test", "you@example.org"):
            mailflow.until("all are there", lambda: len(letters.read_by_imap(server, login, "any", SERVER)) >= 4)
            found = [letters.without_trace_headers(octets)[0] for octets in letters.read_by_imap(server, login, "any", SERVER)]
            self.assertEqual(sorted(found), sorted(letters.simple(str(number)) for number in range(4)))

    def test_the_rest_of_the_world_has_no_door(self):
        server = self.serve_anything()
        self.assertEqual([(e["node"], e["service"]) for e in server.endpoints["endpoints"]],
                         [(SERVER, service) for service in
                          ("smtp", "submission", "submissions", "pop3", "pop3s", "imap", "imaps")] + [("resolver", "dns")])


def imap_string(text):
    """imaplib quotes nothing but the password."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    unittest.main()
