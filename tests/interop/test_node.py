"""npm's mail programs, in clear, by STARTTLS and by TLS: nodemailer sends, imapflow reads, moves, appends, idles."""

import base64
import json
import shutil
import subprocess
import unittest

import letters
import mailflow
import office
import readers
from office import ALICE, ALICE_PASSWORD, BOB, BOB_PASSWORD, HOST

SOURCE = mailflow.ROOT / "tests" / "interop" / "node"
PLACE = mailflow.ROOT / "build" / "interop-node"  # programs of others stay out of the tree
DOWNLOAD_PATIENCE = 120  # seconds


def install():
    """The versions that package-lock.json pins, once."""
    lock = (SOURCE / "package-lock.json").read_bytes()
    done = PLACE / "installed.json"
    PLACE.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        shutil.copy(file, PLACE)
    if done.exists() and done.read_bytes() == lock:
        return
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=PLACE,
                   check=True, timeout=DOWNLOAD_PATIENCE)
    done.write_bytes(lock)


def command(script, **what):
    return ["node", str(PLACE / script), json.dumps(what)]


class Node(readers.Readers):
    @classmethod
    def setUpClass(cls):
        install()

    def test_nodemailer(self):
        self.on_each_wire(self.check_nodemailer)

    def check_nodemailer(self, wire):
        self.empty_inbox()
        sent = [letters.three_parts(), letters.dotted()]
        paths = [self.write(f"{number}.eml", octets) for number, octets in enumerate(sent)]
        for method in ("PLAIN", "LOGIN"):
            self.run_program(*command(
                "send.mjs", host=HOST, port=self.submission(wire), wire=wire.value, ca=self.server.ca(), user=ALICE,
                password=ALICE_PASSWORD, method=method, to=BOB, letter=paths))
            got = [letters.without_trace_headers(octets)[0] for octets in self.received(2)]
            self.assertEqual(sorted(got), sorted(sent))
            self.empty_inbox()

    def test_imapflow(self):
        self.on_each_wire(self.check_imapflow)

    def check_imapflow(self, wire):
        self.refill()
        folder = self.folder("fetched")
        reader = command("read.mjs", host=HOST, port=self.imap(wire), wire=wire.value, ca=self.server.ca(), user=BOB,
                         password=BOB_PASSWORD, folder=folder)
        with subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            if program.stdout.readline() == b"waiting\n":
                self.smtp_client().sendmail(ALICE, [BOB], letters.simple("late"))
            out, errors = program.communicate(timeout=mailflow.PATIENCE)
        self.assertEqual(program.returncode, 0, errors.decode())
        seen = json.loads(out)

        self.assertEqual(readers.files_of(folder), sorted(self.sent))
        self.assertEqual(seen["subjects"], ["Grüße", "second", "dots"])
        self.assertEqual(seen["structures"], ["multipart/mixed", "text/plain", "text/plain"])
        text, attachment = (base64.b64decode(part) for part in seen["parts"])
        self.assertEqual(text.decode(), "Grüße.\r\n.\r\n..a line with two dots\r\n")
        self.assertEqual(attachment, letters.ATTACHMENT)
        self.assertEqual(seen["found"], [2])
        self.assertEqual(seen["dates"], ["2026-01-01T00:00:00.000Z"])
        self.assertEqual(len(seen["moved"]["uidMap"]), 1)
        self.assertEqual(seen["status"]["messages"], 1)
        self.assertIn("Von/Müller & Söhne", seen["list"])
        self.assertEqual(seen["exists"], 4)
        self.assertEqual(self.mailbox('"Von/M&APw-ller &- S&APY-hne"'), [self.sent[1]])
        box = self.mailbox()
        self.assertEqual(box[:3], [self.sent[0], self.sent[2], self.sent[0]])
        client = self.imap_client()
        client.delete('"Von/M&APw-ller &- S&APY-hne"')
        client.delete("Von")
        client.logout()


if __name__ == "__main__":
    unittest.main()
