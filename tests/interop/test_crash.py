"""A 250 is a promise: kill -9 right after it loses nothing and doubles nothing."""

import poplib
import time
import unittest

import letters
import mailflow

ROUNDS = 4


class Crash(mailflow.Case):
    def check_rounds(self, pace, rounds=ROUNDS, later=0.0):
        """Each round is killed `later` more seconds after the 250 than the one before."""
        sent = []
        for number in range(rounds):
            server = self.serve("--pace", pace)
            letter = letters.simple(str(number))
            with letters.with_login(server) as client:
                client.sendmail(letters.ALICE, [letters.CAROL], letter)
                time.sleep(number * later)
                server.kill()
            sent.append(letter)

            server = self.serve("--pace", pace)
            mailflow.until("all letters are there", lambda: len(letters.read_by_imap(server)) >= len(sent))
            self.assertEqual(server.stop(), 0)
        server = self.serve()
        read = [letters.without_trace_headers(octets)[0] for octets in letters.read_by_imap(server)]
        self.assertEqual(sorted(read), sorted(sent), "each of them once")

    def test_a_delivered_letter_is_there_once(self):
        self.check_rounds("immediate")

    def test_a_letter_on_its_way_arrives_once(self):
        self.check_rounds("realtime")

    def test_at_whatever_hop_it_is_it_arrives_once(self):
        self.check_rounds("realtime", rounds=12, later=0.08)

    def test_what_was_deleted_stays_deleted(self):
        server = self.serve()
        letters.submit(server, letters.simple("x"))
        letters.wait_for_letters(server)
        maildrop = poplib.POP3_SSL("127.0.0.1", server.port("store.example.net", "pop3s"), context=server.tls(), timeout=mailflow.PATIENCE)
        maildrop.user(letters.CAROL)
        maildrop.pass_(letters.CAROL_PASSWORD)
        maildrop.dele(1)
        maildrop.quit()
        server.kill()
        self.assertEqual(letters.read_by_imap(self.serve()), [])


if __name__ == "__main__":
    unittest.main()
