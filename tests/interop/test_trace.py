"""The trace of a real client's letter: every command and reply, the DNS walk, the relay, each record with its cause."""

import base64
import json
import os
import stat
import unittest

import letters
import mailflow


class TraceOfARealClient(mailflow.Case):
    def setUp(self):
        super().setUp()
        path = os.path.join(self.data, "trace.jsonl")
        server = self.serve("--trace", path)
        client = letters.with_login(server)
        client.sendmail(letters.ALICE, [letters.CAROL], letters.three_parts())
        client.quit()
        letters.wait_for_letters(server)
        self.assertEqual(server.stop(), 0)
        with open(path, encoding="utf-8") as file:
            self.records = [json.loads(line) for line in file]
        self.commands_path = os.path.join(self.data, "trace.commands.jsonl")
        with open(self.commands_path, encoding="utf-8") as file:
            self.commands = [json.loads(line) for line in file]

    def of_kind(self, kind):
        return [record for record in self.records if record["kind"] == kind]

    def chain(self, record):
        """The record, its cause, the cause of that, ... to the beginning."""
        chain = [record]
        while chain[-1]["cause"] is not None:
            chain.append(self.records[chain[-1]["cause"]])
        return chain

    def test_records_are_numbered_and_every_cause_is_earlier(self):
        self.assertEqual([record["id"] for record in self.records], list(range(len(self.records))))
        for record in self.records:
            self.assertEqual(list(record), ["id", "cause", "at_us", "until_us", "kind", "from", "to", "stream", "mail", "text",
                                            "bytes_base64", "facts"])
            if record["cause"] is not None:
                self.assertLess(record["cause"], record["id"])
                self.assertLessEqual(self.records[record["cause"]]["at_us"], record["at_us"])

    def test_only_what_came_from_outside_has_no_cause(self):
        for record in self.records:
            if record["cause"] is None:
                self.assertEqual((record["kind"], record["from"]), ("stream-opened", "real-client"))

    def test_the_real_client_is_a_node_and_each_of_its_commands_is_answered(self):
        opened = next(r for r in self.of_kind("stream-opened")
                      if r["from"] == "real-client" and r["facts"].get("service") == "submission")
        self.assertEqual(opened["to"], "mail.example.org")
        spoken = [r for r in self.of_kind("segment") if r["stream"] == opened["stream"]]
        said = b"".join(base64.b64decode(r["bytes_base64"]) for r in spoken if r["from"] == "real-client")
        for command in (b"ehlo", b"STARTTLS\r\n", b"AUTH ", b"mail FROM:<alice@example.org>", b"rcpt TO:<carol@example.net>",
                        b"data\r\n", b"\r\n.\r\n", b"quit\r\n"):
            self.assertIn(command.lower(), said.lower())
        heard = b"".join(base64.b64decode(r["bytes_base64"]) for r in spoken if r["to"] == "real-client")
        codes = [line[:3] for line in heard.split(b"\r\n") if line[3:4] == b" "]
        self.assertEqual([c for c in codes if c[:1] in b"45"], [])
        for code in (b"220", b"250", b"235", b"354", b"221"):
            self.assertIn(code, codes)

    def test_the_password_is_not_in_it(self):
        secret = base64.b64encode(b"\0alice@example.org\0alice")
        for record in self.of_kind("segment"):
            self.assertNotIn(secret, base64.b64decode(record["bytes_base64"] or ""))

    def test_the_commands_stand_beside_it(self):
        self.assertEqual(stat.S_IMODE(os.stat(self.commands_path).st_mode), 0o600)
        places = [command["after_steps"] for command in self.commands]
        self.assertEqual(places, sorted(set(places)), "each has a place of its own")
        opened = next(c for c in self.commands if c["command"] == "connected" and c["service"] == "submission")
        self.assertEqual((opened["node"], opened["from"], opened["tls"]), ("mail.example.org", "127.0.0.1", None))
        of_it = [c for c in self.commands if c.get("connection") == opened["connection"]]
        self.assertEqual([c["command"] for c in of_it if c["command"] != "bytes"], ["connected", "tls-ready"])
        said = b"".join(base64.b64decode(c["bytes_base64"]) for c in of_it if c["command"] == "bytes")
        self.assertIn(letters.three_parts().replace(b"\r\n.", b"\r\n.."), said, "octet for octet")

    def test_dns_is_walked_from_the_root(self):
        asked = [record["to"] for record in self.of_kind("datagram") if record["from"] == "resolver"]
        root = asked.index("a.root")
        tld = asked.index("ns.tld-net", root)
        asked.index("ns1.example.net", tld)
        self.assertTrue(self.of_kind("lookup-done"))

    def test_the_letter_is_one_journey_and_its_cause_is_the_client(self):
        stored = self.of_kind("letter-stored")[0]
        self.assertEqual(stored["from"], "store.example.net")
        journey = [r["kind"] for r in self.records if r["mail"] == stored["mail"] and r["kind"].startswith("letter-")]
        for kind in ("letter-accepted", "letter-queued", "letter-relayed", "letter-stored"):
            self.assertIn(kind, journey)
        relays = {r["from"] for r in self.of_kind("letter-relayed") if r["mail"] == stored["mail"]}
        self.assertEqual(relays, {"mail.example.org", "mx.example.net"})
        chain = self.chain(stored)
        self.assertEqual(chain[-1]["from"], "real-client")
        self.assertTrue(any(record["kind"] == "datagram" for record in chain), "DNS is among its causes")


if __name__ == "__main__":
    unittest.main()
