"""What the tests of synchronising programs share: a Maildir and a mailbox, changed on both sides."""

import glob
import os
import re

import letters
import office
from office import ALICE, BOB, lf

# Maildir's letters for IMAP's flags.
LETTER_OF = {r"\Draft": "D", r"\Flagged": "F", r"\Answered": "R", r"\Seen": "S"}


class TwoWay(office.Office):
    """A program is a function that synchronises self.path("near") with the server, all mailboxes."""

    def setUp(self):
        super().setUp()
        self.sent = self.send(letters.three_parts(), letters.simple("second"), letters.dotted())
        self.program = None

    # ---- the two sides ----

    def mailboxes(self):
        client = self.imap_client(mailbox=None)
        _, lines = client.list()
        client.logout()
        return {line.decode().rsplit(" ", 1)[1].strip('"') for line in lines if line}

    def far(self):
        """Mailbox -> its letters, each with its flags, as Maildir writes both."""
        client = self.imap_client(mailbox=None)
        found = {}
        for name in self.mailboxes():
            _, counts = client.select(name, readonly=True)
            parts = client.fetch("1:*", "(FLAGS BODY.PEEK[])")[1] if int(counts[0]) else []
            found[name] = sorted((without_marks(lf(part[1])), maildir_flags(part[0].decode()))
                                 for part in parts if isinstance(part, tuple))
        client.logout()
        return found

    def near(self):
        found = {}
        for folder in glob.glob(self.path("near") + "/*/cur"):
            name = os.path.basename(os.path.dirname(folder))
            found[name] = sorted(self.near_letters(name))
        return found

    def near_letters(self, name):
        for path in self.near_files(name):
            with open(path, "rb") as file:
                flags = path.rpartition(":2,")[2] if ":2," in path else ""
                yield without_marks(file.read()), "".join(sorted(flags))

    def near_files(self, name):
        return glob.glob(f"{self.path('near')}/{name}/cur/*") + glob.glob(f"{self.path('near')}/{name}/new/*")

    def near_file(self, name, subject):
        for path in self.near_files(name):
            with open(path, "rb") as file:
                if f"Subject: {subject}\n".encode() in file.read():
                    return path
        raise AssertionError(f"no {subject} in {name}")

    # ---- the story ----

    def check(self, program):
        program()
        self.check_equal({"INBOX": self.sent})
        self.check_nothing_changes(program)
        self.change_near()
        self.change_far()
        program()
        program()  # what was found on one side only is now on both
        self.check_equal()
        for name in ("INBOX", "Work", "Archive"):
            self.assertIn(name, self.near())
        self.check_nothing_changes(program)
        self.assertEqual([flags for text, flags in self.near()["INBOX"] if b"Subject: dots" in text], ["FR"])
        self.assertEqual(len(self.near()["INBOX"]), 3, "each side deleted one of three, and added one")

    def check_equal(self, expected=None):
        far = self.far()
        self.assertEqual(without_empty(self.near()), without_empty(far))
        for name, box in (expected or {}).items():
            self.assertEqual([text for text, _ in far[name]], sorted(lf(octets) for octets in box))

    def check_nothing_changes(self, program):
        before = self.uids(), self.far(), self.all_near_files()
        program()
        self.assertEqual((self.uids(), self.far(), self.all_near_files()), before)

    def all_near_files(self):
        return sorted(glob.glob(self.path("near") + "/*/*/*:2,*"))

    def uids(self):
        client = self.imap_client()
        _, lines = client.uid("SEARCH", "ALL")
        client.logout()
        return lines

    def change_near(self):
        """A new letter, a flag, a deletion, and a new folder with a letter."""
        near = self.path("near")
        flagged = self.near_file("INBOX", "dots")
        os.rename(flagged, flagged.replace("/new/", "/cur/").partition(":2,")[0] + ":2,F")
        os.remove(self.near_file("INBOX", "second"))
        for part in ("cur", "new", "tmp"):
            os.makedirs(f"{near}/Work/{part}", exist_ok=True)
        for name, subject in (("INBOX", "written-near"), ("Work", "work")):
            self.write(f"near/{name}/cur/1767225600.{subject}.client:2,S", lf(letters.simple(subject)))

    def change_far(self):
        """A new letter, a flag, a deletion, and a new mailbox with a letter."""
        client = self.imap_client()
        _, found = client.search(None, "SUBJECT", "dots")
        client.store(found[0].decode(), "+FLAGS", r"(\Answered)")
        _, found = client.search(None, "HEADER", "Message-ID", "<three-parts@")
        client.store(found[0].decode(), "+FLAGS", r"(\Deleted)")
        client.expunge()
        client.create("Archive")
        client.subscribe("Archive")
        client.append("Archive", r"(\Draft \Seen)", None, letters.simple("archived"))
        client.logout()
        sender = self.smtp_client()
        sender.sendmail(ALICE, [BOB], letters.simple("written-far"))
        sender.quit()
        self.received(3)


def without_empty(mailboxes):
    return {name: box for name, box in mailboxes.items() if box}


def without_marks(octets):
    """Without the header fields by which these programs find again what they stored."""
    return re.sub(rb"^(X-TUID|X-OfflineIMAP): .*\n", b"", octets, flags=re.M)


def maildir_flags(response):
    flags = re.search(r"FLAGS \(([^)]*)\)", response).group(1).split()
    return "".join(sorted(LETTER_OF.get(flag, "") for flag in flags))
