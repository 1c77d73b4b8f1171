"""A real letter crosses the world: curl submits it, DNS and a relay carry it, IMAP shows it, POP3 takes it away."""

import base64
import email
import imaplib
import os
import poplib
import re
import unittest

import letters
import mailflow


class Delivery(mailflow.Case):
    def send_by_curl(self, server, letter):
        path = os.path.join(self.data, "letter.eml")
        with open(path, "wb") as file:
            file.write(letter)
        self.run_program("curl", "--silent", "--show-error", "--url",
                         f"smtp://127.0.0.1:{server.port('mail.example.org', 'submission')}/client.test", "--ssl-reqd",
                         "--cacert", server.ca(), "--user", f"{letters.ALICE}:{letters.ALICE_PASSWORD}",
                         "--mail-from", letters.ALICE, "--mail-rcpt", letters.CAROL, "--upload-file", path)

    def check_is_ours(self, octets, letter):
        as_sent, added = letters.without_trace_headers(octets)
        self.assertEqual(as_sent, letter)
        self.assertEqual(added[0], "return-path")
        self.assertEqual(added.count("return-path"), 1)
        self.assertEqual(added.count("received"), 3, "submission, relay and store each leave one")

    def test_a_letter_of_three_parts_goes_all_the_way(self):
        server = self.serve()
        letter = letters.three_parts()
        self.send_by_curl(server, letter)

        read = letters.wait_for_letters(server)
        self.assertEqual(len(read), 1)
        self.check_is_ours(read[0], letter)
        parts = list(email.message_from_bytes(read[0]).walk())
        self.assertEqual(parts[3].get_payload(decode=True), letters.ATTACHMENT)

        with imaplib.IMAP4_SSL("127.0.0.1", server.port("store.example.net", "imaps"), ssl_context=server.tls()) as client:
            client.login(letters.CAROL, letters.CAROL_PASSWORD)
            client.select("INBOX")
            _, section = client.fetch("1", "(BODY.PEEK[3] FLAGS)")
            self.assertEqual(base64.b64decode(section[0][1]), letters.ATTACHMENT)

        maildrop = poplib.POP3_SSL("127.0.0.1", server.port("store.example.net", "pop3s"), context=server.tls(), timeout=mailflow.PATIENCE)
        maildrop.user(letters.CAROL)
        maildrop.pass_(letters.CAROL_PASSWORD)
        self.assertEqual(maildrop.stat()[0], 1)
        _, lines, _ = maildrop.retr(1)
        self.assertEqual(b"\r\n".join(lines) + b"\r\n", read[0])
        maildrop.dele(1)
        maildrop.quit()
        self.assertEqual(letters.read_by_imap(server), [])

        line = r'\d\d:\d\d:\d\d #\d+ alice@example.org -> carol@example.net "Grüße" stored'
        mailflow.until("its line is printed", lambda: re.search(line, server.log()))
        self.assertEqual(server.stop(), 0)

    def test_dig_asks_the_same_mx(self):
        server = self.serve()
        port = str(server.port_of("dns"))
        for transport in ("+notcp", "+tcp"):
            answer = self.run_program("dig", "@127.0.0.1", "-p", port, transport, "+tries=1", "+short", "example.net", "MX")
            self.assertEqual(answer, "10 mx.example.net.\n")
        unknown = self.run_program("dig", "@127.0.0.1", "-p", port, "nothing.example.net", "A")
        self.assertIn("status: NXDOMAIN", unknown)

    def test_swaks_submits_and_curl_reads(self):
        server = self.serve()
        self.run_program("swaks", "--server", f"127.0.0.1:{server.port('mail.example.org', 'submissions')}", "--tls-on-connect",
                         "--auth", "PLAIN", "--auth-user", letters.ALICE, "--auth-password", letters.ALICE_PASSWORD,
                         "--from", letters.ALICE, "--to", letters.CAROL, "--header", "Subject: by swaks")
        letters.wait_for_letters(server)
        for scheme, service in (("imaps", "imaps"), ("pop3s", "pop3s")):
            path = "INBOX;MAILINDEX=1" if scheme == "imaps" else "1"
            read = self.run_program("curl", "--silent", "--show-error", "--cacert", server.ca(), "--user",
                                    f"{letters.CAROL}:{letters.CAROL_PASSWORD}",
                                    f"{scheme}://127.0.0.1:{server.port('store.example.net', service)}/{path}")
            self.assertIn("Subject: by swaks", read)

    def test_an_unknown_user_is_refused_and_an_unknown_domain_comes_back(self):
        server = self.serve()
        with letters.with_login(server) as client:
            client.mail(letters.ALICE)
            self.assertEqual(client.rcpt("nobody@example.org")[0], 550)
            client.rset()
            client.sendmail(letters.ALICE, ["somebody@nowhere.test"], letters.simple("lost"))
        bounce = mailflow.until("the bounce arrives", lambda: letters.read_by_imap(
            server, letters.ALICE, letters.ALICE_PASSWORD, "mail.example.org"))
        self.assertIn(b"multipart/report", bounce[0])
        self.assertIn(b"Return-Path: <>", bounce[0])
        self.assertIn(b"somebody@nowhere.test", bounce[0])

    def test_without_a_scenario_anything_goes(self):
        server = self.serve(scenario=None)
        mailflow.until("it says so", lambda: "Mailflow: anything goes. Kept in " in server.log())
        port = server.port_of("smtp")
        self.run_program("swaks", "--server", f"127.0.0.1:{port}", "--from", "a@x.test", "--to", "b@y.test",
                         "--header", "Subject: Hello")
        mailflow.until("its line is printed", lambda: '#1 a@x.test -> b@y.test "Hello" stored' in server.log())
        read = letters.read_by_imap(server, "b@y.test", "whatever", "mail.example.org")
        self.assertEqual(len(read), 1)
        self.assertIn(b"Subject: Hello", read[0])


if __name__ == "__main__":
    unittest.main()
