"""kill -9 under load, again and again: what was acknowledged is there, once, undamaged, under the same name."""

import collections
import imaplib
import poplib
import random
import re
import smtplib
import threading
import unittest

import letters
import mailflow

ROUNDS = 20
BOB = "bob@example.org"
HOME, MX, STORE = "mail.example.org", "mx.example.net", "store.example.net"
FLAGS = ("\\Seen", "\\Flagged", "\\Answered", "\\Draft", "$Forwarded")
MARKED_LETTERS = 5

Place = collections.namedtuple("Place", "node user password mailbox")
CAROLS = Place(STORE, letters.CAROL, letters.CAROL_PASSWORD, "INBOX")  # submission and relay
KEPT = Place(HOME, BOB, "bob", "Kept")                                 # APPEND
MARKED = Place(HOME, BOB, "bob", "Marked")                             # STORE
ALICES = Place(HOME, letters.ALICE, letters.ALICE_PASSWORD, "INBOX")   # POP3 deletions
Found = collections.namedtuple("Found", "validity by_uid")             # by_uid: UID -> (token, octets, flags)


def letter(token):
    """A letter that says who it is, of a length of its own."""
    lines = random.Random(token).choices(["", ".", "..two dots", "x" * 70, "Some words of " + token], k=len(token) ** 2 % 150 + 5)
    return (f"From: {letters.ALICE}\r\nTo: {letters.CAROL}\r\nSubject: {token}\r\nDate: Mon, 02 Mar 2026 10:00:00 +0100\r\n"
            f"Message-ID: <{token}@client.test>\r\n\r\n" + "\r\n".join(lines) + "\r\nend\r\n").encode()


def token_of(octets):
    return re.search(rb"^Subject: (\S+)", octets, re.MULTILINE)[1].decode()


def imap(server, place):
    client = imaplib.IMAP4_SSL("127.0.0.1", server.port(place.node, "imaps"), ssl_context=server.tls(), timeout=mailflow.PATIENCE)
    good(client.login(place.user, place.password))
    return client


def pop3(server):
    client = poplib.POP3_SSL("127.0.0.1", server.port(HOME, "pop3s"), context=server.tls(), timeout=mailflow.PATIENCE)
    client.user(letters.ALICE)
    client.pass_(letters.ALICE_PASSWORD)
    return client


def good(answer):
    if answer[0] != "OK":
        raise AssertionError(f"refused: {answer}")
    return answer[1]


def look(server, place):
    with imap(server, place) as client:
        count = int(good(client.select(place.mailbox, readonly=True))[0])
        validity = int(client.response("UIDVALIDITY")[1][0])
        parts = good(client.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])")) if count else []
    by_uid = {}
    for said, after in zip(parts, parts[1:]):
        if isinstance(said, tuple):
            text = said[0] + b" " + (after if isinstance(after, bytes) else b"")
            flags = frozenset(re.search(rb"FLAGS \(([^)]*)\)", text)[1].decode().split()) - {"\\Recent"}
            by_uid[int(re.search(rb"UID (\d+)", text)[1])] = (token_of(said[1]), said[1], flags)
    return Found(validity, by_uid)


def uidls(server):
    """Token by UIDL, as a POP3 client that trusts nothing finds them."""
    client = pop3(server)
    found = {}
    for line in client.uidl()[1]:
        number, uidl = line.decode().split()
        found[uidl] = token_of(b"\r\n".join(client.top(int(number), 0)[1]))
    client.quit()
    return found


class Writers:
    """Five clients that write at once until the server is gone, and what they were promised."""

    def __init__(self, random_stream):
        self.random = random_stream
        self.promised = {place: set() for place in (CAROLS, KEPT, ALICES)}  # tokens
        self.flags = {}         # token -> flags that were acknowledged
        self.tried_flags = {}   # token -> flags on their way
        self.deleted = set()    # tokens whose deletion was acknowledged
        self.tried_deletions = set()
        self.lock = threading.Lock()
        self.number = 0

    def write_until_killed(self, server, acknowledgements):
        """Kills it after so many acknowledgements, when each writer has had one."""
        self.left, self.enough, self.killed, self.errors = acknowledgements, threading.Event(), threading.Event(), []
        jobs = (self.submit, self.relay, self.append, self.mark, self.delete)
        threads = [threading.Thread(target=self.run, args=(job, server), name=job.__name__) for job in jobs]
        self.idle = {thread.name for thread in threads}  # have no acknowledgement yet
        for thread in threads:
            thread.start()
        reached = self.enough.wait(mailflow.PATIENCE)
        self.killed.set()
        server.kill()
        for thread in threads:
            thread.join()
        if self.errors or not reached:
            raise AssertionError(f"while the server was there: {self.errors or 'too few acknowledgements'}")

    def run(self, job, server):
        try:
            while not self.killed.is_set():
                job(server)
        except (OSError, EOFError, smtplib.SMTPException, imaplib.IMAP4.error, poplib.error_proto, AssertionError) as error:
            if not self.killed.is_set():
                self.errors.append((job.__name__, repr(error)))
                self.enough.set()

    def acknowledged(self):
        with self.lock:
            self.left -= 1
            self.idle.discard(threading.current_thread().name)
            if self.left <= 0 and not self.idle:
                self.enough.set()

    def token(self, kind):
        with self.lock:
            self.number += 1
            return f"{kind}-{self.number}"

    def send(self, client, kind, recipient, place):
        for _ in range(5):
            token = self.token(kind)
            client.sendmail(letters.ALICE, [recipient], letter(token))
            self.promised[place].add(token)
            self.acknowledged()

    def submit(self, server):
        with letters.with_login(server) as client:
            self.send(client, "submitted", letters.CAROL, CAROLS)

    def relay(self, server):
        with smtplib.SMTP("127.0.0.1", server.port(MX, "smtp"), timeout=mailflow.PATIENCE) as client:
            self.send(client, "relayed", letters.CAROL, CAROLS)
        with smtplib.SMTP("127.0.0.1", server.port(HOME, "smtp"), timeout=mailflow.PATIENCE) as client:
            self.send(client, "local", letters.ALICE, ALICES)

    def append(self, server):
        with imap(server, KEPT) as client:
            for _ in range(20):
                token = self.token("appended")
                good(client.append(KEPT.mailbox, None, None, letter(token)))
                self.promised[KEPT].add(token)
                self.acknowledged()

    def mark(self, server):
        with imap(server, MARKED) as client:
            good(client.select(MARKED.mailbox))
            uids = {f"marked-{number}": number + 1 for number in range(MARKED_LETTERS)}
            for _ in range(50):
                token = self.random.choice(sorted(uids))
                wanted = frozenset(self.random.sample(FLAGS, self.random.randrange(len(FLAGS) + 1)))
                self.tried_flags[token] = wanted
                good(client.uid("STORE", str(uids[token]), "FLAGS.SILENT", "(" + " ".join(sorted(wanted)) + ")"))
                self.flags[token] = wanted
                self.acknowledged()

    def delete(self, server):
        client = pop3(server)
        count = min(3, client.stat()[0])
        chosen = {token_of(b"\r\n".join(client.top(number, 0)[1])) for number in range(1, count + 1)}
        for number in range(1, count + 1):
            client.dele(number)
        self.tried_deletions |= chosen
        client.quit()
        self.deleted |= chosen
        self.tried_deletions -= chosen
        self.acknowledged()


