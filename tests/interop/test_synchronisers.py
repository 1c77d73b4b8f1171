"""Programs that keep a Maildir and a mailbox the same: new letters, flags and deletions travel both ways."""

import os
import unittest

import office
import two_way
from office import BOB, BOB_PASSWORD, HOST, Wire


class Synchronisers(two_way.TwoWay):
    def mbsync(self, wire, mechanism="LOGIN"):
        near = self.path("near")
        os.makedirs(near, exist_ok=True)
        password = BOB_PASSWORD.replace("\\", "\\\\").replace('"', '\\"')
        config = self.write("mbsyncrc", f"""
IMAPAccount office
Host {HOST}
Port {self.imap(wire)}
User {BOB}
Pass "{password}"
SSLType {({Wire.CLEAR: "None", Wire.STARTTLS: "STARTTLS", Wire.TLS: "IMAPS"})[wire]}
CertificateFile {self.server.ca()}
AuthMechs {mechanism}

IMAPStore far
Account office

MaildirStore near
Path {near}/
Inbox {near}/INBOX
SubFolders Verbatim

Channel office
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
SyncState *
""")
        return lambda: self.run_program("mbsync", "--config", config, "--quiet", "office")

    def test_mbsync_in_clear(self):
        self.check(self.mbsync(Wire.CLEAR))

    def test_mbsync_by_starttls(self):
        self.check(self.mbsync(Wire.STARTTLS))

    def test_mbsync_by_tls(self):
        self.check(self.mbsync(Wire.TLS, mechanism="PLAIN"))

    def offlineimap(self, wire):
        password = BOB_PASSWORD.replace("%", "%%")
        config = self.write("offlineimaprc", f"""
[general]
accounts = office
metadata = {self.path("offlineimap")}
[Account office]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = {self.path("near")}
sync_deletes = yes
[Repository far]
type = IMAP
remotehost = {HOST}
remoteport = {self.imap(wire)}
remoteuser = {BOB}
remotepass = {password}
ssl = {"yes" if wire is Wire.TLS else "no"}
starttls = {"yes" if wire is Wire.STARTTLS else "no"}
sslcacertfile = {self.server.ca()}
auth_mechanisms = PLAIN, LOGIN
folderfilter = lambda name: True
""")
        return lambda: self.run_program("offlineimap", "-c", config, "-o", "-u", "quiet")

    def test_offlineimap_in_clear(self):
        self.check(self.offlineimap(Wire.CLEAR))

    # Not by STARTTLS: about once in eight runs its own reader thread does not start again after the hand-shake.

    def test_offlineimap_by_tls(self):
        self.check(self.offlineimap(Wire.TLS))


if __name__ == "__main__":
    unittest.main()
