"""A post office with two accounts, alice (who sends) and bob (who reads), and three ways to reach each service."""

import enum
import imaplib
import poplib
import smtplib

import letters
import mailflow
import raw

SCENARIO = str(mailflow.ROOT / "tests" / "interop" / "office.yaml")
HOST = "localhost"
ALICE, ALICE_PASSWORD = "alice@example.org", "pencil"
BOB, BOB_PASSWORD = "bob@example.org", 'a "quoted" \\word & more'


class Wire(enum.Enum):
    """How a client's connection is protected."""

    CLEAR = "clear"
    STARTTLS = "starttls"
    TLS = "tls"


class Office(mailflow.Case):
    """A test with one post office of its own."""

    def setUp(self):
        super().setUp()
        self.server = self.serve(scenario=SCENARIO)

    def on_each_wire(self, check):
        for wire in Wire:
            with self.subTest(wire=wire.value):
                check(wire)

    def submission(self, wire):
        return self.server.port_of("submissions" if wire is Wire.TLS else "submission")

    def pop3(self, wire):
        return self.server.port_of("pop3s" if wire is Wire.TLS else "pop3")

    def imap(self, wire):
        return self.server.port_of("imaps" if wire is Wire.TLS else "imap")

    def path(self, name):
        return f"{self.data}/{name}"

    def write(self, name, content):
        """A file for a client to read: its configuration, or a letter."""
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def connect(self, service, **more):
        """A connection for octets as they are."""
        line = raw.Line(self.server.port_of(service), **more)
        self.addCleanup(line.close)
        return line

    def connect_imap(self):
        """The same, with bob logged in."""
        line = self.connect("imap")
        password = BOB_PASSWORD.encode()
        self.assertIn(b"t OK", line.imap(b"LOGIN %s {%d+}\r\n%s" % (BOB.encode(), len(password), password)))
        return line

    def connect_pop3(self):
        line = self.connect("pop3")
        self.assertIn(b"+OK", line.ask_pop3(b"USER " + BOB.encode()))
        self.assertIn(b"+OK", line.ask_pop3(b"PASS " + BOB_PASSWORD.encode()))
        return line

    # ---- by Python's own clients: what every other client is compared with ----

    def smtp_client(self, wire=Wire.TLS, login=True):
        kind = smtplib.SMTP_SSL if wire is Wire.TLS else smtplib.SMTP
        more = {"context": self.server.tls()} if wire is Wire.TLS else {}
        client = kind(HOST, self.submission(wire), timeout=mailflow.PATIENCE, **more)
        self.addCleanup(client.close)
        if wire is Wire.STARTTLS:
            client.starttls(context=self.server.tls())
        if login:
            client.login(ALICE, ALICE_PASSWORD)
        return client

    def imap_client(self, wire=Wire.TLS, mailbox="INBOX", login=True):
        kind = imaplib.IMAP4_SSL if wire is Wire.TLS else imaplib.IMAP4
        more = {"ssl_context": self.server.tls()} if wire is Wire.TLS else {}
        client = kind(HOST, self.imap(wire), timeout=mailflow.PATIENCE, **more)
        self.addCleanup(lambda: client.sock.close())
        if wire is Wire.STARTTLS:
            client.starttls(self.server.tls())
        if login:
            client.login(BOB, BOB_PASSWORD)
        if login and mailbox:
            self.assertEqual(client.select(mailbox)[0], "OK")
        return client

    def pop3_client(self, wire=Wire.TLS, login=True):
        kind = poplib.POP3_SSL if wire is Wire.TLS else poplib.POP3
        more = {"context": self.server.tls()} if wire is Wire.TLS else {}
        client = kind(HOST, self.pop3(wire), timeout=mailflow.PATIENCE, **more)
        self.addCleanup(client.close)
        if wire is Wire.STARTTLS:
            client.stls(self.server.tls())
        if login:
            client.user(BOB)
            client.pass_(BOB_PASSWORD)
        return client

    def send(self, *octets):
        """Puts letters into bob's inbox, in this order; gives what they became once they are there."""
        client = self.smtp_client()
        for letter in octets:
            client.sendmail(ALICE, [BOB], letter)
        client.quit()
        return self.received(len(octets))

    def mailbox(self, name="INBOX"):
        """Every letter of bob's mailbox as octets; they stay as they are."""
        client = self.imap_client(mailbox=None)
        status, counts = client.select(name, readonly=True)
        found = []
        if status == "OK" and int(counts[0]) > 0:
            _, parts = client.fetch("1:*", "(BODY.PEEK[])")
            found = [part[1] for part in parts if isinstance(part, tuple)]
        client.logout()
        return found

    def received(self, count):
        """Bob's inbox once there are that many letters in it."""
        def there():
            box = self.mailbox()
            return box if len(box) >= count else None

        return mailflow.until(f"{count} letters arrive", there)

    def empty_inbox(self):
        client = self.imap_client()
        client.uid("STORE", "1:*", "+FLAGS.SILENT", r"(\Deleted)")  # of none, too
        client.expunge()
        client.logout()

    def take(self):
        """The one letter that has come, below its trace headers; the inbox is empty afterwards."""
        box = self.received(1)
        self.empty_inbox()
        self.assertEqual(len(box), 1)
        return letters.without_trace_headers(box[0])[0]


def lf(octets):
    """As Unix programs keep letters."""
    return octets.replace(b"\r\n", b"\n")
