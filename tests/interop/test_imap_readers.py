"""Programs that read by IMAP, in clear, by STARTTLS and by TLS: they fetch what the mailbox holds, octet by octet."""

import unittest
import urllib.parse

import readers
import terminal
from office import BOB, BOB_PASSWORD, HOST, Wire


class ImapReaders(readers.Readers):
    def flags(self, mailbox="INBOX"):
        """The system flags of each letter."""
        client = self.imap_client(mailbox=None)
        client.select(mailbox, readonly=True)
        _, lines = client.fetch("1:*", "(FLAGS)")
        client.logout()
        found = [line.decode().split("FLAGS (")[1].rstrip(")").split() for line in lines if line]
        return [sorted(set(words) - {r"\Recent"}) for words in found]

    def test_curl(self):
        self.on_each_wire(self.check_curl)

    def check_curl(self, wire):
        self.refill()
        first = self.curl("imap", wire, "INBOX", "-X", "FETCH 1 (UID)")
        uid = int(first.split(b"UID ")[1].split(b")")[0])
        for place, octets in enumerate(self.sent):
            self.assertEqual(self.curl("imap", wire, f"INBOX;UID={uid + place}"), octets)
            self.assertEqual(self.curl("imap", wire, f"INBOX;MAILINDEX={place + 1}", "--sasl-ir"), octets)
            text = octets.split(b"\r\n\r\n", 1)[1]
            self.assertEqual(self.curl("imap", wire, f"INBOX;UID={uid + place};SECTION=TEXT"), text)
        self.assertIn(b"INBOX", self.curl("imap", wire, ""))
        self.assertIn(b"* SEARCH 2", self.curl("imap", wire, "INBOX?SUBJECT%20second"))
        upload = self.write("upload.eml", self.sent[0])
        self.curl("imap", wire, "INBOX", "--upload-file", upload)
        self.assertEqual(self.mailbox(), [*self.sent, self.sent[0]])

    def test_fetchmail(self):
        self.on_each_wire(self.check_fetchmail)

    def check_fetchmail(self, wire):
        self.refill()
        folder = self.folder("fetched")
        self.fetchmail("imap", wire, folder, "--keep")
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), self.sent)
        self.assertEqual(self.flags(), [[r"\Seen"]] * 3)
        folder = self.folder("fetched")
        self.fetchmail("imap", wire, folder, "--nokeep", "--fetchall")
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), [])

    def test_getmail(self):
        self.check_getmail(Wire.CLEAR)  # it has no STARTTLS
        self.check_getmail(Wire.TLS)

    def check_getmail(self, wire):
        self.refill()
        folder = self.folder("fetched")
        for _ in range(2):  # UID and UIDVALIDITY tell that it has them
            self.getmail("imap", wire, folder, delete=False)
            self.check_has_all(folder)
        self.assertEqual(self.mailbox(), self.sent)
        self.getmail("imap", wire, folder, delete=True)
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), [])

    def mutt(self, wire, keys, mailbox="INBOX"):
        config = self.muttrc(wire, keys)
        url = f"imap{self.tls_word(wire)}://{urllib.parse.quote(BOB)}@{HOST}:{self.imap(wire)}/{mailbox}"
        self.assertEqual(terminal.run("mutt", "-n", "-F", config, "-f", url), 0)

    def test_mutt(self):
        self.on_each_wire(self.check_mutt)

    def check_mutt(self, wire):
        self.refill()
        folder = self.folder("copied")
        self.mutt(wire, f"<tag-pattern>~A<enter><copy-message><kill-line>{folder}<enter><quit>")
        self.check_has_all(folder)
        self.assertEqual(self.mailbox(), self.sent)
        self.mutt(wire, "<jump>2<enter><flag-message><jump>3<enter><set-flag>r<quit>")
        flags = self.flags()
        self.assertIn(r"\Flagged", flags[1])
        self.assertIn(r"\Answered", flags[2])
        name = f"=Kept-{wire.value}"
        self.mutt(wire, f"<jump>1<enter><save-message><kill-line>{name}<enter>"
                        "<jump>3<enter><delete-message><quit>")
        self.assertEqual(self.mailbox(f'"{name[1:]}"'), [self.sent[0]])
        self.assertEqual(self.mailbox(), [self.sent[1]])

    def test_imaplib(self):
        self.on_each_wire(self.check_imaplib)

    def check_imaplib(self, wire):
        self.refill()
        client = self.imap_client(wire)
        for place, octets in enumerate(self.sent):
            number = str(place + 1)
            self.assertEqual(client.fetch(number, "(BODY.PEEK[])")[1][0][1], octets)
            self.assertEqual(client.fetch(number, "(RFC822)")[1][0][1], octets)
            size = b"%d (RFC822.SIZE %d)" % (place + 1, len(octets))
            self.assertEqual(client.fetch(number, "(RFC822.SIZE)")[1], [size])
            head, text = octets.split(b"\r\n\r\n", 1)
            parts = client.fetch(number, "(BODY.PEEK[HEADER] BODY.PEEK[TEXT] BODY.PEEK[]<100.50>)")[1]
            self.assertEqual([part[1] for part in parts[:3]], [head + b"\r\n\r\n", text, octets[100:150]])
        self.assertEqual(client.search(None, "SUBJECT", "second")[1], [b"2"])
        self.assertEqual(client.create("Kept")[0], "OK")
        self.assertEqual(client.uid("COPY", "1:*", "Kept")[0], "OK")
        self.assertEqual(client.store("1", "FLAGS", r"(\Deleted $Junk)")[0], "OK")
        self.assertEqual(client.expunge()[1], [b"1"])
        self.assertEqual(client.select("Kept")[1], [b"3"])
        self.assertEqual(client.append("Kept", r"(\Seen)", None, self.sent[2])[0], "OK")
        self.assertEqual(client.close()[0], "OK")
        self.assertEqual(self.mailbox("Kept"), [*self.sent, self.sent[2]])
        self.assertEqual(client.rename("Kept", "Elsewhere")[0], "OK")
        self.assertEqual(client.delete("Elsewhere")[0], "OK")
        client.logout()

    def test_mail_imapclient(self):
        self.on_each_wire(self.check_mail_imapclient)

    def check_mail_imapclient(self, wire):
        self.refill()
        folder = self.folder("fetched")
        script = self.write("read.pl", PERL)
        self.run_program("perl", script, HOST, str(self.imap(wire)), wire.value, self.server.ca(), BOB, BOB_PASSWORD,
                         folder)
        self.assertEqual(readers.files_of(folder), sorted(self.sent))
        self.assertEqual(self.mailbox(), [self.sent[0], self.sent[2], self.sent[0]])
        self.assertEqual(self.mailbox("Moved"), [self.sent[1]])
        self.assertEqual(self.flags(), [[r"\Flagged"], [], [r"\Seen"]])
        client = self.imap_client()
        client.delete("Moved")
        client.logout()


