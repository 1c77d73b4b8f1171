"""What scripts depend on: exit status, JSON, files, signals."""

import json
import os
import signal
import smtplib
import socket
import stat
import subprocess
import unittest
import xml.etree.ElementTree

import mailflow


def call(*arguments):
    return subprocess.run([mailflow.PROGRAM, *arguments], capture_output=True, text=True, timeout=mailflow.PATIENCE, check=False)


class CommandLine(mailflow.Case):
    def test_the_endpoints_are_as_promised(self):
        server = self.serve()
        self.assertEqual(list(server.endpoints), ["host", "tls_ca", "endpoints", "users"])
        self.assertEqual({tuple(e) for e in server.endpoints["endpoints"]}, {("node", "service", "port")})
        self.assertEqual({tuple(u) for u in server.endpoints["users"]}, {("address", "login", "password")})
        self.assertEqual(server.endpoints["host"], "127.0.0.1")
        self.assertTrue(os.path.isabs(server.ca()))
        order = [(e["node"], e["service"]) for e in server.endpoints["endpoints"]]
        self.assertEqual(order[:7], [("mail.example.org", service) for service in
                                     ("smtp", "submission", "submissions", "pop3", "pop3s", "imap", "imaps")])
        self.assertEqual([user["address"] for user in server.endpoints["users"]],
                         ["alice@example.org", "bob@example.org", "carol@example.net"])
        self.assertEqual(server.endpoints["users"][2], {"address": "carol@example.net", "login": "carol@example.net",
                                                        "password": "caterpillar"})
        for service in ("ca.pem", "ca.key", "server.key"):
            self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.data, service)).st_mode), 0o600)

    def test_only_loopback_listens(self):
        server = self.serve()
        ports = {endpoint["port"] for endpoint in server.endpoints["endpoints"]}
        loopback = ("0100007F", "00000000000000000000000001000000")
        bound = []
        for table, listening in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
            with open(f"/proc/net/{table}", encoding="ascii") as file:
                for line in file.readlines()[1:]:
                    fields = line.split()
                    address, port = fields[1].split(":")
                    if fields[3] == listening and int(port, 16) in ports:
                        bound.append(int(port, 16))
                        self.assertIn(address, loopback)
        self.assertEqual(set(bound), ports)

    def test_both_signals_end_it_cleanly(self):
        for sign in (signal.SIGTERM, signal.SIGINT):
            server = self.serve()
            server.process.send_signal(sign)
            self.assertEqual(server.process.wait(timeout=mailflow.PATIENCE), 0)

    def test_clients_hear_that_the_server_stops(self):
        server = self.serve()
        speaking = {}
        for service in ("smtp", "imap", "pop3", "imaps", "submissions"):
            connection = socket.create_connection(("127.0.0.1", server.port("mail.example.org", service)), timeout=mailflow.PATIENCE)
            if service in ("imaps", "submissions"):
                connection = server.tls().wrap_socket(connection, server_hostname="mail.example.org")
            self.assertTrue(connection.recv(4096))
            speaking[service] = connection
        silent = socket.create_connection(("127.0.0.1", server.port("mail.example.org", "imaps")), timeout=mailflow.PATIENCE)
        self.assertEqual(server.stop(), 0)
        heard = {}
        for service, connection in speaking.items():
            with connection, connection.makefile("rb") as file:
                heard[service] = file.read()
        silent.close()
        self.assertEqual(heard, {"smtp": b"421 4.3.2 The server is shutting down\r\n", "pop3": b"",
                                 "submissions": b"421 4.3.2 The server is shutting down\r\n",
                                 "imap": b"* BYE The server is shutting down\r\n",
                                 "imaps": b"* BYE The server is shutting down\r\n"})

    def test_the_catcher_says_what_a_tester_types(self):
        home = {**os.environ, "HOME": self.data, "XDG_DATA_HOME": os.path.join(self.data, ".local", "share")}
        ready = os.path.join(self.data, "endpoints.json")
        ports = {}
        for service in ("smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "dns"):
            with socket.create_server(("127.0.0.1", 0)) as free:
                ports[service] = free.getsockname()[1]
        with open(os.path.join(self.data, "out.txt"), "wb+") as out:
            options = [word for service, port in ports.items() for word in ("--port", f"{service}={port}")]
            process = subprocess.Popen([mailflow.PROGRAM, "serve", "--endpoints", ready, *options], stdout=out, env=home)
            self.addCleanup(lambda: process.poll() is None and process.kill())
            mailflow.until("it listens", lambda: os.path.exists(ready))
            with smtplib.SMTP("127.0.0.1", ports["smtp"], timeout=mailflow.PATIENCE) as client:
                client.sendmail("a@x.test", ["b@example.org"], "Subject: Hello\r\n\r\nHello\r\n")
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=mailflow.PATIENCE), 0)
            out.seek(0)
            lines = out.read().decode().splitlines()
        self.assertEqual(lines[:6], [
            "Mailflow: anything goes. In memory (--data DIR keeps it). Nothing leaves this machine.",
            f"Send  127.0.0.1:{ports['smtp']} no login | {ports['submission']} STARTTLS | {ports['submissions']} TLS",
            f"Read  IMAP {ports['imap']}, {ports['imaps']} TLS | POP3 {ports['pop3']}, {ports['pop3s']} TLS; any address, any password",
            "CA    ~/.local/share/mailflow/ca.pem",
            f"Try   swaks --server 127.0.0.1:{ports['smtp']} --to you@example.org",
            "Ready."])
        self.assertRegex(lines[6], r'^\d\d:\d\d:\d\d #1 a@x\.test -> b@example\.org "Hello" stored$')
        self.assertEqual(len(lines), 7)

    def test_a_busy_port_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            done = call("serve", mailflow.SCENARIO, "--data", self.data, "--ports", "ephemeral", "--port", f"dns={port}")
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"port {port} (dns of resolver) is taken", done.stderr)

    def test_a_folder_in_use_is_named(self):
        self.serve()
        done = call("serve", mailflow.SCENARIO, "--data", self.data, "--ports", "ephemeral")
        self.assertEqual(done.returncode, 2)
        self.assertIn("another Mailflow works in this folder", done.stderr)

    def test_bad_usage_is_2(self):
        for arguments in (["serve", "--ports", "some"], ["serve", "--pace", "slow"], ["serve", "--port", "smtp"], ["serve", "a", "b"],
                          ["serve", "no-such.yaml"], ["run"], ["run", "no-such.yaml"], ["check"], ["check", "no-such.yaml"],
                          ["run", mailflow.SCENARIO, "--pcap", "/no/such/folder/x"],
                          ["run", mailflow.SCENARIO, "--until", "5"], ["run", mailflow.SCENARIO, "--seed", "x"], ["--nonsense"]):
            done = call(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr, arguments)
            self.assertEqual(done.stdout if arguments[0] != "check" else "", "", arguments)

    def test_help_and_version_are_0(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"], ["check", "--help"], ["serve", "--help"]):
            done = call(*arguments)
            self.assertEqual(done.returncode, 0, arguments)
            self.assertTrue(done.stdout, arguments)

    def test_equal_runs_give_equal_octets_whatever_the_surroundings(self):
        results = []
        for number, surroundings in enumerate(({"LC_ALL": "C", "TZ": "UTC"}, {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kolkata"})):
            path = os.path.join(self.data, f"{number}.jsonl")
            story = self.run_program(mailflow.PROGRAM, "run", mailflow.SCENARIO, "-v", "--trace", path,
                                     env={**os.environ, **surroundings})
            with open(path, "rb") as file:
                results.append((story, file.read()))
        self.assertEqual(results[0], results[1])
        self.assertTrue(results[0][0])
        for line in results[0][1].splitlines():
            json.loads(line)

    def test_a_ladder_is_drawn(self):
        drawn = []
        for name in ("a.svg", "b.svg"):
            path = os.path.join(self.data, name)
            self.run_program(mailflow.PROGRAM, "run", mailflow.SCENARIO, "--quiet", "--ladder", path)
            with open(path, "rb") as file:
                drawn.append(file.read())
        self.assertEqual(drawn[0], drawn[1])
        texts = [element.text for element in xml.etree.ElementTree.fromstring(drawn[0]).iter() if element.tag.endswith("text")]
        self.assertIn("mail.example.org", texts)
        self.assertTrue(any(text.startswith("MAIL FROM:<alice@example.org>") for text in texts))
        self.assertEqual(call("run", mailflow.SCENARIO, "--quiet", "--ladder", os.path.join(self.data, "no", "such.svg")).returncode, 2)

    def test_check_judges_and_counts(self):
        done = call("check", mailflow.SCENARIO)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        lines = done.stdout.splitlines()
        self.assertTrue(all(line.startswith(f"PASS {mailflow.SCENARIO}") for line in lines[:-1]))
        self.assertEqual(lines[-1], f"{len(lines) - 1} passed, 0 failed")

    def test_check_says_1_when_something_fails(self):
        with open(mailflow.SCENARIO, encoding="utf-8") as file:
            text = file.read()
        path = os.path.join(self.data, "impossible.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.split("\nexpect:")[0] + "\nexpect:\n  - { letter: hello, is: read, by: bob@example.org }\n")
        done = call("check", path)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn(f"FAIL {path}: ", done.stdout)
        self.assertTrue(done.stdout.endswith("0 passed, 1 failed\n"))


if __name__ == "__main__":
    unittest.main()
