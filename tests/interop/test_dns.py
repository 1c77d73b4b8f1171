"""The DNS door: what dig and kdig make of its answers, what no program of manners would send, and dnsperf."""

import os
import re
import socket
import struct
import unittest

import mailflow
import raw

HOST = "127.0.0.1"
HEADER_OCTETS = 12
QUERIES = 20_000
TXT_STRINGS = 40  # of 200 octets each: too much for UDP, whatever EDNS says

SCENARIO = f"""
mailflow: 1
title: Names
domains:
  example.org:
    mx: mail.example.org
    users: [alice]
nodes:
  mail.example.org:
    kind: mail-server
records:
  example.org: |
    www IN CNAME mail
    *.wild IN TXT "any"
    medium IN TXT {' '.join('"' + chr(97 + number) * 200 + '"' for number in range(6))}
    big IN TXT {' '.join('"' + chr(65 + number % 26) * 200 + '"' for number in range(TXT_STRINGS))}
"""

REFUSED, FORMERR, NOTIMP, NXDOMAIN, NOERROR = 5, 1, 4, 3, 0
MX, ANY, AXFR = 15, 255, 252


def query(name, kind=MX, number=0x1234, flags=0x0100, questions=1):
    labels = b"".join(bytes([len(label)]) + label for label in name.encode().split(b".") if label)
    return struct.pack(">6H", number, flags, questions, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", kind, 1)


def framed(message):
    return struct.pack(">H", len(message)) + message


def rcode(answer):
    return answer[3] & 0x0F


class Dns(mailflow.Case):
    def setUp(self):
        super().setUp()
        path = os.path.join(self.data, "names.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        self.server = self.serve(scenario=path, data=None)
        self.port = self.server.port_of("dns")

    def udp(self):
        client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(client.close)
        client.settimeout(mailflow.PATIENCE)
        client.connect((HOST, self.port))
        return client

    def ask(self, octets):
        """By UDP."""
        client = self.udp()
        client.send(octets)
        return client.recv(65535)

    def check_silent(self, octets):
        """Nothing comes before the answer to a question that is put afterwards."""
        client = self.udp()
        client.send(octets)
        client.send(query("example.org", number=0xFFFF))
        self.assertEqual(client.recv(65535)[:2], b"\xff\xff", octets)

    def kdig(self, *arguments):
        return self.run_program("kdig", f"@{HOST}", "-p", str(self.port), "+timeout=60", "+retry=0", *arguments)

    def dig(self, *arguments):
        """Unlike kdig it leaves the case of names alone."""
        return self.run_program("dig", f"@{HOST}", "-p", str(self.port), "+tries=1", "+time=60", *arguments)

    # ---- programs with manners ----

    def test_kdig_finds_what_is_there(self):
        self.assertRegex(self.kdig("example.org", "MX"), r"example\.org\.\s+\d+\s+IN\s+MX\s+10 mail\.example\.org\.")
        self.assertRegex(self.kdig("www.example.org", "A"), r"www\S+\s+\d+\s+IN\s+CNAME\s+mail\.example\.org\.\nmail\.example\.org\.\s+\d+\s+IN\s+A\s+")
        self.assertRegex(self.kdig("a.b.wild.example.org", "TXT"), r'a\.b\.wild\S+\s+\d+\s+IN\s+TXT\s+"any"')
        self.assertIn("NXDOMAIN", self.kdig("nobody.example.org", "A"))
        nodata = self.kdig("example.org", "SRV")
        self.assertIn("NOERROR", nodata)
        self.assertRegex(nodata, r"AUTHORITY SECTION:\nexample\.org\.\s+\d+\s+IN\s+SOA")

    def test_the_case_of_a_question_is_kept(self):
        for transport in ("+notcp", "+tcp"):
            self.assertRegex(self.dig(transport, "ExAmPLe.oRg", "MX"), r"QUESTION SECTION:\n;ExAmPLe\.oRg\.\s")

    def test_any_is_answered_in_brief(self):
        answer = self.kdig("example.org", "ANY")
        self.assertIn("NOERROR", answer)
        self.assertRegex(answer, r"IN\s+(HINFO|MX|SOA|NS)\s")
        self.assertIn("NXDOMAIN", self.kdig("nobody.example.org", "ANY"))

    def test_what_does_not_fit_comes_by_tcp(self):
        for name, size, strings in (("medium", "+noedns", 6), ("big", "+bufsize=4096", TXT_STRINGS)):
            cut = self.kdig("+ignore", size, f"{name}.example.org", "TXT")
            self.assertRegex(cut, r"Flags: [^;]*\btc\b")
            whole = self.dig(size, "+short", f"{name}.example.org", "TXT")
            self.assertEqual(whole.count('"'), 2 * strings, "dig asks again by TCP")
        self.assertNotRegex(self.kdig("+ignore", "+bufsize=4096", "medium.example.org", "TXT"), r"Flags: [^;]*\btc\b")

    def test_refusals_have_their_codes(self):
        self.assertIn("REFUSED", self.kdig("+nordflag", "example.org", "MX"))
        self.assertIn("REFUSED", self.kdig("-c", "CH", "version.bind", "TXT"))
        self.assertRegex(self.kdig("+edns=1", "example.org", "MX"), r"BADVERS")
        self.assertIn("status: NOTIMP", self.dig("+opcode=4", "example.org", "SOA"))
        self.assertEqual(rcode(self.ask(query("example.org", AXFR))), REFUSED)

    # ---- others ----

    def test_what_cannot_be_read_is_a_format_error(self):
        self.assertEqual(rcode(self.ask(query("example.org", questions=2))), FORMERR)
        self.assertEqual(rcode(self.ask(query("example.org")[:-1])), FORMERR)
        self.assertEqual(rcode(self.ask(query("example.org", flags=0x1100))), NOTIMP)
        looping = query("example.org")[:HEADER_OCTETS] + b"\xc0\x0c" + struct.pack(">2H", MX, 1)
        self.assertEqual(rcode(self.ask(looping)), FORMERR)

    def test_what_is_no_question_is_not_answered(self):
        for octets in (b"", b"x", query("example.org")[:HEADER_OCTETS - 1], query("example.org", flags=0x8100)):
            self.check_silent(octets)

    def test_ids_and_names_come_back(self):
        answer = self.ask(query("EXAMPLE.org", number=0xBEEF))
        self.assertEqual(answer[:2], b"\xbe\xef")
        self.assertIn(b"\7EXAMPLE\3org\0", answer)
        self.assertLess(len(answer), 120, "names are compressed")

    def test_many_questions_on_one_connection(self):
        with raw.Line(self.port, greeting=False) as line:
            line.say(b"".join(framed(query(f"{number}.wild.example.org", 16, number)) for number in range(300)), chunk=1000)
            line.socket.shutdown(socket.SHUT_WR)
            heard, ids = line.all(), []
        while heard:
            length = struct.unpack(">H", heard[:2])[0]
            answer, heard = heard[2:2 + length], heard[2 + length:]
            self.assertEqual(rcode(answer), NOERROR)
            ids.append(struct.unpack(">H", answer[:2])[0])
        self.assertEqual(sorted(ids), list(range(300)))

    def test_noise(self):
        for seed in range(200):
            octets = os.urandom(seed * 3)
            self.udp().send(octets)
            with raw.Line(self.port, greeting=False) as line:
                line.say(octets)
        self.assertIsNone(self.server.process.poll(), self.server.log())
        self.assertEqual(rcode(self.ask(query("example.org"))), NOERROR)

    # ---- many ----

    def dnsperf(self, *options):
        names = ["example.org MX", "www.example.org A", "mail.example.org A", "nobody.example.org A", "medium.example.org TXT"]
        path = os.path.join(self.data, "queries")
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join(names * (QUERIES // len(names))) + "\n")
        out = self.run_program("dnsperf", "-s", HOST, "-p", str(self.port), "-d", path, "-n", "1", "-t", "60", *options)
        completed = int(re.search(r"Queries completed:\s+(\d+)", out)[1])
        lost = int(re.search(r"Queries lost:\s+(\d+)", out)[1])
        codes = dict(re.findall(r"(NOERROR|NXDOMAIN|SERVFAIL|REFUSED) (\d+)", out))
        self.assertEqual(set(codes), {"NOERROR", "NXDOMAIN"}, out)
        return completed, lost

    def test_dnsperf_by_udp(self):
        for options in (("-c", "4", "-q", "50"), ("-e",)):
            self.assertEqual(self.dnsperf(*options), (QUERIES, 0))

    def test_dnsperf_by_tcp(self):
        self.assertEqual(self.dnsperf("-m", "tcp", "-c", "8", "-q", "100"), (QUERIES, 0))


if __name__ == "__main__":
    unittest.main()
