"""Every SASL mechanism, in each protocol, by programs that can be told which one to use."""

import os
import unittest
import urllib.parse

import letters
import office
import readers
import terminal
from office import ALICE, ALICE_PASSWORD, BOB, BOB_PASSWORD, HOST, Wire

MECHANISMS = ("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256")
WRONG = "wrong"


class Sasl(readers.Readers):
    letter = letters.simple("by-sasl")

    def on_each_mechanism(self, check, mechanisms=MECHANISMS):
        """In clear and over TLS, where SCRAM could bind itself to the channel."""
        for mechanism in mechanisms:
            for wire in (Wire.CLEAR, Wire.TLS):
                with self.subTest(mechanism=mechanism, wire=wire.value):
                    check(mechanism, wire)

    def test_msmtp(self):
        self.empty_inbox()
        self.on_each_mechanism(self.check_msmtp)

    def check_msmtp(self, mechanism, wire):
        refused = 77  # EX_NOPERM, sysexits.h
        for password, status in ((WRONG, refused), (ALICE_PASSWORD, 0)):
            config = self.write("msmtprc", f"""
                account office
                host {HOST}
                port {self.submission(wire)}
                from {ALICE}
                auth {mechanism.lower()}
                user {ALICE}
                password {password}
                tls {"off" if wire is Wire.CLEAR else "on"}
                tls_starttls off
                tls_trust_file {self.server.ca()}
                """)
            os.chmod(config, 0o600)
            self.run_program("msmtp", "--file", config, "--account", "office", BOB, accept=(status,),
                             input=office.lf(self.letter).decode())
        self.assertEqual(self.take(), self.letter)

    def test_mutt_by_imap_and_pop3(self):
        self.on_each_mechanism(self.check_mutt)

    def check_mutt(self, mechanism, wire):
        for protocol in ("imap", "pop"):
            folder = self.folder("copied")
            config = self.muttrc(wire, f"<tag-pattern>~A<enter><copy-message><kill-line>{folder}<enter><quit>")
            with open(config, "a", encoding="utf-8") as file:
                file.write(f'set {protocol}_authenticators="{mechanism.lower()}"\n')
            port = self.imap(wire) if protocol == "imap" else self.pop3(wire)
            url = f"{protocol}{self.tls_word(wire)}://{urllib.parse.quote(BOB)}@{HOST}:{port}/"
            self.assertEqual(terminal.run("mutt", "-n", "-F", config, "-f", url), 0)
            self.check_has_all(folder)

    def test_mbsync(self):
        self.on_each_mechanism(self.check_mbsync)

    def check_mbsync(self, mechanism, wire):
        folder = self.folder("INBOX")
        failed = 1
        for password, status in ((WRONG, failed), (readers.ESCAPED_PASSWORD, 0)):
            config = self.write("mbsyncrc", f"""
IMAPStore far
Host {HOST}
Port {self.imap(wire)}
User {BOB}
Pass "{password}"
SSLType {"IMAPS" if wire is Wire.TLS else "None"}
CertificateFile {self.server.ca()}
AuthMechs {mechanism}

MaildirStore near
Path {self.data}/
Inbox {folder}

Channel office
Far :far:
Near :near:
Sync Pull
SyncState {self.path("state-" + mechanism + wire.value)}-
""")
            self.run_program("mbsync", "--config", config, "--quiet", "office", accept=(status,))
        self.check_has_all(folder)

    def test_python_with_a_challenge(self):
        for wire in (Wire.CLEAR, Wire.TLS):
            smtp = self.smtp_client(wire, login=False)
            smtp.ehlo()
            smtp.user, smtp.password = ALICE, ALICE_PASSWORD
            self.assertEqual(smtp.auth("CRAM-MD5", smtp.auth_cram_md5)[0], 235)
            imap = self.imap_client(wire, mailbox=None, login=False)
            self.assertEqual(imap.login_cram_md5(BOB, BOB_PASSWORD)[0], "OK")
            pop3 = self.pop3_client(wire, login=False)
            self.assertTrue(pop3.apop(BOB, BOB_PASSWORD).startswith(b"+OK"))
            pop3.quit()

    def test_swaks_with_a_challenge(self):
        self.run_program("swaks", "--server", HOST, "--port", str(self.submission(Wire.CLEAR)), "--auth", "CRAM-MD5",
                         "--auth-user", ALICE, "--auth-password", ALICE_PASSWORD, "--from", ALICE, "--to", BOB,
                         "--quit-after", "RCPT")

    def test_fetchmail_with_a_challenge(self):
        for protocol, auth in (("imap", "cram-md5"), ("apop", "password")):
            folder = self.folder("fetched")
            self.fetchmail(protocol, Wire.TLS, folder, "--keep", "--fetchall", "--auth", auth)
            self.check_has_all(folder)


if __name__ == "__main__":
    unittest.main()
