"""Programs that read by POP3, in clear, by STLS and by TLS: they fetch what the mailbox holds, octet by octet."""

import unittest
import urllib.parse

import readers
import terminal
from office import BOB, HOST, Wire


class Pop3Readers(readers.Readers):
    def test_curl(self):
        self.on_each_wire(self.check_curl)

    def check_curl(self, wire):
        self.refill()
        sizes = b"".join(b"%d %d\r\n" % (number + 1, len(octets)) for number, octets in enumerate(self.sent))
        self.assertEqual(self.curl("pop3", wire, ""), sizes)
        self.assertEqual(len(self.curl("pop3", wire, "", "-X", "UIDL").splitlines()), len(self.sent))
        for number, octets in enumerate(self.sent):
            self.assertEqual(self.curl("pop3", wire, number + 1), octets)
            self.assertEqual(self.curl("pop3", wire, number + 1, "--login-options", "AUTH=PLAIN"), octets)
        for _ in self.sent:
            self.curl("pop3", wire, 1, "-X", "DELE", "--head")
        self.assertEqual(self.mailbox(), [])

    def test_fetchmail(self):
        self.on_each_wire(self.check_fetchmail)

    def check_fetchmail(self, wire):
        self.refill()
        folder = self.folder("fetched")
        self.fetchmail("pop3", wire, folder, "--keep")
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), self.sent)
        folder = self.folder("fetched")
        self.fetchmail("pop3", wire, folder, "--nokeep", "--fetchall")
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), [])

    def test_getmail(self):
        self.check_getmail(Wire.CLEAR)  # it has no STLS
        self.check_getmail(Wire.TLS)

    def check_getmail(self, wire):
        self.refill()
        folder = self.folder("fetched")
        for _ in range(2):  # UIDL tells that it has them
            self.getmail("pop3", wire, folder, delete=False)
            self.check_has_all(folder)
        self.assertEqual(self.mailbox(), self.sent)
        self.getmail("pop3", wire, folder, delete=True)
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), [])

    def test_mutt(self):
        self.on_each_wire(self.check_mutt)

    def check_mutt(self, wire):
        self.refill()
        folder = self.folder("saved")
        config = self.muttrc(wire, f"<tag-pattern>~A<enter><save-message><kill-line>{folder}<enter><quit>")
        url = f"pop{self.tls_word(wire)}://{urllib.parse.quote(BOB)}@{HOST}:{self.pop3(wire)}/"
        self.assertEqual(terminal.run("mutt", "-n", "-F", config, "-f", url), 0)
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), [])

    def test_poplib(self):
        self.on_each_wire(self.check_poplib)

    def check_poplib(self, wire):
        self.refill()
        client = self.pop3_client(wire)
        self.assertEqual(client.stat(), (len(self.sent), sum(map(len, self.sent))))
        sizes = [b"%d %d" % (number + 1, len(octets)) for number, octets in enumerate(self.sent)]
        self.assertEqual(client.list()[1], sizes)
        for number, octets in enumerate(self.sent):
            self.assertEqual(b"\r\n".join(client.retr(number + 1)[1]) + b"\r\n", octets)
            head = octets.split(b"\r\n\r\n")[0].split(b"\r\n")
            self.assertEqual(client.top(number + 1, 0)[1], head + [b""])
        client.dele(1)
        client.rset()
        client.dele(2)
        client.quit()
        self.assertEqual(self.mailbox(), [self.sent[0], self.sent[2]])


if __name__ == "__main__":
    unittest.main()
