"""Programs that send: each hands a letter over in clear, by STARTTLS and by TLS, and it arrives as it was."""

import glob
import os
import unittest

import letters
import office
from office import ALICE, ALICE_PASSWORD, BOB, HOST, Wire


def without_date(octets):
    """mutt reads the clock once for the letter and once for its copy."""
    return [line for line in octets.split(b"\r\n") if not line.startswith(b"Date:")]


class Senders(office.Office):
    letter = letters.three_parts()

    def test_curl(self):
        self.on_each_wire(self.check_curl)

    def check_curl(self, wire):
        scheme = "smtps" if wire is Wire.TLS else "smtp"
        self.run_program("curl", "-sS", f"{scheme}://{HOST}:{self.submission(wire)}/client.test",
                         *(["--ssl-reqd"] if wire is Wire.STARTTLS else []), "--cacert", self.server.ca(),
                         "--user", f"{ALICE}:{ALICE_PASSWORD}", "--mail-from", ALICE, "--mail-rcpt", BOB,
                         "--upload-file", self.write("letter.eml", self.letter))
        self.assertEqual(self.take(), self.letter)

    def test_swaks(self):
        self.on_each_wire(self.check_swaks)

    def check_swaks(self, wire):
        tls = {Wire.CLEAR: [], Wire.STARTTLS: ["--tls"], Wire.TLS: ["--tls-on-connect"]}[wire]
        verify = ["--tls-ca-path", self.server.ca(), "--tls-verify"] if tls else []
        path = self.write("letter.eml", office.lf(self.letter).removesuffix(b"\n"))
        for mechanism in ("PLAIN", "LOGIN"):
            self.run_program("swaks", "--server", HOST, "--port", str(self.submission(wire)), *tls, *verify,
                             "--auth", mechanism, "--auth-user", ALICE, "--auth-password", ALICE_PASSWORD,
                             "--from", ALICE, "--to", BOB, "--data", "@" + path)
            self.assertEqual(self.take(), self.letter)

    def test_msmtp(self):
        self.on_each_wire(self.check_msmtp)

    def check_msmtp(self, wire):
        for mechanism in ("plain", "login"):
            config = self.write("msmtprc", f"""
                account office
                host {HOST}
                port {self.submission(wire)}
                from {ALICE}
                auth {mechanism}
                user {ALICE}
                password {ALICE_PASSWORD}
                tls {"off" if wire is Wire.CLEAR else "on"}
                tls_starttls {"on" if wire is Wire.STARTTLS else "off"}
                tls_trust_file {self.server.ca()}
                """)
            os.chmod(config, 0o600)
            self.run_program("msmtp", "--file", config, "--account", "office", BOB,
                             input=office.lf(self.letter).decode())
            self.assertEqual(self.take(), self.letter)

    def test_mutt_with_an_attachment(self):
        self.on_each_wire(self.check_mutt)

    def check_mutt(self, wire):
        folder = self.path(f"sent-{wire.value}")
        config = self.write("muttrc", f"""
            set from="{ALICE}" realname="Alice" use_envelope_from hostname="client.test"
            set smtp_url="{"smtps" if wire is Wire.TLS else "smtp"}://{ALICE}@{HOST}:{self.submission(wire)}"
            set smtp_pass="{ALICE_PASSWORD}" smtp_authenticators="plain" certificate_file="{self.server.ca()}"
            set ssl_starttls={"yes" if wire is Wire.STARTTLS else "no"}
            set ssl_force_tls={"no" if wire is Wire.CLEAR else "yes"}
            set mbox_type=Maildir record="{folder}" copy=yes
            """)
        attachment = self.write("all.bin", letters.ATTACHMENT)
        self.run_program("mutt", "-n", "-F", config, "-s", "Grüße", "-a", attachment, "--", BOB,
                         input="Look.\n.\n..\nFrom here\n")
        [copy] = glob.glob(folder + "/cur/*")
        with open(copy, "rb") as file:
            kept = file.read().replace(b"\n", b"\r\n")
        self.assertEqual(without_date(self.take()), without_date(kept))

    def test_smtplib(self):
        self.on_each_wire(self.check_smtplib)

    def check_smtplib(self, wire):
        client = self.smtp_client(wire)
        client.sendmail(ALICE, [BOB], self.letter)
        client.quit()
        self.assertEqual(self.take(), self.letter)


if __name__ == "__main__":
    unittest.main()
