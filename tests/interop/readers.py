"""What the tests of reading programs share: three letters in the inbox, and programs that speak POP3 and IMAP."""

import glob
import os
import re

import letters
import office
from office import BOB, BOB_PASSWORD, HOST, Wire, lf

# How rc files that know escapes write it.
ESCAPED_PASSWORD = BOB_PASSWORD.replace("\\", "\\\\").replace('"', '\\"')

ADDED = re.compile(rb"^(Content-Length|Lines|X-getmail-retrieved-from-mailbox|X-TUID): .*\n", re.M)


class Readers(office.Office):
    def setUp(self):
        super().setUp()
        self.refill()

    def refill(self):
        """An inbox of three letters, one of which tries to end the transfer with its dots."""
        if self.mailbox():
            self.empty_inbox()
        self.sent = self.send(letters.three_parts(), letters.simple("second"), letters.dotted())

    def folder(self, name):
        """An empty Maildir."""
        folder = self.path(name)
        for part in ("cur", "new", "tmp"):
            os.makedirs(f"{folder}/{part}", exist_ok=True)
        for path in glob.glob(folder + "/*/*"):
            os.remove(path)
        return folder

    def check_has_all(self, folder, expected=None):
        """The folder holds what was sent, as Unix keeps it, and nothing else."""
        expected = self.sent if expected is None else expected
        self.assertEqual(files_of(folder), sorted(lf(octets) for octets in expected))

    def tls_word(self, wire):
        """As curl's URLs name it."""
        return "s" if wire is Wire.TLS else ""

    def port(self, protocol, wire):
        return self.imap(wire) if protocol == "imap" else self.pop3(wire)

    def curl(self, protocol, wire, path, *options):
        out = self.path("curl.out")
        url = f"{protocol}{self.tls_word(wire)}://{HOST}:{self.port(protocol, wire)}/{path}"
        starttls = ["--ssl-reqd"] if wire is Wire.STARTTLS else []
        self.run_program("curl", "-sS", url, *options, *starttls, "--cacert", self.server.ca(),
                         "--user", f"{BOB}:{BOB_PASSWORD}", "--output", out)
        with open(out, "rb") as file:
            return file.read()

    def fetchmail(self, protocol, wire, folder, *options):
        protection = {Wire.CLEAR: "sslproto ''", Wire.STARTTLS: "sslproto 'tls1.2+'", Wire.TLS: "ssl"}[wire]
        password = BOB_PASSWORD.replace("\\", "\\\\")
        config = self.write("fetchmailrc", f"""
            poll {HOST} protocol {protocol} port {self.port(protocol, wire)}
                user '{BOB}' password '{password}' {protection} sslcertck sslcertfile "{self.server.ca()}"
                no rewrite mda "/bin/sh -c 'cat > {folder}/new/$$'"
            """)
        os.chmod(config, 0o600)
        nothing_new = 1
        self.run_program("fetchmail", "--fetchmailrc", config, "--nodetach", "--nosyslog", "--invisible",
                         "--idfile", self.path("fetchids"), "--pidfile", self.path("fetchmail.pid"), *options,
                         accept=(0, nothing_new))

    def getmail(self, protocol, wire, folder, delete):
        self.write("getmailrc", f"""
[retriever]
type = Simple{protocol.upper()}{"SSL" if wire is Wire.TLS else ""}Retriever
server = {HOST}
port = {self.port(protocol, wire)}
username = {BOB}
password = {BOB_PASSWORD}
{"ca_certs = " + self.server.ca() if wire is Wire.TLS else ""}
[destination]
type = MDA_external
path = /bin/sh
arguments = ("-c", "cat > {folder}/new/$$")
allow_root_commands = true
[options]
read_all = false
delete = {"true" if delete else "false"}
delivered_to = false
received = false
""")
        self.run_program("getmail", "--getmaildir", self.data, "--rcfile", "getmailrc", "--quiet")

    def muttrc(self, wire, keys):
        return self.write("muttrc", f"""
            set pop_user="{BOB}" pop_pass="{ESCAPED_PASSWORD}" pop_delete=yes
            set imap_user="{BOB}" imap_pass="{ESCAPED_PASSWORD}"
            set certificate_file="{self.server.ca()}" ssl_starttls={"yes" if wire is Wire.STARTTLS else "no"}
            set ssl_force_tls={"no" if wire is Wire.CLEAR else "yes"}
            set mbox_type=Maildir confirmappend=no confirmcreate=no delete=yes quit=yes auto_tag=yes
            set sleep_time=0 wait_key=no move=no resolve=no
            set folder="imap{self.tls_word(wire)}://{HOST}:{self.imap(wire)}/"
            push "{keys}"
            """)


def files_of(folder):
    """The letters of a Maildir, without what mutt, getmail and mbsync add to those that they save."""
    found = []
    for path in glob.glob(folder + "/new/*") + glob.glob(folder + "/cur/*"):
        with open(path, "rb") as file:
            found.append(ADDED.sub(b"", file.read()))
    return sorted(found)