PERL = r"""
use strict;
use warnings;
use Mail::IMAPClient;

my ($host, $port, $wire, $ca, $user, $password, $folder) = @ARGV;
my $tls = [SSL_ca_file => $ca, SSL_verify_mode => 1];
my %protection = (clear => [], starttls => [Starttls => $tls], tls => [Ssl => $tls]);
for my $mechanism ('LOGIN', 'PLAIN') {
    my $imap = Mail::IMAPClient->new(
        Server => $host, Port => $port, User => $user, Password => $password, Uid => 1, Peek => 1,
        Authmechanism => $mechanism eq 'LOGIN' ? undef : $mechanism, @{$protection{$wire}}) or die "login: $@";
    next if $mechanism eq 'LOGIN';
    $imap->select('INBOX') or die $imap->LastError;
    my @letters = $imap->messages or die $imap->LastError;
    @letters == 3 or die scalar(@letters) . ' letters';
    for my $uid (@letters) {
        open(my $file, '>:raw', "$folder/new/$uid") or die $!;
        print $file $imap->message_string($uid);
        close($file);
    }
    $imap->set_flag('Flagged', $letters[0]) or die $imap->LastError;
    $imap->create('Moved') or die $imap->LastError;
    $imap->move('Moved', $letters[1]) or die $imap->LastError;
    $imap->expunge or die $imap->LastError;
    my @found = $imap->search('SUBJECT', $imap->Quote('dots')) or die $imap->LastError;
    "@found" eq $letters[2] or die "found @found";
    my $envelope = $imap->get_envelope($letters[2]) or die $imap->LastError;
    $envelope->subject eq 'dots' or die $envelope->subject;
    my $structure = $imap->get_bodystructure($letters[0]) or die $imap->LastError;
    join(' ', $structure->parts) eq '1 2 3' or die join(' ', $structure->parts);
    my $first = $imap->message_string($letters[0]);
    $imap->append_string('INBOX', $first, '\\Seen') or die $imap->LastError;
    $imap->logout;
}
"""

if __name__ == "__main__":
    unittest.main()