class CrashUnderLoad(mailflow.Case):
    def test_nothing_acknowledged_is_lost_damaged_doubled_or_undone(self):
        self.writers = Writers(random.Random(1))
        self.seen = {}   # place -> Found of the round before
        self.uidls = {}  # token by UIDL
        server = self.serve()
        self.prepare(server)
        for number in range(ROUNDS):
            self.writers.write_until_killed(server, 20 + random.Random(number).randrange(60))
            server = self.serve()
            with self.subTest(round=number):
                self.check(server)
        self.assertEqual(server.stop(), 0)
        self.assertGreater(min(len(tokens) for tokens in self.writers.promised.values()), ROUNDS, "every writer has written")
        self.assertTrue(self.writers.deleted)

    def prepare(self, server):
        with imap(server, KEPT) as client:
            good(client.create(KEPT.mailbox))
            good(client.create(MARKED.mailbox))
            for number in range(MARKED_LETTERS):
                good(client.append(MARKED.mailbox, None, None, letter(f"marked-{number}")))
                self.writers.flags[f"marked-{number}"] = frozenset()

    def check(self, server):
        writers = self.writers
        mailflow.until("all that was accepted arrives", lambda: writers.promised[CAROLS] <= self.tokens(look(server, CAROLS)))
        found = {place: look(server, place) for place in (CAROLS, KEPT, ALICES, MARKED)}
        self.assertEqual(writers.promised[KEPT] - self.tokens(found[KEPT]), set(), "appended")
        gone = writers.deleted | writers.tried_deletions
        self.assertEqual(writers.promised[ALICES] - gone - self.tokens(found[ALICES]), set(), "local")
        self.assertEqual(writers.deleted & self.tokens(found[ALICES]), set(), "a deletion was undone")
        for place, now in found.items():
            self.check_names(place, now)
            for token, octets, _ in now.by_uid.values():
                whole = octets if place in (KEPT, MARKED) else letters.without_trace_headers(octets)[0]
                self.assertEqual(whole, letter(token), "damaged")
        self.check_flags(found[MARKED])
        self.check_uidls(server)
        self.seen = found
        writers.deleted |= writers.tried_deletions - self.tokens(found[ALICES])
        writers.tried_deletions = set()

    def tokens(self, found):
        tokens = [token for token, _, _ in found.by_uid.values()]
        self.assertEqual(len(tokens), len(set(tokens)), "doubled")
        return set(tokens)

    def check_names(self, place, now):
        before = self.seen.get(place, Found(now.validity, {}))
        self.assertEqual(now.validity, before.validity, "UIDVALIDITY")
        for uid, (token, _, _) in before.by_uid.items():
            if uid in now.by_uid:
                self.assertEqual(now.by_uid[uid][0], token, "a UID means another letter")
            else:
                self.assertIn(token, self.writers.deleted | self.writers.tried_deletions)
        news = set(now.by_uid) - set(before.by_uid)
        self.assertEqual({uid for uid in news if uid <= max(before.by_uid, default=0)}, set(), "a UID was used again")

    def check_flags(self, found):
        writers = self.writers
        for token, _, flags in found.by_uid.values():
            self.assertIn(flags, (writers.flags[token], writers.tried_flags.get(token, writers.flags[token])), token)
            writers.flags[token] = flags
        writers.tried_flags.clear()
        self.assertEqual(len(found.by_uid), MARKED_LETTERS)

    def check_uidls(self, server):
        now = uidls(server)
        for uidl, token in self.uidls.items():
            self.assertEqual(now.get(uidl, token), token, "a UIDL means another letter")
        again = {token for uidl, token in now.items() if uidl not in self.uidls} & set(self.uidls.values())
        self.assertEqual(again, set(), "a letter has another UIDL")
        self.uidls |= now


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of sockets that the crash left open
